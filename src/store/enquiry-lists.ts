/** Lists of enquiries as one officer may see them. */
import type pg from 'pg'
import type { Enquiry } from '../enquiry/enquiry.ts'
import { numbersOf, type Sought, soughtIn } from '../language/grams.ts'
import type { EnquiryCounts, Filter, Page, ReportRow, Scope } from '../ports/desk.ts'
import { isUuid, plain } from './json.ts'

/** An enquiry, of the table `e`. */
export const COLUMNS = `e.id, e.number, e.programme_id AS "programmeId", e.conversation_id AS "conversationId", e.channel,
  e.locale, e.area, e.contact, e.unpublished, e.holder_id AS "holderId", e.deputy_id AS "deputyId", e.status,
  e.question, e.summary, e.transcript, e.asked_at AS "askedAt", e.since, e.due_at AS "dueAt", e.steps,
  e.next_at AS "nextAt", e.first_answer_at AS "firstAnswerAt", e.first_answer_in AS "firstAnswerIn",
  e.closed_at AS "closedAt", e.stars, e.merged_into AS "mergedInto", e.version, e.last_at AS "lastAt"`

/** Conditions of a statement and its parameters. */
export class Conditions {
  readonly values: unknown[] = []
  private readonly terms: string[] = []

  /** The place of a parameter. */
  value(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }

  add(...terms: string[]): this {
    this.terms.push(...terms)
    return this
  }

  get sql(): string {
    return this.terms.length === 0 ? 'true' : this.terms.map((term) => `(${term})`).join(' AND ')
  }
}

/** One page, newest first. */
export async function listEnquiries(
  pool: pg.Pool,
  scope: Scope,
  filter: Filter,
  { limit, after }: Page,
): Promise<Enquiry[]> {
  const where = visible(scope, filter)
  narrow(where, filter)
  const { status, holder, lateAt } = filter
  if (status) where.add(`e.status = ANY(${where.value(status, 'text[]')})`)
  if (holder !== undefined) where.add(heldBy(where, holder))
  if (lateAt) where.add(`e.status = 'open' AND e.due_at < ${where.value(lateAt, 'timestamptz')}`)
  if (after)
    where.add(
      `(e.last_at, e.id) < (${where.value(after.lastAt, 'timestamptz')}, ${where.value(after.id, 'uuid')})`,
    )
  const sql = `SELECT ${COLUMNS} FROM enquiry e WHERE ${where.sql}
ORDER BY e.last_at DESC, e.id DESC LIMIT ${where.value(limit, 'int')}`
  return (await pool.query<Enquiry>(sql, where.values)).rows
}

/** How many there are of each kind. */
export async function countEnquiries(
  pool: pg.Pool,
  scope: Scope,
  filter: Filter,
  now: Date,
): Promise<EnquiryCounts> {
  const where = visible(scope, filter)
  narrow(where, filter)
  const me = where.value(scope.officerId, 'uuid')
  const sql = `SELECT
  count(*) FILTER (WHERE e.status = 'open')::int AS open,
  count(*) FILTER (WHERE e.status = 'open' AND e.due_at < ${where.value(now, 'timestamptz')})::int AS late,
  count(*) FILTER (WHERE e.status = 'open' AND e.holder_id = ${me})::int AS mine,
  count(*) FILTER (WHERE e.status = 'open' AND e.holder_id IS NULL)::int AS unheld,
  count(*) FILTER (WHERE e.status = 'answered')::int AS answered,
  count(*) FILTER (WHERE e.status = 'closed')::int AS closed
FROM enquiry e WHERE ${where.sql}`
  const [row] = (await pool.query<EnquiryCounts>(sql, where.values)).rows
  return row ?? { open: 0, late: 0, mine: 0, unheld: 0, answered: 0, closed: 0 }
}

const BATCH = 500

/** The promises of an enquiry, and until when each ran. */
const PROMISES = `SELECT t.at, t.position, (t.data->>'dueAt')::timestamptz AS due,
  lead(t.at) OVER (ORDER BY t.position) AS replaced
FROM enquiry_entry t WHERE t.enquiry_id = e.id AND t.data ? 'dueAt'`

