/** Damage done to the running system from outside, each of a kind that the checker has to find. */
import type pg from 'pg'
import type { Fault } from '../history.ts'

export interface Breakage {
  /** the kinds of faults it may be found as */
  found: Fault['kind'][]
  /** true: done before anybody talks */
  early?: boolean
  /** `$1` in it: a conversation on the web in which nothing is on its way */
  sql: string[]
}

const LAST_TURN = `(SELECT id FROM activity WHERE conversation_id = $1 ORDER BY first_seq DESC LIMIT 1)`

export const BREAKAGES: Record<string, Breakage> = {
  'lose a turn': {
    found: ['lost'],
    sql: [
      `DELETE FROM message WHERE conversation_id = $1 AND activity_id = ${LAST_TURN}`,
      `DELETE FROM activity WHERE conversation_id = $1 AND id = ${LAST_TURN}`,
      `UPDATE conversation SET version = version - 1,
         seq = (SELECT max(seq) FROM message WHERE conversation_id = $1) WHERE id = $1`,
    ],
  },
  'double a line': {
    found: ['doubled', 'hole'],
    sql: [
      `INSERT INTO message SELECT gen_random_uuid(), conversation_id, seq + 1, sender, at, text, reply, activity_id
       FROM message WHERE conversation_id = $1 ORDER BY seq DESC LIMIT 1`,
      'UPDATE conversation SET seq = seq + 1 WHERE id = $1',
    ],
  },
  'swap two lines': {
    found: ['altered', 'reordered'],
    sql: [
      'UPDATE message SET seq = -seq WHERE conversation_id = $1 AND seq IN (2, 3)',
      'UPDATE message SET seq = 5 + seq WHERE conversation_id = $1 AND seq < 0',
    ],
  },
  'change a line': {
    found: ['altered'],
    sql: [
      `UPDATE message SET text = text || '!', reply = jsonb_set(reply, '{text}', to_jsonb(text || '!'))
       WHERE conversation_id = $1 AND seq = 2`,
    ],
  },
  'change an answer': {
    found: ['altered'],
    sql: [
      `UPDATE draft SET entries = jsonb_set(entries, '{project_name}', '{"value": "something else"}')
       WHERE id = (SELECT id FROM draft ORDER BY updated_at LIMIT 1)`,
    ],
  },
  'forget an event': {
    found: ['altered'],
    sql: [`DELETE FROM draft_event WHERE position = (SELECT min(position) FROM draft_event)`],
  },
  'drop a reply': {
    found: ['lost'],
    sql: [`DELETE FROM outbox WHERE position = (SELECT min(position) FROM outbox)`],
  },
  'send a reply again': {
    // where nobody sends it any more, it stays on its way
    found: ['doubled', 'reordered', 'lost'],
    sql: [
      `UPDATE outbox SET status = 'pending', done_at = NULL, lease_until = NULL, attempts = 0
       WHERE position = (SELECT min(position) FROM outbox WHERE status = 'sent')`,
    ],
  },
  'run a step twice': {
    found: ['run twice'],
    sql: [
      `INSERT INTO enquiry_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).*
       FROM enquiry_entry e WHERE kind NOT IN ('asked', 'answered', 'note') ORDER BY id LIMIT 1`,
    ],
  },
  'no version check': {
    found: ['lost', 'altered', 'hole', 'doubled'],
    early: true,
    sql: [
      `CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS
       'BEGIN NEW.version := OLD.version; RETURN NEW; END'`,
      'CREATE TRIGGER stand_still BEFORE UPDATE ON conversation FOR EACH ROW EXECUTE FUNCTION stand_still()',
    ],
  },
}

/** Does all of it or nothing. @throws when there was nothing to damage */
export async function damage(pool: pg.Pool, { sql }: Breakage, conversation: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    for (const statement of sql) {
      const { rowCount, command } = await client.query(
        statement,
        statement.includes('$1') ? [conversation] : [],
      )
      if (command !== 'CREATE' && !rowCount) throw new Error(`Nothing to damage: ${statement}`)
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
