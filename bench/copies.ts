/** Fills a database with copies of one conversation: its draft, what was said, done and changed in it. */
import type pg from 'pg'

/** conversations a statement */
const BATCH = 20_000

/** Ids that grow, as those of real conversations do. */
const idOf = (sort: number): string =>
  `(lpad(to_hex(n), 8, '0') || '-000${sort}-7000-8000-' || substr(md5(n::text), 1, 12))::uuid`
const CONVERSATION = idOf(0)
const DRAFT = idOf(1)

/** What a copy has of its own, by table and column; null: the database gives it. Everything else is the model's. */
const OWN: Record<string, Record<string, string | null>> = {
  draft: { id: DRAFT, code: "'COPY-' || n" },
  conversation: { id: CONVERSATION, address: `${CONVERSATION}::text`, draft_id: DRAFT },
  activity: { id: 'gen_random_uuid()', conversation_id: CONVERSATION },
  message: { id: 'gen_random_uuid()', conversation_id: CONVERSATION, activity_id: 'gen_random_uuid()' },
  draft_event: { draft_id: DRAFT, conversation_id: CONVERSATION, position: null },
}
const OF_MODEL: Record<string, string> = {
  draft: 'id = (SELECT draft_id FROM conversation WHERE id = $1)',
  conversation: 'id = $1',
}

/** The id of the copy with this number, from 1 on. */
export async function copyAt(client: pg.Client, n: number): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT ${CONVERSATION} AS id FROM (SELECT $1::int AS n) one`,
    [n],
  )
  return rows[0]?.id ?? ''
}

/** Copies `model` so many times and leaves the database tidy. */
export async function fill(client: pg.Client, model: string, count: number): Promise<void> {
  // no checks of foreign keys, and no waiting for the disk: nothing of this must survive a crash
  await client.query("SET session_replication_role = 'replica'; SET synchronous_commit = off")
  for (const [table, own] of Object.entries(OWN)) {
    const sql = await copyStatement(client, table, own)
    for (let first = 1; first <= count; first += BATCH)
      await client.query(sql, [model, first, Math.min(count, first + BATCH - 1)])
  }
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
}

async function copyStatement(
  client: pg.Client,
  table: string,
  own: Record<string, string | null>,
): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema AND table_name = $1',
    [table],
  )
  const columns = rows.map(({ name }) => name).filter((name) => own[name] !== null)
  const values = columns.map((name) => own[name] ?? `m."${name}"`)
  return `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
    SELECT ${values.join(', ')} FROM generate_series($2::int, $3::int) n
    CROSS JOIN LATERAL (SELECT * FROM ${table} WHERE ${OF_MODEL[table] ?? 'conversation_id = $1'}) m`
}
