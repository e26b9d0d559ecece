/** Where officers are signed in, and what lets them in once. */
import { officerActor } from '../audit/entry.ts'
import type { OfficerRecord, OfficerStore } from '../ports/desk.ts'
import type { Clock } from '../ports/outside.ts'
import { appendActs } from './append-acts.ts'
import type { Database } from './database.ts'
import { officerAct } from './officer-changes.ts'
import { officerBy } from './officer-record.ts'
import { isWhole } from './transaction.ts'

type Sessions = Pick<
  OfficerStore,
  'endSessions' | 'openSession' | 'session' | 'endSession' | 'issue' | 'ticket' | 'redeem'
>

/** Used up by whoever comes first: the second finds the row changed. $1 token, $2 purpose, $3 now. */
const REDEEM = `
UPDATE officer_ticket t SET used_at = $3::timestamptz
FROM officer o
WHERE t.token_hash = $1::text AND t.purpose = $2::text AND t.used_at IS NULL AND t.expires_at > $3::timestamptz
  AND o.id = t.officer_id AND o.active
RETURNING o.id`

/** $1 token, $2 purpose, $3 now. */
const TICKET = `
SELECT o.id FROM officer_ticket t JOIN officer o ON o.id = t.officer_id AND o.active
WHERE t.token_hash = $1::text AND t.purpose = $2::text AND t.used_at IS NULL AND t.expires_at > $3::timestamptz`

/** $1 token, $2 now, $3 since when it must have been used, $4 whether this is a use. */
const SEEN = `
UPDATE officer_session s SET seen_at = CASE WHEN $4::boolean THEN $2::timestamptz ELSE s.seen_at END
FROM officer o
WHERE s.token_hash = $1::text AND s.expires_at > $2::timestamptz AND s.seen_at > $3::timestamptz
  AND o.id = s.officer_id AND o.active
RETURNING o.id`

/** $1 token. */
const END = 'DELETE FROM officer_session WHERE token_hash = $1::text RETURNING officer_id AS "officerId"'

/** Sessions and tickets of this database. */
export function officerSessions({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>, clock: Clock): Sessions {
  async function named(sql: string, values: unknown[]): Promise<OfficerRecord | null> {
    const [row] = (await pool.query<{ id: string }>(sql, values)).rows
    return row ? officerBy(prisma, { id: row.id }) : null
  }
  return {
    async endSessions(officerId, by) {
      await isWhole(prisma, async (db) => {
        const { count } = await db.officerSession.deleteMany({ where: { officerId } })
        if (count > 0)
          await appendActs(db, [officerAct(clock.now(), by, 'sessions-ended', officerId, { count })])
      })
    },
    async openSession({ at, ...session }) {
      const { officerId } = session
      await isWhole(prisma, async (db) => {
        await db.officerSession.create({ data: { ...session, createdAt: at, seenAt: at } })
        await appendActs(db, [officerAct(at, officerActor(officerId), 'signed-in', officerId)])
      })
    },
    session: (tokenHash, now, idleMs, mark) =>
      named(SEEN, [tokenHash, now, new Date(now.getTime() - idleMs), mark]),
    async endSession(tokenHash) {
      await isWhole(prisma, async (db) => {
        const [ended] = await db.$queryRawUnsafe<{ officerId: string }[]>(END, tokenHash)
        if (!ended) return
        const { officerId } = ended
        await appendActs(db, [officerAct(clock.now(), officerActor(officerId), 'signed-out', officerId)])
      })
    },
    async issue({ by, ...ticket }) {
      const { officerId, purpose, expiresAt } = ticket
      const act = purpose === 'sign-in' ? 'link-issued' : 'code-issued'
      const actor = by ?? officerActor(officerId)
      await isWhole(prisma, async (db) => {
        await db.officerTicket.create({ data: ticket })
        const details = { expiresAt: expiresAt.toISOString() }
        await appendActs(db, [officerAct(clock.now(), actor, act, officerId, details)])
      })
    },
    ticket: (tokenHash, purpose, now) => named(TICKET, [tokenHash, purpose, now]),
    redeem: (tokenHash, purpose, now) => named(REDEEM, [tokenHash, purpose, now]),
  }
}
