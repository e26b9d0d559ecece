/** Work that comes round again, on the queue engine: once over all nodes, whichever of them is up. */
import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import type { QueueDatabase } from '../ports/nodes.ts'

export interface Timer {
  name: string
  /** minute hour day month weekday, UTC */
  cron: string
  run(): Promise<void>
}

export interface Timers {
  /** Runs one of them now, on whichever node takes it. */
  hurry(name: string): Promise<void>
  close(): Promise<void>
}

const SCHEMA = 'pgboss'
const POLL_S = 2
/** Nodes that start within so many seconds look only once. */
const START_S = 20

const AGAIN_MS = 5_000

/** Starts them however long the database is away. @returns null when `stop` came first */
export async function untilStarted(
  queue: QueueDatabase,
  timers: readonly Timer[],
  failed: (what: string) => void,
  stop: AbortSignal,
  ended?: (name: string, isWell: boolean) => void,
): Promise<Timers | null> {
  while (!stop.aborted) {
    const started = await startTimers(queue, timers, failed, ended).catch((error: Error) => {
      failed(error.name)
      return null
    })
    if (started) return started
    await pause(AGAIN_MS, undefined, { signal: stop, ref: false }).catch(() => {})
  }
  return null
}

/** `failed` hears of work and of the engine; what failed comes round again. @throws when the database is away */
export async function startTimers(
  { backend, executeSql }: QueueDatabase,
  timers: readonly Timer[],
  failed: (what: string) => void,
  ended: (name: string, isWell: boolean) => void = () => {},
): Promise<Timers> {
  const boss = new PgBoss({ db: { executeSql }, backend, schema: SCHEMA })
  boss.on('error', (error) => failed(error.name))
  const close = () => boss.stop({ graceful: true, timeout: 5_000 })
  try {
    await boss.start()
    await schedule(boss, timers, failed, ended)
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
  return {
    async hurry(name) {
      await boss.send(name, {})
    },
    close,
  }
}

async function schedule(
  boss: PgBoss,
  timers: readonly Timer[],
  failed: (what: string) => void,
  ended: (name: string, isWell: boolean) => void,
): Promise<void> {
  for (const { name, cron, run } of timers) {
    // none that waits behind another, for each does all there is to do; two at once do no harm, and a node that was
    // killed in the middle must not keep the others waiting
    await boss.createQueue(name, { policy: 'short', retryLimit: 0 })
    await boss.schedule(name, cron)
    await boss.work(name, { pollingIntervalSeconds: POLL_S }, () =>
      run().then(
        () => ended(name, true),
        (error: Error) => {
          ended(name, false)
          failed(`${name}: ${error.name}`)
        },
      ),
    )
    // what came due while no server was up does not wait for the hour
    await boss.send(name, {}, { singletonKey: 'start', singletonSeconds: START_S })
  }
}
