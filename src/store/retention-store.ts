/** What has been kept long enough, and what nobody needs any more. */
import type { Actor } from '../audit/entry.ts'
import type { RetentionStore } from '../ports/keeping.ts'
import { actOf } from './acts-of.ts'
import { appendActs } from './append-acts.ts'
import type { Database } from './database.ts'

/**
 * Conversations in which something was said or filled in, and nothing since. None of a person who spoke elsewhere since, none
 * whose draft was handed in, is of an application, or was touched since, none with an enquiry that still owes an answer.
 * $1 programme, $2 before, $3 limit, $4 after this id, $5 among these ids or null.
 */
const IDLE = `
SELECT c.id FROM conversation c
WHERE c.programme_id = $1::text AND c.officer_id IS NULL AND c.updated_at < $2::timestamptz AND c.id > $4::uuid
  AND ($5::uuid[] IS NULL OR c.id = ANY($5::uuid[]))
  AND (c.draft_id IS NOT NULL
    OR EXISTS (SELECT FROM message m WHERE m.conversation_id = c.id AND m.sender = 'you'))
  AND NOT EXISTS (SELECT FROM conversation other WHERE other.person_id = c.person_id AND (other.updated_at >= $2::timestamptz
    OR EXISTS (SELECT FROM submission s WHERE s.draft_id = other.draft_id)))
  AND NOT EXISTS (SELECT FROM conversation other WHERE other.draft_id = c.draft_id AND other.updated_at >= $2::timestamptz)
  AND NOT EXISTS (SELECT FROM draft d WHERE d.id = c.draft_id AND (d.updated_at >= $2::timestamptz OR d.parent_id IS NOT NULL))
  AND NOT EXISTS (SELECT FROM submission s WHERE s.draft_id = c.draft_id)
  AND NOT EXISTS (SELECT FROM enquiry e WHERE e.conversation_id = c.id
    AND (e.status = 'open' OR e.last_at >= $2::timestamptz))
ORDER BY c.id LIMIT $3::int`
const NIL = '00000000-0000-0000-0000-000000000000'

const UNANSWERED = 'FROM unanswered WHERE programme_id = $1::text AND at < $2::timestamptz'

/** Used up: replies that went out, codes, links and sessions that open nothing any more. */
const SPENT = [
  'FROM outbox WHERE done_at < $1::timestamptz',
  'FROM link_code WHERE expires_at < $1::timestamptz',
  'FROM officer_ticket WHERE expires_at < $1::timestamptz',
  'FROM officer_session WHERE expires_at < $1::timestamptz',
]

export function retentionStore({ prisma, pool }: Database): RetentionStore {
  const count = async (rows: string, values: unknown[]): Promise<number> =>
    (await pool.query<{ count: number }>(`SELECT count(*)::int AS count ${rows}`, values)).rows[0]?.count ?? 0
  return {
    async idle(programmeId, before, { limit, after = NIL, among = null }) {
      const { rows } = await pool.query<{ id: string }>(IDLE, [programmeId, before, limit, after, among])
      return rows.map(({ id }) => id)
    },
    unanswered: (programmeId, before) => count(UNANSWERED, [programmeId, before]),
    async discardUnanswered(programmeId, before, by, at) {
      return prisma.$transaction(async (db) => {
        const gone = await db.$executeRawUnsafe(`DELETE ${UNANSWERED}`, programmeId, before)
        if (gone > 0) await appendActs(db, [actOfDiscarding(programmeId, gone, by, at)])
        return gone
      })
    },
    async spent(before) {
      const counts = await Promise.all(SPENT.map((rows) => count(rows, [before])))
      return counts.reduce((sum, one) => sum + one, 0)
    },
    async discardSpent(before) {
      let gone = 0
      for (const rows of SPENT) gone += (await pool.query(`DELETE ${rows}`, [before])).rowCount ?? 0
      return gone
    },
  }
}

const actOfDiscarding = (programmeId: string, count: number, by: Actor, at: Date) =>
  actOf(at, by, 'discarded', { kind: 'programme', id: programmeId }, { unanswered: count }, programmeId)
