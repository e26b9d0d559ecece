/** What the database can do by itself: pgbench runs the very statements of a turn, with the values of a real one. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { COMMIT, LOAD } from '../src/store/hot-path.ts'

const SECONDS = 8

/** What `LOAD` reads and a script computes from it, by the number of the parameter in `COMMIT`. */
const COMPUTED: Record<number, string> = {
  1: 'cid',
  2: 'version',
  4: 'version',
  11: 'draftId',
  13: 'revision',
  14: 'next',
  15: 'draftCode',
}

/**
 * Turns a second, each client with a conversation of its own.
 * @param bin directory of PostgreSQL's programs
 * @param model a conversation whose last turn answered a field: its values are written again and again
 */
export async function databaseAlone(
  bin: string,
  databaseUrl: string,
  model: string,
  clients: number,
): Promise<number> {
  const dir = await mkdtemp(path.join(tmpdir(), 'shenbao-pgbench-'))
  try {
    const constants = await prepare(databaseUrl, model, clients)
    const script = path.join(dir, 'turn.sql')
    await writeFile(script, scriptOf(constants))
    const given = { ready: '0', ...constants }
    const values = Object.entries(given).flatMap(([name, value]) =>
      value === null ? [] : ['-D', `${name}=${value}`],
    )
    const load = ['-c', String(clients), '-j', String(Math.min(clients, 2)), '-T', String(SECONDS)]
    const args = ['-n', '-M', 'prepared', ...load, ...values, '-f', script, databaseUrl]
    const { stdout } = await promisify(execFile)(path.join(bin, 'pgbench'), args, { maxBuffer: 2 ** 24 })
    await assertWritten(databaseUrl, model, Number(/actually processed: (\d+)/.exec(stdout)?.[1]))
    return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1])
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** The two statements as a pgbench script; a null stands in the text, since pgbench cannot pass one. */
function scriptOf(constants: Record<string, string | null>): string {
  const named = (sql: string, name: (at: number) => string) =>
    sql.replace(/\$(\d+)/g, (_, at) => name(Number(at)))
  const commit = named(COMMIT, (at) => {
    const name = COMPUTED[at] ?? `p${at}`
    return constants[name] === null ? 'NULL' : `:${name}`
  })
  return [
    '\\if :ready = 0',
    "SELECT id::text AS cid FROM conversation WHERE channel = 'pgbench' ORDER BY id OFFSET :client_id LIMIT 1 \\gset",
    '\\set ready 1',
    '\\endif',
    `${named(LOAD, () => ':cid')} \\gset`,
    '\\set next :revision + 1',
    `${commit};`,
    '',
  ].join('\n')
}

/** Copies the model for each client and returns what its last turn wrote, by the numbers of `COMMIT`. */
async function prepare(
  databaseUrl: string,
  model: string,
  clients: number,
): Promise<Record<string, string | null>> {
  return withClient(databaseUrl, async (client) => {
    for (let n = 0; n < clients; n++) await copy(client, model, randomUUID(), randomUUID())
    await client.query('VACUUM ANALYZE')
    const { rows } = await client.query<Record<string, string | null>>(VALUES, [model])
    return rows[0] ?? {}
  })
}

/** A statement that finds its version moved on writes nothing, fast: every transaction must have been a turn. */
async function assertWritten(databaseUrl: string, model: string, transactions: number): Promise<void> {
  const written = await withClient(databaseUrl, (client) => client.query<{ turns: string }>(TURNS, [model]))
  const turns = Number(written.rows[0]?.turns)
  if (turns !== transactions) throw new Error(`pgbench wrote ${turns} turns in ${transactions} transactions`)
}

const TURNS = `
SELECT sum(c.version - m.version) AS turns FROM conversation c, conversation m
WHERE c.channel = 'pgbench' AND m.id = $1`

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function copy(client: pg.Client, model: string, id: string, draftId: string): Promise<void> {
  const columns = 'programme_id, programme_hash, entries, created_at, updated_at, revision'
  await client.query(
    `INSERT INTO draft (id, code, ${columns}) SELECT $2::uuid, $2::text, ${columns}
     FROM draft WHERE id = (SELECT draft_id FROM conversation WHERE id = $1)`,
    [model, draftId],
  )
  const rest = 'token_hash, programme_id, programme_hash, state, version, seq, created_at, updated_at'
  await client.query(
    `INSERT INTO conversation (id, channel, address, draft_id, ${rest})
     SELECT $2::uuid, 'pgbench', $2::text, $3::uuid, ${rest} FROM conversation WHERE id = $1`,
    [model, id, draftId],
  )
}

/** The parameters of the model's last turn, as `COMMIT` numbers them. */
const VALUES = `
SELECT a.id::text AS p3, a.activity::text AS p5, a.received_at::text AS p6, a.taken_at::text AS p7, c.state::text AS p8,
  (SELECT jsonb_agg(jsonb_build_object('id', CASE sender WHEN 'bot' THEN id END, 'from', sender, 'text', text,
    'reply', reply) ORDER BY seq)::text
    FROM message WHERE conversation_id = c.id AND seq BETWEEN a.first_seq AND a.last_seq) AS p9,
  'false' AS p10, 'false' AS p12, d.entries::text AS p16,
  (SELECT jsonb_agg(jsonb_build_object('field', field, 'old', old, 'new', new) ORDER BY position)::text
    FROM draft_event WHERE draft_id = d.id AND revision = d.revision) AS p17,
  NULL AS p18, '[]' AS p19, NULL AS p20
FROM conversation c JOIN draft d ON d.id = c.draft_id
JOIN activity a ON a.conversation_id = c.id AND a.last_seq = c.seq
WHERE c.id = $1`
