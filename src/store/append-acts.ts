/** Adds acts to the log, in the transaction that does them. */
import { createHash } from 'node:crypto'
import { linked } from '../audit/chain.ts'
import type { AuditAct, Link } from '../audit/entry.ts'
import { json, plain, safe } from './json.ts'
import type { Transaction } from './transaction.ts'

/** Whoever appends waits here for whoever appended before: one order over all nodes, without gaps. */
const HEAD = 'SELECT position::float8 AS position, hash FROM audit_head WHERE id = 1 FOR NO KEY UPDATE'

/** $1 entries, $2 position and $3 hash of the last of them. */
const APPEND = `
WITH moved AS (UPDATE audit_head SET position = $2::bigint, hash = $3::text WHERE id = 1)
INSERT INTO audit
  (position, at, programme_id, actor, actor_id, act, subject, subject_id, details, previous, hash)
SELECT (e->>'position')::bigint, (e->>'at')::timestamptz, e->>'programmeId', e->'actor'->>'kind',
  (e->'actor'->>'id')::uuid, e->>'act', e->'subject'->>'kind', e->'subject'->>'id', e->'details', e->>'previous',
  e->>'hash'
FROM jsonb_array_elements($1::jsonb) AS list(e)`

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * To be the last of a transaction: everything else is locked by then, so nobody waits for another in a circle, and the
 * end of the log is held no longer than it takes to commit.
 */
export async function appendActs(db: Transaction, acts: readonly AuditAct[]): Promise<void> {
  if (acts.length === 0) return
  const [head] = await db.$queryRawUnsafe<Link[]>(HEAD)
  if (!head) throw new Error('The end of the log is not known any more: `shenbao verify-log` says more.')
  const entries = linked(acts.map(asStored), head, sha256)
  const { position, hash } = entries.at(-1) ?? head
  await db.$executeRawUnsafe(APPEND, json(entries), position, hash)
}

/** As it is read again: a hash is made of what the database keeps. */
const asStored = (act: AuditAct): AuditAct => ({
  ...act,
  programmeId: act.programmeId && plain(act.programmeId),
  details: safe(act.details) as AuditAct['details'],
})
