/** `shenbao versions`: which contents a programme folder has had, and one of them written out again. */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Phrases } from '../language/phrases.ts'
import type { ProgrammeVersion } from '../ports/programmes.ts'
import type { Store } from '../ports/store.ts'
import { diffProgrammes } from '../programme/diff.ts'
import { loadProgramme } from '../programme/load.ts'
import { StartError } from '../start-error.ts'
import { openStore } from '../store/open-store.ts'
import { summaryLine } from './diff-lines.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

export interface VersionOptions {
  data?: string
  language?: string
}

/** One line a version: number, since when, hash, drafts, and what changed against the one before. */
export async function listVersions(programme: string | undefined, options: VersionOptions): Promise<void> {
  const words = await cliPhrases(options.language)
  await withStore(options, async (store) => {
    const versions = await store.programmes.versions(programme ?? null)
    if (versions.length === 0) return console.log(words.say('diff.no-versions'))
    for (const version of versions) {
      const before = versions.find(
        ({ programmeId, number }) => programmeId === version.programmeId && number === version.number - 1,
      )
      console.log(await lineOf(store, words, version, before))
    }
  })
}

async function lineOf(
  store: Store,
  words: Phrases,
  version: ProgrammeVersion,
  before: ProgrammeVersion | undefined,
): Promise<string> {
  const { programmeId, number, since, hash, drafts, inForce } = version
  const day = since.toISOString().slice(0, 10)
  const state = inForce ? 'now' : 'earlier'
  const line = words.say('diff.version', {
    ...{ programme: programmeId, number, since: day, hash: hash.slice(0, 12), drafts, state },
  })
  return `${line}\n    ${before ? await changedBetween(store, words, before, version) : words.say('diff.first')}`
}

async function changedBetween(
  store: Store,
  words: Phrases,
  before: ProgrammeVersion,
  now: ProgrammeVersion,
): Promise<string> {
  const [old, current] = await Promise.all([before, now].map(({ hash }) => keptProgramme(store, hash)))
  // a folder of a much older release may not be read by this one any more
  return old && current ? summaryLine(diffProgrammes(old, current), words) : words.say('diff.unreadable')
}

async function keptProgramme(store: Store, hash: string) {
  const files = await store.programmes.files(hash)
  return files ? loadProgramme(files, hash).programme : null
}

/** Writes the folder of a kept version out, byte for byte, into a directory that is not there yet. */
export async function showVersion(
  version: string,
  options: VersionOptions & { output: string },
): Promise<void> {
  const files = await withStore(options, (store) => keptFiles(store, version))
  if (existsSync(options.output)) throw new StartError('file-exists', { file: options.output })
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(options.output, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }
  console.log(options.output)
}

/** What `<programme>@<number>` or a hash, or the beginning of one, names. @throws StartError when it names none, or several */
export async function keptFiles(store: Store, name: string): Promise<Record<string, string>> {
  const [programme = '', number] = name.split('@')
  const versions = await store.programmes.versions(number === undefined ? null : programme)
  const found = versions.filter((one) =>
    number === undefined ? one.hash.startsWith(name) : one.number === Number(number),
  )
  const [version, ...more] = found
  const files = version && more.length === 0 ? await store.programmes.files(version.hash) : null
  if (!files) throw new StartError('no-version', { version: name })
  return files
}

/** The store of the settings, if it has ever been used. @throws StartError when there is none */
export async function withStore<T>(options: VersionOptions, use: (store: Store) => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl } = configFrom(options.data ? { data: options.data } : {})
  if (!databaseUrl && !existsSync(path.join(dataDir, 'db'))) throw new StartError('no-data', { dir: dataDir })
  const store = await openStore({ dataDir: path.join(dataDir, 'db'), databaseUrl })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