/** What was promised first, and whether every promise was kept until the first answer, as the tallies have it. */
const PROMISED = `(SELECT p.due FROM (${PROMISES}) p ORDER BY p.position LIMIT 1) AS promised,
  CASE WHEN e.first_answer_at IS NOT NULL THEN NOT EXISTS (SELECT FROM (${PROMISES}) p
    WHERE p.at <= e.first_answer_at AND p.due < least(p.replaced, e.first_answer_at)) END AS kept`

/** Every enquiry of a span, oldest first. */
export async function* readRows(
  pool: pg.Pool,
  scope: Scope,
  span: { from: Date; until: Date; programmeId?: string },
): AsyncIterable<ReportRow[]> {
  let last: ReportRow | undefined
  do {
    const where = asked(scope, span)
    if (last)
      where.add(
        `(e.asked_at, e.id) > (${where.value(last.askedAt, 'timestamptz')}, ${where.value(last.id, 'uuid')})`,
      )
    const sql = `SELECT ${COLUMNS}, ${PROMISED}
FROM enquiry e WHERE ${where.sql} ORDER BY e.asked_at, e.id LIMIT ${BATCH}`
    const { rows } = await pool.query<ReportRow>(sql, where.values)
    last = rows.length === BATCH ? rows.at(-1) : undefined
    if (rows.length > 0) yield rows
  } while (last)
}

/** What the officer may see of those asked within a span. */
export function asked(scope: Scope, span: { from: Date; until: Date; programmeId?: string }): Conditions {
  const where = visible(scope, span)
  return where.add(
    `e.asked_at >= ${where.value(span.from, 'timestamptz')} AND e.asked_at < ${where.value(span.until, 'timestamptz')}`,
  )
}

function visible({ officerId, programmes }: Scope, { programmeId }: { programmeId?: string }): Conditions {
  const where = new Conditions()
  if (programmeId !== undefined) where.add(`e.programme_id = ${where.value(plain(programmeId), 'text')}`)
  const wanted = programmes.filter(({ id }) => id === '*' || (programmeId ?? id) === id)
  if (wanted.length === 0) return where.add('false')
  if (wanted.some(({ id, lines }) => id === '*' && lines === null)) return where
  const each = wanted.map(({ id, lines }) => {
    const here = id === '*' ? 'true' : `e.programme_id = ${where.value(id, 'text')}`
    return lines === null ? here : `${here} AND (${ofLines(where, officerId, lines)})`
  })
  return where.add(each.map((one) => `(${one})`).join(' OR '))
}

function ofLines(where: Conditions, officerId: string, lines: string[]): string {
  const me = where.value(officerId, 'uuid')
  return `e.contact = ANY(${where.value(lines, 'text[]')}) OR e.holder_id = ${me} OR e.deputy_id = ${me}`
}

/** What tells lists apart beside their status. */
function narrow(where: Conditions, { contact, words, askedFrom, askedUntil }: Filter): void {
  if (contact !== undefined) where.add(`e.contact = ${where.value(plain(contact), 'text')}`)
  if (askedFrom) where.add(`e.asked_at >= ${where.value(askedFrom, 'timestamptz')}`)
  if (askedUntil) where.add(`e.asked_at < ${where.value(askedUntil, 'timestamptz')}`)
  const sought = soughtIn(plain(words ?? ''))
  if (sought.length > 0) where.add(...spokenOf(where, sought))
}

function spokenOf(where: Conditions, sought: Sought[]): string[] {
  const grams = where.value(numbersOf(sought.flatMap((one) => one.grams)), 'int[]')
  const needles = sought.flatMap(({ needle }) => needle ?? [])
  const literally = needles.map((needle) => `strpos(w.haystack, ${where.value(needle, 'text')}) > 0`)
  const near = `EXISTS (SELECT FROM enquiry_grams g WHERE g.enquiry_id = e.id AND g.grams @> ${grams})`
  if (literally.length === 0) return [near]
  return [
    near,
    `EXISTS (SELECT FROM enquiry_words w WHERE w.enquiry_id = e.id AND ${literally.join(' AND ')})`,
  ]
}

function heldBy(where: Conditions, holder: string): string {
  if (holder === 'none') return 'e.holder_id IS NULL'
  return isUuid(holder) ? `e.holder_id = ${where.value(holder, 'uuid')}` : 'false'
}
