/** Who must look again: conversations that changed, told within this process and to the other nodes. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Changes } from '../ports/nodes.ts'
import { serverConfig } from './database.ts'

const CHANNEL = 'shenbao_changes'
const BATCH_MS = 20
/** a notification carries at most 8000 bytes, an id takes 39, that of an enquiry 47 */
const IDS_A_NOTICE = 160
const RECONNECT_MS = 1_000
/** A line that nobody has cut and nothing passes any more is noticed so. */
const PING_MS = 15_000
const DEADLINE_MS = 5_000

type Handler = (conversationId: string) => void

/** Changes, and what ends them. */
export interface OpenChanges extends Changes {
  close(): Promise<void>
}

/** Within this process: all there is with an embedded database. */
export function localChanges(): OpenChanges & { missed(): void } {
  const listeners = new Set<{ handler: Handler; missed: () => void }>()
  return {
    announce(conversationId) {
      for (const { handler } of listeners) tell(handler, conversationId)
    },
    listen(handler, missed = () => {}) {
      const listener = { handler, missed }
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    missed() {
      for (const { missed } of listeners) missed()
    },
    async close() {
      listeners.clear()
    },
  }
}

/** A listener that throws must not make a written turn look failed. */
function tell(handler: Handler, conversationId: string): void {
  try {
    handler(conversationId)
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
  }
}

/** Across nodes: announcements are gathered for a moment and sent as one notification. */
export async function sharedChanges(
  databaseUrl: string,
  pool: pg.Pool,
  pingMs = PING_MS,
): Promise<OpenChanges> {
  const local = localChanges()
  const node = randomUUID()
  const notices = gather((ids) => notify(pool, node, ids))
  const hear = (payload: string): void => {
    const { from, ids } = JSON.parse(payload) as { from: string; ids: string[] }
    if (from !== node) ids.forEach(local.announce)
  }
  const ear = await openEar(databaseUrl, { missed: local.missed, hear, pingMs })
  return {
    listen: local.listen,
    announce(conversationId) {
      local.announce(conversationId)
      notices.add(conversationId)
    },
    async close() {
      await notices.flush()
      await ear.close()
      await local.close()
    },
  }
}

async function notify(pool: pg.Pool, from: string, ids: string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += IDS_A_NOTICE) {
    const payload = JSON.stringify({ from, ids: ids.slice(start, start + IDS_A_NOTICE) })
    // lost when the database is away: the listeners' connections break too, and they then look for themselves
    await pool.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]).catch(() => {})
  }
}

/** Collects ids and hands them over together, each once. */
function gather(send: (ids: string[]) => Promise<void>) {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const ids = [...waiting]
    waiting.clear()
    await send(ids)
  }
  function add(id: string): void {
    waiting.add(id)
    timer ??= setTimeout(() => void flush(), BATCH_MS)
  }
  return { add, flush }
}

/** A connection that only listens, made anew when it breaks; `missed` is called after each such gap. */
async function openEar(
  databaseUrl: string,
  { missed, hear, pingMs }: { missed: () => void; hear: (payload: string) => void; pingMs: number },
) {
  let client: pg.Client | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...serverConfig(databaseUrl), query_timeout: DEADLINE_MS })
    client = next
    next.on('error', () => {})
    const lost = (): void => {
      clearInterval(ping)
      if (next === client) later()
    }
    const ping = setInterval(() => {
      next.query('SELECT 1').catch(() => {
        lost()
        void next.end().catch(() => {})
      })
    }, pingMs).unref()
    next.on('end', lost)
    next.on('notification', ({ payload }) => hear(payload ?? '{"ids":[]}'))
    await next.connect()
    await next.query(`LISTEN ${CHANNEL}`)
  }
  function later(): void {
    client = undefined
    if (closed) return
    clearTimeout(timer)
    timer = setTimeout(() => void connect().then(missed, later), RECONNECT_MS).unref()
  }
  await connect()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
