/** `shenbao doctor`: looks at everything a server needs, and says what to do where it is not well. Changes nothing. */
import { createRequire } from 'node:module'
import type { Config } from '../config.ts'
import type { Phrases } from '../language/phrases.ts'
import { makeSealer } from '../outside.ts'
import { verifyLog } from '../service/verify-log.ts'
import { openStore } from '../store/open-store.ts'
import { examine } from './channels-doctor.ts'
import { type Diagnosis, fail, type Level, ok, reasonOf, warn } from './doctor/diagnosis.ts'
import { lookAtAddress } from './doctor/look-at-address.ts'
import { lookAtDatabase } from './doctor/look-at-database.ts'
import { lookAtHouse } from './doctor/look-at-house.ts'
import { configFrom } from './options.ts'
import { cliPhrases, failureLines } from './words.ts'

export interface DoctorOptions {
  data?: string
  language?: string
  json?: boolean
}

const MARKS: Record<Level, string> = { ok: '✓', warn: '!', fail: '✗' }
/** Entries of the log of acts that a quick look reads. */
const LAST_ENTRIES = 1_000

/** Exit code 1 when something has failed, 2 when something is to be looked at, else 0. */
export async function doctor({ data, language, json = false }: DoctorOptions): Promise<void> {
  const words = await cliPhrases(language)
  const told: { level: Level; about: string; code: string; words: string }[] = []
  const tell = (level: Level, about: string, code: string, name: string, said: string): void => {
    told.push({ level, about, code, words: said })
    if (!json) console.log(`${MARKS[level]} ${name}: ${said}`)
  }
  const each = ({ about, level, code, params }: Diagnosis): void =>
    tell(level, about, code, words.say(`doctor.about.${about}`), words.say(`doctor.${about}.${code}`, params))
  try {
    const config = configFrom({ ...(data ? { data } : {}) })
    each(ok('settings', 'well'))
    for (const look of looks(config)) for (const diagnosis of await look()) each(diagnosis)
    for (const { channel, finding } of await examine(config))
      tell(
        finding.ok ? 'ok' : 'fail',
        `channel-${channel}`,
        finding.code,
        words.say(`channels.names.${channel}`),
        words.say(`channels.doctor.${channel}.${finding.code}`, finding.params),
      )
  } catch (error) {
    tell('fail', 'settings', 'wrong', words.say('doctor.about.settings'), failureLines(words, error))
  }
  const levels = new Set(told.map(({ level }) => level))
  if (json) console.log(JSON.stringify({ ok: !levels.has('fail'), findings: told }, null, 2))
  else console.log(summary(words, told))
  process.exitCode = levels.has('fail') ? 1 : levels.has('warn') ? 2 : 0
}

const summary = (words: Phrases, told: { level: Level }[]): string => {
  const count = (level: Level): number => told.filter((one) => one.level === level).length
  return words.say('doctor.summary', { ok: count('ok'), warn: count('warn'), fail: count('fail') })
}

function looks(config: Config): (() => Promise<Diagnosis[]>)[] {
  let database: Diagnosis[] = []
  return [
    () => lookAtHouse(config),
    async () => (database = await lookAtDatabase(config, queueSchema())),
    // opening it for more would bring it up to this release
    async () => (isUpToDate(database) ? [await lookAtLog(config)] : []),
    () => lookAtAddress(config),
  ]
}

const isUpToDate = (found: readonly Diagnosis[]): boolean =>
  found.some(({ about, level, code }) => about === 'migrations' && level === 'ok' && code === 'well') &&
  !found.some(({ about, level }) => about === 'migrations' && level === 'fail')

/** The end of the log of acts: does it hang together, and is it the end? */
async function lookAtLog({ databaseUrl, dataDir }: Config): Promise<Diagnosis> {
  const store = await openStore({ dataDir: `${dataDir}/db`, databaseUrl, poolSize: 2 })
  try {
    const from = Math.max(1, (await store.audit.last()) - LAST_ENTRIES + 1)
    const { count, fault } = await verifyLog(store.audit, { hash: makeSealer('').hash, from })
    return fault ? fail('log', 'broken', { position: fault.position }) : ok('log', 'well', { count })
  } catch (error) {
    return warn('log', 'unread', { reason: reasonOf(error) })
  } finally {
    await store.close()
  }
}

/** The version of its tables that the queue engine brings. */
function queueSchema(): number {
  const { pgboss } = createRequire(import.meta.url)('pg-boss/package.json') as { pgboss: { schema: number } }
  return pgboss.schema
}
