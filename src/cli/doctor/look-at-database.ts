/** Looks at the database, without changing anything in it. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../../config.ts'
import { type DatabaseFacts, examineDatabase } from '../../store/examine.ts'
import { StoreError } from '../../store/store-error.ts'
import { type Diagnosis, fail, ok, reasonOf, warn } from './diagnosis.ts'

const LEAST_VERSION = 150_000
const SLOW_MS = 20
const MOST_SKEW_MS = 2_000
const MOST_WAIT_S = 300

/** `queueSchema`: the tables that the queue engine of this release works with. */
export async function lookAtDatabase(config: Config, queueSchema: number): Promise<Diagnosis[]> {
  // opening an embedded one that is not there would make it
  const dir = path.join(config.dataDir, 'db')
  if (!config.databaseUrl && !existsSync(path.join(dir, 'database')))
    return [ok('database', 'to-be-made', { dir })]
  try {
    const facts = await examineDatabase(config.databaseUrl, config.dataDir)
    return judge(facts, { isServer: config.databaseUrl !== undefined, queueSchema })
  } catch (error) {
    if (!(error instanceof StoreError)) return [fail('database', 'failed', { reason: reasonOf(error) })]
    const { place = '', reason = '', pid = '', host = '', since = '' } = error.params
    if (error.code === 'directory-in-use') return [warn('database', 'held', { dir, pid, host, since })]
    return [fail('database', 'unreachable', { place: place || dir, reason: reason || error.code })]
  }
}

/** What the facts mean. */
export function judge(
  facts: DatabaseFacts,
  { isServer, queueSchema }: { isServer: boolean; queueSchema: number },
): Diagnosis[] {
  const { version, latencyMs, waiting } = facts
  const params = {
    version: showVersion(version),
    ms: latencyMs,
    most: SLOW_MS,
    kind: isServer ? 'server' : 'embedded',
  }
  return [
    version < LEAST_VERSION ? fail('database', 'too-old', params) : ok('database', 'well', params),
    ...(latencyMs > SLOW_MS ? [warn('database', 'slow', params)] : []),
    ...(isServer ? [clock(facts), encoding(facts), connections(facts)] : []),
    ...migrations(facts.migrations),
    queue(facts.queue, queueSchema),
    ...(waiting ? [outbox(waiting), inbox(waiting)] : []),
  ]
}

const showVersion = (version: number): string => `${Math.floor(version / 10_000)}.${version % 10_000}`

function clock({ skewMs, timezone }: DatabaseFacts): Diagnosis {
  const params = { ms: Math.abs(skewMs), timezone }
  // every connection of ours asks for UTC: anything else means that somebody between overrides it
  if (timezone !== 'UTC') return fail('clock', 'timezone', params)
  return Math.abs(skewMs) > MOST_SKEW_MS ? warn('clock', 'skewed', params) : ok('clock', 'well', params)
}

const encoding = ({ encoding: found }: DatabaseFacts): Diagnosis =>
  found === 'UTF8' ? ok('encoding', 'well') : fail('encoding', 'wrong', { found })

function connections({ connections: { used, most } }: DatabaseFacts): Diagnosis {
  const params = { used, most }
  return used > most * 0.8 ? warn('connections', 'few', params) : ok('connections', 'well', params)
}

function migrations({ applied, missing, edited, failed, unknown }: DatabaseFacts['migrations']): Diagnosis[] {
  if (applied === null) return [ok('migrations', 'to-be-made', { count: missing.length })]
  const contract = unknown.find((name) => name.endsWith('_contract'))
  return [
    ...failed.map((name) => fail('migrations', 'failed', { name })),
    ...edited.map((name) => fail('migrations', 'edited', { name })),
    ...(contract ? [fail('migrations', 'newer', { name: contract })] : []),
    ...(unknown.length > 0 && !contract ? [warn('migrations', 'expanded', { name: unknown[0] ?? '' })] : []),
    missing.length > 0
      ? warn('migrations', 'missing', { count: missing.length, name: missing[0] ?? '' })
      : ok('migrations', 'well', { count: applied }),
  ]
}

function queue(found: number | null, wanted: number): Diagnosis {
  if (found === null) return ok('queue', 'to-be-made')
  const params = { found, wanted }
  if (found > wanted) return warn('queue', 'newer', params)
  return found < wanted ? warn('queue', 'older', params) : ok('queue', 'well', params)
}

type Waiting = NonNullable<DatabaseFacts['waiting']>

function outbox({ outbox: count, outboxOldestS, stranded }: Waiting): Diagnosis {
  const params = { count, minutes: Math.ceil(outboxOldestS / 60), stranded }
  if (outboxOldestS > MOST_WAIT_S) return warn('outbox', 'stuck', params)
  return stranded > 0 ? warn('outbox', 'stranded', params) : ok('outbox', 'well', params)
}

function inbox({ inbox: count, inboxOldestS }: Waiting): Diagnosis {
  const params = { count, minutes: Math.ceil(inboxOldestS / 60) }
  return inboxOldestS > MOST_WAIT_S ? warn('inbox', 'stuck', params) : ok('inbox', 'well', params)
}
