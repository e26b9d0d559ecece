/** Work that one node at a time may do, held by a lock of the database that goes when its holder goes. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Alone, Closeable } from '../ports/nodes.ts'
import { serverConfig } from './database.ts'

/** Others look this often whether the place is free; the holder, whether it still holds it. */
const LOOK_MS = 2_000
const DEADLINE_MS = 5_000
const LOCK = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held'

/** In an embedded database: there is nobody else. */
export const onlyNode: Alone = (_name, begin) => begin()

/** Among all nodes on this server. */
export function amongNodes(databaseUrl: string, lookMs = LOOK_MS): Alone {
  return (name, begin) => {
    const stop = new AbortController()
    const running = (async () => {
      while (!stop.signal.aborted) {
        await hold(databaseUrl, `shenbao ${name}`, begin, stop.signal, lookMs).catch(() => {})
        await rest(lookMs, stop.signal)
      }
    })()
    return {
      async close() {
        stop.abort()
        await running
      },
    }
  }
}

/** Waits for the place, begins, and resolves when it is lost or given up. @throws when the database is away */
async function hold(
  databaseUrl: string,
  name: string,
  begin: () => Closeable,
  stop: AbortSignal,
  lookMs: number,
): Promise<void> {
  const client = new pg.Client({ ...serverConfig(databaseUrl), query_timeout: DEADLINE_MS })
  client.on('error', () => {})
  let work: Closeable | null = null
  try {
    await client.connect()
    while (!stop.aborted) {
      // the holder asks as well: a line that is gone has given the place away
      const question = work ? client.query('SELECT 1') : client.query<{ held: boolean }>(LOCK, [name])
      const { rows } = await question
      if (!work && rows[0]?.held) work = begin()
      await rest(lookMs, stop)
    }
  } finally {
    await work?.close()
    await Promise.race([client.end().catch(() => {}), pause(DEADLINE_MS, undefined, { ref: false })])
  }
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal, ref: false }).catch(() => {})
