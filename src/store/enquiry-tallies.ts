/** Numbers of enquiries for the report. */
import type pg from 'pg'
import type { EnquiryStore, Scope, Tally } from '../ports/desk.ts'
import { asked } from './enquiry-lists.ts'

type Span = Parameters<EnquiryStore['tallies']>[1]

/**
 * A promise is kept when the first answer came before it ran out, and so was every promise that took its place
 * meanwhile: asking again does not heal one that was broken.
 */
const sqlOf = (where: string, zone: string): string => `
WITH e AS MATERIALIZED (
  SELECT id, coalesce(contact, '') AS line, asked_at AT TIME ZONE ${zone} AS asked, first_answer_at, first_answer_in, stars
  FROM enquiry e WHERE ${where}
), promise AS (
  SELECT t.enquiry_id, t.at, (t.data->>'dueAt')::timestamptz AS due,
    lead(t.at) OVER (PARTITION BY t.enquiry_id ORDER BY t.position) AS replaced
  FROM enquiry_entry t JOIN e ON e.id = t.enquiry_id WHERE t.data ? 'dueAt'
), broken AS (
  SELECT DISTINCT e.id FROM e JOIN promise p ON p.enquiry_id = e.id
  WHERE p.at <= e.first_answer_at AND p.due < least(p.replaced, e.first_answer_at)
)
SELECT CASE WHEN grouping(line) = 0 THEN 'lines' WHEN grouping(month) = 0 THEN 'months' ELSE 'days' END AS of,
  coalesce(line, month, day) AS key, count(*)::int AS asked,
  count(first_answer_at)::int AS answered,
  count(*) FILTER (WHERE first_answer_at IS NOT NULL AND broken.id IS NULL)::int AS kept,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY first_answer_in) AS "medianMinutes",
  avg(stars)::float AS stars
FROM (SELECT *, to_char(asked, 'YYYY-MM') AS month, to_char(asked, 'YYYY-MM-DD') AS day FROM e) e
LEFT JOIN broken ON broken.id = e.id
GROUP BY GROUPING SETS ((line), (month), (day))
ORDER BY 1, 2`

/** By line, month and day of the zone; only those in which something was asked. */
export async function tallyEnquiries(
  pool: pg.Pool,
  scope: Scope,
  span: Span,
): ReturnType<EnquiryStore['tallies']> {
  const where = asked(scope, span)
  const zone = where.value(span.timezone, 'text')
  const { rows } = await pool.query<Tally & { of: string }>(sqlOf(where.sql, zone), where.values)
  const of = (kind: string) => rows.filter((row) => row.of === kind).map(({ of: _, ...tally }) => tally)
  return { lines: of('lines'), months: of('months'), days: of('days') }
}
