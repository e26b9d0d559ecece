/** What must be true of every conversation, draft, reply and enquiry in the database, whoever wrote it. */
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { Fault } from '../history.ts'

/** Each gives rows `{conversation, detail}` of what is wrong. */
const RULES: [Fault['kind'], string][] = [
  [
    'hole',
    `SELECT c.id AS conversation, format('%s lines from %s to %s, last line %s', count(m.seq), min(m.seq), max(m.seq), c.seq) AS detail
     FROM conversation c LEFT JOIN message m ON m.conversation_id = c.id
     GROUP BY c.id HAVING count(m.seq) <> c.seq OR coalesce(max(m.seq), 0) <> c.seq OR count(DISTINCT m.seq) <> count(m.seq)`,
  ],
  [
    'hole',
    `SELECT conversation_id AS conversation, format('a turn from line %s, the one before to %s', first_seq, before) AS detail
     FROM (SELECT conversation_id, first_seq, last_seq,
       coalesce(lag(last_seq) OVER (PARTITION BY conversation_id ORDER BY first_seq, last_seq), 0) AS before
       FROM activity WHERE taken_at IS NOT NULL) turns
     WHERE first_seq <> before + 1`,
  ],
  [
    'lost',
    `SELECT c.id AS conversation, format('%s turns, version %s', count(a.dedupe_key), c.version) AS detail
     FROM conversation c LEFT JOIN activity a ON a.conversation_id = c.id AND a.taken_at IS NOT NULL
     GROUP BY c.id HAVING count(a.dedupe_key) <> c.version`,
  ],
  [
    'lost',
    `SELECT conversation_id AS conversation, format('%s waits', dedupe_key) AS detail
     FROM activity WHERE taken_at IS NULL`,
  ],
  [
    'altered',
    `SELECT m.conversation_id AS conversation, format('line %s belongs to another turn', m.seq) AS detail
     FROM message m LEFT JOIN activity a ON a.conversation_id = m.conversation_id AND a.id = m.activity_id
       AND m.seq BETWEEN a.first_seq AND a.last_seq WHERE a.id IS NULL`,
  ],
  [
    'lost',
    `SELECT m.conversation_id AS conversation, format('reply %s, %s times on its way', m.seq, count(o.position)) AS detail
     FROM message m JOIN conversation c ON c.id = m.conversation_id
     LEFT JOIN outbox o ON o.message_id = m.id AND o.conversation_id = c.id
     WHERE c.channel = ANY($1::text[]) AND m.sender = 'bot'
     GROUP BY m.conversation_id, m.seq HAVING count(o.position) <> 1`,
  ],
  [
    'reordered',
    `SELECT conversation_id AS conversation, format('reply %s leaves before an earlier one', seq) AS detail
     FROM (SELECT o.conversation_id, m.seq,
       lag(m.seq) OVER (PARTITION BY o.conversation_id ORDER BY o.position) AS before
       FROM outbox o JOIN message m ON m.id = o.message_id AND m.conversation_id = o.conversation_id) sent
     WHERE before > seq`,
  ],
  // what waits for a terminal whose process has ended waits for the next one
  [
    'lost',
    `SELECT conversation_id AS conversation, format('reply %s is %s', position, status) AS detail
     FROM outbox WHERE channel <> 'terminal' AND (done_at IS NULL OR status NOT IN ('sent', 'unknown'))`,
  ],
  [
    'run twice',
    `SELECT enquiry_id::text AS conversation, format('%s of an enquiry, %s times', kind, count(*)) AS detail
     FROM enquiry_entry WHERE kind NOT IN ('asked', 'answered', 'note')
     GROUP BY enquiry_id, kind, data HAVING count(*) > 1`,
  ],
]

const EVENTS = `
SELECT d.id AS draft, d.revision, d.entries, coalesce(max(e.revision), 0) AS last,
  coalesce(jsonb_agg(jsonb_build_array(e.field, e.old, e.new) ORDER BY e.position) FILTER (WHERE e.field IS NOT NULL), '[]') AS events
FROM draft d LEFT JOIN draft_event e ON e.draft_id = d.id GROUP BY d.id`

interface Kept {
  draft: string
  revision: number
  entries: Record<string, unknown>
  last: number
  events: [field: string, old: unknown, value: unknown][]
}

/** Nothing may be on its way any more. `pushed`: channels whose replies leave by the outbox. */
export async function brokenRules(pool: pg.Pool, pushed: readonly string[]): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const [kind, sql] of RULES) {
    const values = sql.includes('$1') ? [pushed] : []
    const { rows } = await pool.query<{ conversation: string; detail: string }>(sql, values)
    faults.push(...rows.map((row) => ({ kind, ...row })))
  }
  const { rows } = await pool.query<Kept>(EVENTS)
  return [...faults, ...rows.flatMap(unlikeEvents)]
}

/** A draft that is not what its events make of nothing. */
function unlikeEvents({ draft, revision, entries, last, events }: Kept): Fault[] {
  const made: Record<string, unknown> = {}
  const broken: string[] = []
  for (const [field, old, value] of events) {
    if (!isDeepStrictEqual(made[field] ?? null, old)) broken.push(field)
    if (value === null) delete made[field]
    else made[field] = value
  }
  if (isDeepStrictEqual(made, entries) && broken.length === 0 && last <= revision) return []
  const fields = [...new Set([...Object.keys(made), ...Object.keys(entries)])]
  const wrong = fields.filter((field) => !isDeepStrictEqual(made[field], entries[field]))
  return [
    {
      kind: 'altered',
      conversation: draft,
      detail: `draft without its events: ${[...broken, ...wrong].join(' ')}`,
    },
  ]
}
