/**
 * The SQL of one turn: one SELECT, then one writing statement. Each text has a name, so that a connection
 * parses it once.
 *
 * How `commit` stays all or nothing: every part of a writing CTE sees the same snapshot and runs at no
 * promised time, so order comes from data alone. `conv` and then `held` lock the conversation and the draft
 * and come out empty when version or revision moved on; `act` takes the activity only when both are held, and
 * comes out empty when it was taken before; everything else selects from `turn`, which needs all of them.
 * Locking before writing matters: an UPDATE that finds its row gone stale could not undo the one before it.
 * The conversation is always locked before the draft, so two turns never wait for each other in a circle.
 */

/** What is read of the draft `d` and of what became of it. */
export const DRAFT = `d.revision, d.entries, s.number, s.check_code AS "checkCode", s.received_at AS "submittedAt",
  d.form, parent.code AS "parentCode", a.number AS "caseNumber", a.body, a.kept AS application,
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

/** A conversation with its draft and what became of it: also all that authorising takes. $1 conversation id. */
export const LOAD = `
SELECT c.id, c.channel, c.address, c.programme_id AS "programmeId", c.programme_hash AS "programmeHash",
  c.token_hash AS "tokenHash", c.state, c.version, c.seq, c.person_id AS "personId", c.officer_id AS "officerId",
  p.id IS NOT NULL AS "noticesHere", d.id AS "draftId", d.code AS "draftCode", ${DRAFT}
FROM conversation c
LEFT JOIN person p ON p.notices_to = c.id
LEFT JOIN draft d ON d.id = c.draft_id ${BECAME}
WHERE c.id = $1::uuid`

/**
 * One turn. $1 conversation, $2 version; activity: $3 id, $4 dedupe key, $5 activity, $6 received, $7 at;
 * $8 state; $9 messages [{id, from, text, reply}]; $10 push; draft: $11 id, $12 is new, $13 revision it must
 * have (null: none), $14 revision, $15 code, $16 entries (null: not written), $17 events [{field, old, new}];
 * $18 submission or null; $19 unanswered [{text, answers}]; $20 number
 * of the submission taken back, or null; $21 programme, $22 its hash when another draft ($11) is adopted, or null. Returns one row when it was written, else none.
 */
export const COMMIT = `
WITH conv AS MATERIALIZED (
  SELECT id, channel, address, programme_id, programme_hash, seq FROM conversation
  WHERE id = $1::uuid AND version = $2::int
  FOR NO KEY UPDATE
), held AS MATERIALIZED (
  SELECT d.id FROM conv, draft d
  WHERE d.id = $11::uuid AND d.revision = $13::int
  FOR NO KEY UPDATE OF d
), act AS (
  INSERT INTO activity AS a
    (id, conversation_id, dedupe_key, activity, received_at, taken_at, first_seq, last_seq)
  SELECT $3::uuid, conv.id, $4::text, $5::jsonb, $6::timestamptz, $7::timestamptz,
    conv.seq + 1, conv.seq + jsonb_array_length($9::jsonb)
  FROM conv
  WHERE $13::int IS NULL OR EXISTS (SELECT FROM held)
  ON CONFLICT (conversation_id, dedupe_key) DO UPDATE
    SET taken_at = excluded.taken_at, first_seq = excluded.first_seq, last_seq = excluded.last_seq
    WHERE a.taken_at IS NULL
  RETURNING a.id
), turn AS MATERIALIZED (
  SELECT conv.*, act.id AS activity_id FROM conv, act
), new_draft AS (
  INSERT INTO draft (id, code, programme_id, programme_hash, revision, entries, created_at, updated_at)
  SELECT $11::uuid, $15::text, programme_id, programme_hash, $14::int, $16::jsonb, $7::timestamptz, $7::timestamptz
  FROM turn WHERE $12::boolean
), old_draft AS (
  UPDATE draft d SET revision = $14::int, entries = $16::jsonb, updated_at = $7::timestamptz
  FROM turn WHERE d.id = $11::uuid AND NOT $12::boolean AND $16::jsonb IS NOT NULL
), event AS (
  INSERT INTO draft_event (draft_id, revision, conversation_id, channel, field, old, new, at)
  SELECT $11::uuid, $14::int, turn.id, turn.channel, e->>'field', nullif(e->'old', 'null'), nullif(e->'new', 'null'),
    $7::timestamptz
  FROM turn, jsonb_array_elements($17::jsonb) WITH ORDINALITY AS list(e, n) ORDER BY n
), sub AS (
  INSERT INTO submission
    (id, number, draft_id, draft_revision, programme_id, programme_hash, entries, check_code, received_at)
  SELECT (s->>'id')::uuid, s->>'number', (s->>'draftId')::uuid, (s->>'draftRevision')::int, s->>'programmeId',
    s->>'programmeHash', s->'entries', s->>'checkCode', (s->>'receivedAt')::timestamptz
  FROM turn, (SELECT $18::jsonb AS s) AS given WHERE s IS NOT NULL
), recall AS (
  UPDATE submission s SET recalled_at = $7::timestamptz
  FROM turn
  WHERE s.draft_id = (SELECT draft_id FROM submission WHERE number = $20::text) AND s.recalled_at IS NULL
), line AS (
  INSERT INTO message (id, conversation_id, seq, sender, at, text, reply, activity_id)
  SELECT coalesce((m->>'id')::uuid, turn.activity_id), turn.id, turn.seq + n, m->>'from', $7::timestamptz,
    m->>'text', nullif(m->'reply', 'null'), turn.activity_id
  FROM turn, jsonb_array_elements($9::jsonb) WITH ORDINALITY AS list(m, n)
), post AS (
  INSERT INTO outbox (conversation_id, message_id, channel, address, reply, due_at)
  SELECT turn.id, (m->>'id')::uuid, turn.channel, turn.address, m->'reply', $7::timestamptz
  FROM turn, jsonb_array_elements($9::jsonb) WITH ORDINALITY AS list(m, n)
  WHERE $10::boolean AND m->>'from' = 'bot' ORDER BY n
), gap AS (
  INSERT INTO unanswered (programme_id, conversation_id, text, answers, at)
  SELECT turn.programme_id, turn.id, u->>'text', ARRAY(SELECT jsonb_array_elements_text(u->'answers')),
    $7::timestamptz
  FROM turn, jsonb_array_elements($19::jsonb) WITH ORDINALITY AS list(u, n) ORDER BY n
)
UPDATE conversation c
SET version = c.version + 1, seq = c.seq + jsonb_array_length($9::jsonb), state = $8::jsonb,
  draft_id = coalesce($11::uuid, c.draft_id), updated_at = $7::timestamptz,
  programme_id = coalesce($21::text, c.programme_id), programme_hash = coalesce($22::text, c.programme_hash)
FROM turn WHERE c.id = turn.id
RETURNING c.version`

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
  [RECEIVE, 'receive'],
  [REPLIES, 'replies'],
  [PENDING, 'pending'],
  [CLAIM, 'claim'],
])

/** One of these statements with its values, under the name by which a connection knows it already. */
export function statement(
  text: string,
  values: unknown[],
): { name: string; text: string; values: unknown[] } {
  return { name: NAMES.get(text) ?? '', text, values }
}
