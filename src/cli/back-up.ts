/** `shenbao back-up` and `shenbao restore`: everything the database holds as one file, and back again. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Config } from '../config.ts'
import type { Phrases } from '../language/phrases.ts'
import { verifyLog } from '../service/verify-log.ts'
import { StartError } from '../start-error.ts'
import { backUp } from '../store/back-up/back-up.ts'
import type { Foot } from '../store/back-up/format.ts'
import { withDatabase, withMigrated } from '../store/back-up/open-bare.ts'
import { restore } from '../store/back-up/restore.ts'
import { openStore } from '../store/open-store.ts'
import { StoreError } from '../store/store-error.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

interface Options {
  data?: string
  language?: string
}

/** Writes a back-up; servers on PostgreSQL go on meanwhile, an embedded database has to be left by its server first. */
export async function backUpTo(options: Options & { output: string }): Promise<void> {
  const words = await cliPhrases(options.language)
  const config = configFrom(options)
  if (!config.databaseUrl && !existsSync(dirOf(config)))
    throw new StartError('no-data', { dir: config.dataDir })
  const file = options.output
  if (existsSync(file)) throw new StartError('file-exists', { file })
  const part = `${file}.part`
  const foot = await withDatabase(placeOf(config), async (pool) => {
    let written: Foot | null = null
    const lines = async function* () {
      written = yield* backUp(pool, new Date())
    }
    // it holds everything people said: for nobody else's eyes
    const target = createWriteStream(part, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.from(lines()), createGzip(), target)
    return written as Foot | null
  }).catch(async (error: unknown) => {
    await rm(part, { force: true })
    throw error
  })
  await rename(part, file)
  if (!foot) return
  const { size } = await stat(file)
  console.log(words.say('keep.back-up.done', { file, ...countsOf(foot), megabytes: megabytes(size) }))
  console.log(
    words.say(config.databaseUrl || config.secret ? 'keep.back-up.secret' : 'keep.back-up.secret-file', {
      file: path.join(config.dataDir, 'secret'),
    }),
  )
}

/** Looks a back-up through, or puts it into an empty database and proves its log of acts. */
export async function restoreFrom(file: string, options: Options & { check?: boolean }): Promise<void> {
  const words = await cliPhrases(options.language)
  if (!existsSync(file)) throw new StartError('no-file', { file })
  const config = configFrom(options)
  const { head, foot } = options.check
    ? await restore(linesOf(file), null)
    : await withMigrated(placeOf(config), (pool) => restore(linesOf(file), pool))
  const done = { file, at: head.at, ...countsOf(foot) }
  console.log(words.say(options.check ? 'keep.restore.whole' : 'keep.restore.done', done))
  if (!options.check) console.log(await logLine(config, words))
}

async function logLine(config: Config, words: Phrases): Promise<string> {
  const store = await openStore({ dataDir: dirOf(config), databaseUrl: config.databaseUrl })
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
  const { end, fault } = await verifyLog(store.audit, { hash }).finally(() => store.close())
  if (fault) process.exitCode = 4
  const position = String(fault?.position ?? end.position)
  return words.say(fault ? 'keep.restore.log-faulty' : 'keep.restore.log-whole', { position, hash: end.hash })
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const text = source.pipe(createGunzip())
  source.on('error', (error) => text.destroy(error))
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) yield line
    if (text.errored) throw text.errored
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StartError('back-up-unreadable', { file })
  }
}

const dirOf = ({ dataDir }: Config): string => path.join(dataDir, 'db')
const placeOf = (config: Config) => ({ databaseUrl: config.databaseUrl, dataDir: dirOf(config) })

const countsOf = ({ rows }: Foot) => ({
  rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
  conversations: rows.conversation ?? 0,
  drafts: rows.draft ?? 0,
  applications: rows.application ?? 0,
  enquiries: rows.enquiry ?? 0,
})

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)
