/**
 * The SQL that writes turns: any number of different conversations in one statement, one of them alone no less.
 *
 * How it stays all or nothing for each turn: every part of a writing CTE sees the same snapshot and runs at no
 * promised time, so order comes from data alone. `conv` and then `held` lock the conversations and the drafts
 * and lack those whose version or revision moved on; `act` takes an activity only when both are held, and lacks
 * it when it was taken before; everything else selects from `turn`, which needs all of them. Locking before
 * writing matters: an UPDATE that finds its row gone stale could not undo the one before it. A conversation is
 * always locked before a draft. Turns of one statement never share either.
 *
 * Several turns wait for nobody: a row that somebody else has locked is left out, and its turn is written alone,
 * waiting. So turns of one statement are not held up by one of them, and two nodes can never wait for each other
 * in a circle.
 */

/** Turns of one statement at most: more are hardly cheaper, and keep the first of them waiting. */
export const MOST_TURNS = 64

/**
 * The turns of $1, as `commitValue` gives them. The planner counts a limit that it cannot see as a tenth: twice, and it
 * expects one turn of the hundred it would otherwise, so that rows are found by their keys and one plan serves all.
 */
const GIVEN = `
SELECT * FROM (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS turn(
    conversation uuid, version int, activity uuid, key text, said jsonb, received timestamptz, at timestamptz,
    state jsonb, messages jsonb, push boolean, draft uuid, begun boolean, needs int, revision int, code text,
    entries jsonb, events jsonb, submission jsonb, unanswered jsonb, recalled text, programme text, hash text)
  LIMIT (SELECT ${MOST_TURNS})
) few LIMIT (SELECT ${MOST_TURNS})`

const commit = (locked: '' | 'SKIP LOCKED') => `
WITH given AS MATERIALIZED (${GIVEN}
), conv AS MATERIALIZED (
  SELECT g.*, c.* FROM given g CROSS JOIN LATERAL (
    SELECT id, channel, address, programme_id, programme_hash, seq FROM conversation
    WHERE id = g.conversation AND version = g.version
    FOR NO KEY UPDATE ${locked}
  ) c
), held AS MATERIALIZED (
  SELECT d.id FROM conv CROSS JOIN LATERAL (
    SELECT id FROM draft WHERE id = conv.draft AND revision = conv.needs
    FOR NO KEY UPDATE ${locked}
  ) d
), act AS (
  INSERT INTO activity AS a
    (id, conversation_id, dedupe_key, activity, received_at, taken_at, first_seq, last_seq)
  SELECT activity, id, key, said, received, at, seq + 1, seq + jsonb_array_length(messages)
  FROM conv
  WHERE needs IS NULL OR draft IN (SELECT id FROM held)
  ON CONFLICT (conversation_id, dedupe_key) DO UPDATE
    SET taken_at = excluded.taken_at, first_seq = excluded.first_seq, last_seq = excluded.last_seq
    WHERE a.taken_at IS NULL
  RETURNING a.conversation_id, a.id
), turn AS MATERIALIZED (
  SELECT conv.*, act.id AS activity_id FROM conv JOIN act ON act.conversation_id = conv.id
), new_draft AS (
  INSERT INTO draft (id, code, programme_id, programme_hash, revision, entries, created_at, updated_at)
  SELECT draft, code, programme_id, programme_hash, revision, entries, at, at FROM turn WHERE begun
), old_draft AS (
  UPDATE draft d SET revision = turn.revision, entries = turn.entries, updated_at = at
  FROM turn WHERE d.id = turn.draft AND NOT begun AND turn.entries IS NOT NULL
), event AS (
  INSERT INTO draft_event (draft_id, revision, conversation_id, channel, field, old, new, at)
  SELECT draft, revision, id, channel, e->>'field', nullif(e->'old', 'null'), nullif(e->'new', 'null'), at
  FROM turn, jsonb_array_elements(events) WITH ORDINALITY AS list(e, n) ORDER BY id, n
), sub AS (
  INSERT INTO submission
    (id, number, draft_id, draft_revision, programme_id, programme_hash, entries, check_code, received_at)
  SELECT (s->>'id')::uuid, s->>'number', (s->>'draftId')::uuid, (s->>'draftRevision')::int, s->>'programmeId',
    s->>'programmeHash', s->'entries', s->>'checkCode', (s->>'receivedAt')::timestamptz
  FROM (SELECT submission AS s FROM turn) AS one WHERE s IS NOT NULL
), recall AS (
  UPDATE submission s SET recalled_at = at
  FROM turn
  WHERE recalled IS NOT NULL AND s.recalled_at IS NULL
    AND s.draft_id = (SELECT draft_id FROM submission WHERE number = recalled)
), line AS (
  INSERT INTO message (id, conversation_id, seq, sender, at, text, reply, activity_id)
  SELECT coalesce((m->>'id')::uuid, activity_id), id, seq + n, m->>'from', at, m->>'text',
    nullif(m->'reply', 'null'), activity_id
  FROM turn, jsonb_array_elements(messages) WITH ORDINALITY AS list(m, n)
), post AS (
  INSERT INTO outbox (conversation_id, message_id, channel, address, reply, due_at)
  SELECT id, (m->>'id')::uuid, channel, address, m->'reply', at
  FROM turn, jsonb_array_elements(messages) WITH ORDINALITY AS list(m, n)
  WHERE push AND m->>'from' = 'bot' ORDER BY id, n
), gap AS (
  INSERT INTO unanswered (programme_id, conversation_id, text, answers, at)
  SELECT programme_id, id, u->>'text', ARRAY(SELECT jsonb_array_elements_text(u->'answers')), at
  FROM turn, jsonb_array_elements(unanswered) WITH ORDINALITY AS list(u, n) ORDER BY id, n
)
UPDATE conversation c
SET version = c.version + 1, seq = c.seq + jsonb_array_length(messages), state = turn.state,
  draft_id = coalesce(turn.draft, c.draft_id), updated_at = at,
  programme_id = coalesce(turn.programme, c.programme_id), programme_hash = coalesce(turn.hash, c.programme_hash)
FROM turn WHERE c.id = turn.id
RETURNING c.id`

/** Writes the turn of $1, waiting for whoever holds its conversation. One row when it was written, else none. */
export const COMMIT = commit('')

/** Writes those of the turns of $1 that nobody stands in the way of. A row for each that was written. */
export const COMMIT_FREE = commit('SKIP LOCKED')
