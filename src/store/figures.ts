/** What waits and what is stuck, counted in the database for those who run it. */
import type pg from 'pg'
import type { Connections, Figures } from '../ports/figures.ts'

const INBOX = `SELECT count(*)::int AS count, min(received_at) AS oldest FROM activity WHERE taken_at IS NULL`
const OUTBOX = `SELECT channel, count(*)::int AS count, min(due_at) AS oldest FROM outbox WHERE done_at IS NULL
  GROUP BY channel ORDER BY channel`
const STRANDED = `SELECT channel, status::text, count(*)::int AS count FROM outbox
  WHERE status = 'unknown' OR status = 'dead' GROUP BY channel, status ORDER BY channel, status`
const ENQUIRIES = `SELECT programme_id AS programme, count(*)::int AS open,
    (count(*) FILTER (WHERE due_at < $1::timestamptz))::int AS overdue
  FROM enquiry WHERE status = 'open' GROUP BY programme_id ORDER BY programme_id`
const SCHEMA = `SELECT max(migration_name) AS name FROM _prisma_migrations
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`

/** Each figure is read by an index that holds only what waits. */
export async function readFigures(pool: pg.Pool, now: Date): Promise<Figures> {
  const rows = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await pool.query<Row>(sql, values)).rows
  const [inbox] = await rows<Figures['inbox']>(INBOX)
  const outbox = await rows<Figures['outbox'][number]>(OUTBOX)
  const stranded = await rows<Figures['stranded'][number]>(STRANDED)
  const enquiries = await rows<Figures['enquiries'][number]>(ENQUIRIES, [now])
  const [schema] = await rows<{ name: string }>(SCHEMA)
  return {
    inbox: inbox ?? { count: 0, oldest: null },
    outbox,
    stranded,
    enquiries,
    schema: schema?.name ?? '',
  }
}

/** The pool as it is at this moment. */
export function connectionsOf({ totalCount, idleCount, waitingCount }: pg.Pool): Connections {
  return { inUse: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
}
