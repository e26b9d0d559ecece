/** `shenbao verify-log`: was an entry of the log of acts changed, removed or moved, and where does the log end? */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import type { Phrases } from '../language/phrases.ts'
import type { AuditEntry } from '../ports/audit.ts'
import { type LogReport, verifyLog } from '../service/verify-log.ts'
import { StartError } from '../start-error.ts'
import { openStore } from '../store/open-store.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

/** What the process ends with; 1 is left for everything that keeps it from finding out. */
const EXIT = { whole: 0, 'no-kept': 2, fault: 4 } as const

interface Options {
  /** position of the first entry to be read */
  from?: string
  /** where to leave what was read */
  export?: string
  /** a hash that was printed as the head before */
  head?: string
  data?: string
  language?: string
}

export async function verifyTheLog(options: Options): Promise<void> {
  const words = await cliPhrases(options.language)
  const from = positionOf(options.from ?? '1')
  const kept = options.head === undefined ? null : hashIn(options.head)
  const report = await judge(options, from, kept)
  console.log(linesOf(words, report, from, kept).join('\n'))
  process.exitCode = EXIT[outcomeOf(report)]
}

async function judge(options: Options, from: number, kept: string | null): Promise<LogReport> {
  const { dataDir, databaseUrl } = configFrom(options.data ? { data: options.data } : {})
  // an empty database would have an empty log, and that is whole
  if (!databaseUrl && !existsSync(path.join(dataDir, 'db'))) throw new StartError('no-data', { dir: dataDir })
  const file = options.export === undefined ? null : await newFile(options.export)
  try {
    const store = await openStore({ dataDir: path.join(dataDir, 'db'), databaseUrl })
    const seen = async (entries: readonly AuditEntry[]) => void (await file?.write(asLines(entries)))
    return await verifyLog(store.audit, { hash: sha256, from, kept, seen }).finally(() => store.close())
  } finally {
    await file?.close()
  }
}

/** Never over what is there: it may be the export of another day. @throws StartError */
const newFile = (file: string): Promise<FileHandle> =>
  open(file, 'wx').catch((error: Error & { code?: string }) => {
    throw error.code === 'EEXIST' ? new StartError('file-exists', { file }) : error
  })

const asLines = (entries: readonly AuditEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function outcomeOf({ fault, hasKept }: LogReport): keyof typeof EXIT {
  if (fault) return 'fault'
  return hasKept ? 'whole' : 'no-kept'
}

function linesOf(words: Phrases, report: LogReport, from: number, kept: string | null): string[] {
  const { count, end, fault } = report
  const outcome = outcomeOf(report)
  const head = words.say('verify-log.head', { position: String(end.position), hash: end.hash })
  if (fault) {
    const params = { position: String(fault.position) }
    return [words.say(`verify-log.fault.${fault.kind}`, params), words.say('verify-log.fault.hint', params)]
  }
  if (outcome === 'no-kept')
    return [words.say('verify-log.no-kept', { hash: kept ?? '' }), words.say('verify-log.no-kept-hint'), head]
  const range = { count, from: String(from), kept: kept === null ? 'no' : 'yes' }
  return [words.say('verify-log.whole', range), head, words.say('verify-log.keep', { hash: end.hash })]
}

/** @throws StartError when it is no position */
function positionOf(typed: string): number {
  if (!/^[1-9]\d{0,14}$/.test(typed)) throw new StartError('bad-position', { position: typed })
  return Number(typed)
}

/** @throws StartError when it is no hash: mistyped, it would look like a log that was cut off */
function hashIn(typed: string): string {
  const hash = typed.trim().toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new StartError('bad-hash', { hash: typed })
  return hash
}
