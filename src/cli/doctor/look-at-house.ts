/** Looks at what needs neither database nor network: secret, directory, words, programmes, print, workers. */
import { access, constants, readFile, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../../config.ts'
import { buildPrintData } from '../../documents/build-print-data.ts'
import { marksOf } from '../../documents/format-values.ts'
import { createPrinter } from '../../documents/printer.ts'
import { createScanReader } from '../../documents/read-scan.ts'
import type { Locale } from '../../language/phrases.ts'
import { readLocales } from '../../read-locales.ts'
import { soundProgrammes, UnsoundFolder } from '../../read-programmes.ts'
import { makeLibrary } from '../../service/libraries.ts'
import { type Diagnosis, fail, ok, reasonOf, warn } from './diagnosis.ts'

const LEAST_MB = 100
const ENOUGH_MB = 1_000

/** In the order that they are told. */
export async function lookAtHouse(config: Config): Promise<Diagnosis[]> {
  const locales = await readLocales()
  return [
    await secret(config),
    ...(await directory(config)),
    words(locales),
    ...(await programmesAndPrint(config, locales)),
  ]
}

async function secret({ secret: given, databaseUrl, dataDir }: Config): Promise<Diagnosis> {
  if (given)
    return given.length < 32 ? warn('secret', 'short', { count: given.length }) : ok('secret', 'given')
  if (databaseUrl) return fail('secret', 'missing')
  const file = path.join(dataDir, 'secret')
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept === null) return ok('secret', 'to-be-made', { file })
  if (kept.length < 16) return fail('secret', 'damaged', { file })
  const { mode } = await stat(file)
  return mode & 0o077 ? warn('secret', 'readable', { file }) : ok('secret', 'kept', { file })
}

async function directory({ dataDir, databaseUrl }: Config): Promise<Diagnosis[]> {
  // with a server nothing is kept here
  if (databaseUrl) return []
  const dir = await nearest(path.resolve(dataDir))
  try {
    await access(dir, constants.W_OK | constants.X_OK)
  } catch {
    return [fail('directory', 'unwritable', { dir })]
  }
  const { bavail, bsize } = await statfs(dir)
  const free = Math.floor((bavail * bsize) / 1_000_000)
  const params = { dir, free, least: ENOUGH_MB }
  if (free < LEAST_MB) return [fail('directory', 'full', params)]
  return [free < ENOUGH_MB ? warn('directory', 'low', params) : ok('directory', 'well', params)]
}

/** The directory, or the one above it that it would be made in. */
async function nearest(dir: string): Promise<string> {
  const found = await stat(dir).catch(() => null)
  return found || dir === path.dirname(dir) ? dir : nearest(path.dirname(dir))
}

function words(locales: ReadonlyMap<string, Locale>): Diagnosis {
  const [first, ...others] = [...locales.values()]
  const lacking = others.flatMap(({ messages }) =>
    [...(first?.messages.keys() ?? [])].filter((key) => !messages.has(key)),
  )
  const params = { languages: [...locales.keys()].join(', '), count: first?.messages.size ?? 0 }
  if (lacking.length > 0) return fail('words', 'lacking', { ...params, key: lacking[0] ?? '' })
  return ok('words', 'well', params)
}

async function programmesAndPrint(config: Config, locales: Map<string, Locale>): Promise<Diagnosis[]> {
  try {
    const programmes = await soundProgrammes(config.flowsDir)
    const [first] = programmes
    const ids = programmes.map(({ programme }) => programme.id).join(', ')
    const well = ok('programmes', 'well', { count: programmes.length, ids })
    if (!first) return [well]
    return [well, ...(await print(makeLibrary(first.programme, locales)))]
  } catch (error) {
    if (error instanceof UnsoundFolder)
      return [fail('programmes', 'unsound', { dir: error.folder, count: error.problems.length })]
    return [fail('programmes', 'unreadable', { dir: config.flowsDir, reason: reasonOf(error) })]
  }
}

/** A blank form is printed and read again: fonts, templates and both kinds of worker. */
async function print({ programme, speech }: ReturnType<typeof makeLibrary>): Promise<Diagnosis[]> {
  const { text, phrases } = speech(programme.languages[0] ?? '')
  const printer = createPrinter({ threads: 1 })
  const reader = createScanReader()
  try {
    const began = performance.now()
    const pdf = await printer.print({
      programmeId: programme.id,
      programmeHash: programme.hash,
      template: programme.template,
      fonts: 'song',
      data: buildPrintData(programme, text, {}, null, {
        language: phrases.language,
        marks: marksOf(phrases),
        isShown: () => true,
      }),
    })
    const printed = ok('print', 'well', { id: programme.id, ms: Math.round(performance.now() - began) })
    const pages = await reader.texts(pdf).catch(() => [])
    const isRead = pages.some((page) => JSON.stringify(page).length > 50)
    return [printed, isRead ? ok('scans', 'well', { count: pages.length }) : fail('scans', 'unread')]
  } catch (error) {
    return [fail('print', 'failed', { id: programme.id, reason: reasonOf(error) })]
  } finally {
    await printer.close()
    await reader.close()
  }
}
