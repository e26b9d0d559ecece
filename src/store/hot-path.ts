/**
 * The SQL of taking turns, but for what writes them: that is in `commit.ts`. Each text has a name, so that a connection
 * parses it once.
 */
import type pg from 'pg'
import { COMMIT, COMMIT_FREE, MOST_TURNS } from './commit.ts'

/** What is read of the draft `d` and of what became of it. */
export const DRAFT = `d.revision, d.entries, s.number, s.check_code AS "checkCode", s.received_at AS "submittedAt",
  d.form, parent.code AS "parentCode", a.number AS "caseNumber", a.body, a.areas, a.kept AS application,
  j.number AS "projectNumber", j.ends_on AS "endsOn", j.certificate, j.kept AS project`

/** The submission of the draft `d` that counts, and how it went on; for a later form how its application did. */
export const BECAME = `
LEFT JOIN draft parent ON parent.id = d.parent_id
LEFT JOIN application a ON a.draft_id = coalesce(d.parent_id, d.id)
LEFT JOIN project j ON j.application_id = a.id
LEFT JOIN LATERAL (
  SELECT number, check_code, received_at FROM submission
  WHERE draft_id = d.id AND recalled_at IS NULL ORDER BY received_at DESC, id DESC LIMIT 1
) s ON true`

/**
 * Conversations with their drafts and what became of them: also all that authorising takes. $1 ids. A limit that the
 * planner cannot see makes it expect few, as in `commit.ts`.
 */
export const LOAD = `
SELECT c.id, c.channel, c.address, c.programme_id AS "programmeId", c.programme_hash AS "programmeHash",
  c.token_hash AS "tokenHash", c.state, c.version, c.seq, c.person_id AS "personId", c.officer_id AS "officerId",
  p.id IS NOT NULL AS "noticesHere", d.id AS "draftId", d.code AS "draftCode", ${DRAFT}
FROM (SELECT unnest($1::uuid[]) AS id LIMIT (SELECT ${MOST_TURNS})) wanted
JOIN conversation c ON c.id = wanted.id
LEFT JOIN person p ON p.notices_to = c.id
LEFT JOIN draft d ON d.id = c.draft_id ${BECAME}`

/**
 * An activity stored before it is acknowledged, behind those that wait in its conversation already: the clocks of nodes
 * differ. $1 id, $2 conversation, $3 dedupe key, $4 activity, $5 received.
 */
export const RECEIVE = `
INSERT INTO activity (id, conversation_id, dedupe_key, activity, received_at)
SELECT $1::uuid, $2::uuid, $3::text, $4::jsonb, greatest($5::timestamptz, (
  SELECT max(received_at) + interval '1 millisecond' FROM activity
  WHERE conversation_id = $2::uuid AND taken_at IS NULL))
ON CONFLICT (conversation_id, dedupe_key) DO NOTHING
RETURNING id`

/** Replies of a taken activity; no row when it was not taken. $1 conversation, $2 dedupe key. */
export const REPLIES = `
SELECT m.id, m.reply FROM activity a
LEFT JOIN message m ON m.conversation_id = a.conversation_id
  AND m.seq BETWEEN a.first_seq AND a.last_seq AND m.reply IS NOT NULL
WHERE a.conversation_id = $1::uuid AND a.dedupe_key = $2::text AND a.taken_at IS NOT NULL
ORDER BY m.seq`

/** The oldest waiting activities, one a conversation. $1 limit, $2 conversations to leave out. */
export const PENDING = `
SELECT * FROM (
  SELECT DISTINCT ON (conversation_id) id, conversation_id AS "conversationId", dedupe_key AS "dedupeKey",
    activity, received_at AS "receivedAt"
  FROM activity WHERE taken_at IS NULL AND conversation_id <> ALL($2::uuid[])
  ORDER BY conversation_id, received_at, id
) oldest ORDER BY "receivedAt", id LIMIT $1::int`

/**
 * Claims the first open reply of each conversation, if it is due. Only ever the first: whatever becomes of
 * it, the ones behind it cannot overtake. One that was being sent when its lease ran out is not claimed: the
 * other side may have it. $1 channel, $2 now, $3 lease until, $4 limit.
 */
export const CLAIM = `
WITH due AS (
  SELECT o.position FROM outbox o
  WHERE o.channel = $1::text AND o.done_at IS NULL AND o.status = 'pending' AND o.due_at <= $2::timestamptz
    AND (o.lease_until IS NULL OR o.lease_until <= $2::timestamptz)
    AND ($5::uuid IS NULL OR o.conversation_id = $5::uuid OR o.due_at <= $6::timestamptz)
    AND NOT EXISTS (
      SELECT FROM outbox earlier WHERE earlier.conversation_id = o.conversation_id
        AND earlier.done_at IS NULL AND earlier.position < o.position)
  ORDER BY o.position LIMIT $4::int
  FOR NO KEY UPDATE SKIP LOCKED
), claimed AS (
  UPDATE outbox o SET attempts = o.attempts + 1, lease_until = $3::timestamptz
  FROM due WHERE o.position = due.position
  RETURNING o.position, o.conversation_id, o.message_id, o.channel, o.address, o.reply, o.attempts, o.sent_parts
)
SELECT position::text AS id, conversation_id AS "conversationId", message_id AS "messageId", claimed.channel,
  claimed.address, c.reference, c.state->>'locale' AS locale, reply, attempts, sent_parts AS "sentParts"
FROM claimed JOIN conversation c ON c.id = conversation_id ORDER BY position`

const NAMES = new Map([
  [LOAD, 'load'],
  [COMMIT, 'commit'],
  [COMMIT_FREE, 'commit-free'],
  [RECEIVE, 'receive'],
  [REPLIES, 'replies'],
  [PENDING, 'pending'],
  [CLAIM, 'claim'],
])

/** What waits for nobody and does not come back: the line is dead, and whoever waits behind it must not wait with it. */
export const DEADLINE_MS = 30_000

/**
 * One of these statements with its values, under the name by which a connection knows it already. Past its deadline it is
 * given up with its connection; whether it was carried out is not known then.
 */
export function statement(text: string, values: unknown[], deadlineMs?: number): pg.QueryConfig {
  const known = { name: NAMES.get(text) ?? '', text, values }
  return deadlineMs === undefined ? known : Object.assign(known, { query_timeout: deadlineMs })
}
