/** What the database can do by itself: pgbench runs the very statements of a turn, with the values of a real one. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { COMMIT_FREE } from '../src/store/commit.ts'
import { LOAD } from '../src/store/hot-path.ts'

const SECONDS = 8

/** The turn of `COMMIT_FREE`: what `LOAD` read, and the rest of a turn in `:turn`, put together by the database. */
const TURN = `('[{"conversation":"' || :cid::text || '","version":' || :version::text || ',"key":"' || :version::text
  || '","draft":"' || :draftId::text || '","code":"' || :draftCode::text || '","needs":' || :revision::text
  || ',"revision":' || :next::text || ',' || :turn::text || '}]')`

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
    const turn = await prepare(databaseUrl, model, clients)
    const script = path.join(dir, 'turn.sql')
    await writeFile(script, SCRIPT)
    const values = ['-D', 'ready=0', '-D', `turn=${turn}`]
    const load = ['-c', String(clients), '-j', String(Math.min(clients, 2)), '-T', String(SECONDS)]
    const args = ['-n', '-M', 'prepared', ...load, ...values, '-f', script, databaseUrl]
    const { stdout } = await promisify(execFile)(path.join(bin, 'pgbench'), args, { maxBuffer: 2 ** 24 })
    await assertWritten(databaseUrl, model, Number(/actually processed: (\d+)/.exec(stdout)?.[1]))
    return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1])
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** The two statements, each as a turn taken alone sends it. */
const SCRIPT = [
  '\\if :ready = 0',
  "SELECT id::text AS cid FROM conversation WHERE channel = 'pgbench' ORDER BY id OFFSET :client_id LIMIT 1 \\gset",
  '\\set ready 1',
  '\\endif',
  `${LOAD.replace('$1', 'ARRAY[:cid]')} \\gset`,
  '\\set next :revision + 1',
  `${COMMIT_FREE.replace('$1', TURN)};`,
  '',
].join('\n')

/** Copies the model for each client and returns what its last turn wrote: the inside of a JSON object. */
async function prepare(databaseUrl: string, model: string, clients: number): Promise<string> {
  return withClient(databaseUrl, async (client) => {
    for (let n = 0; n < clients; n++) await copy(client, model, randomUUID(), randomUUID())
    await client.query('VACUUM ANALYZE')
    const { rows } = await client.query<{ turn: string }>(VALUES, [model])
    return (rows[0]?.turn ?? '').slice(1, -1)
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

/** What the model's last turn wrote, but for what is its own. */
const VALUES = `
SELECT jsonb_build_object('activity', a.id, 'said', a.activity, 'received', a.received_at, 'at', a.taken_at,
  'state', c.state, 'push', false, 'begun', false, 'entries', d.entries, 'unanswered', '[]'::jsonb, 'messages',
  (SELECT jsonb_agg(jsonb_build_object('id', CASE sender WHEN 'bot' THEN id END, 'from', sender, 'text', text,
    'reply', reply) ORDER BY seq)
    FROM message WHERE conversation_id = c.id AND seq BETWEEN a.first_seq AND a.last_seq), 'events',
  (SELECT jsonb_agg(jsonb_build_object('field', field, 'old', old, 'new', new) ORDER BY position)
    FROM draft_event WHERE draft_id = d.id AND revision = d.revision))::text AS turn
FROM conversation c JOIN draft d ON d.id = c.draft_id
JOIN activity a ON a.conversation_id = c.id AND a.last_seq = c.seq
WHERE c.id = $1`
