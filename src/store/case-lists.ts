/** Lists of applications and projects as one officer may see them. */
import type pg from 'pg'
import type { ApplicationRecord, CaseKind, CaseRecord, ProjectRecord } from '../casework/case.ts'
import type { Application, Project } from '../generated/prisma/client.ts'
import type { CaseFilter, CasePage, CaseScope, CaseTally } from '../ports/cases.ts'
import { applicationOf, projectOf } from './case-records.ts'
import { Conditions } from './enquiry-lists.ts'
import { isUuid, plain } from './json.ts'

const KIN = `c.id, c.number, c.draft_id AS "draftId", c.programme_id AS "programmeId", c.programme_hash AS "programmeHash",
  c.body, c.areas, c.title, c.applicant, c.state, c.holder, c.since, c.kept, c.document,
  c.conversation_id AS "conversationId", c.version, c.last_at AS "lastAt"`

interface Table<R extends CaseRecord> {
  name: string
  columns: string
  /** last day of what may run out */
  due: string
  of(row: never): R
}

/** How each kind is read. */
export const TABLES: { application: Table<ApplicationRecord>; project: Table<ProjectRecord> } = {
  application: {
    name: 'application',
    columns: `${KIN}, c.submission_id AS "submissionId", c.received_at AS "receivedAt",
  c.paper_copies AS "paperCopies", c.paper_at AS "paperAt"`,
    due: 'c.due_on',
    of: (row: Omit<Application, 'dueOn'>) => applicationOf(row),
  },
  project: {
    name: 'project',
    columns: `${KIN}, c.application_id AS "applicationId", c.approved_on AS "approvedOn", c.ends_on AS "endsOn",
  c.next_at AS "nextAt", c.certificate`,
    due: 'c.ends_on',
    of: (row: Project) => projectOf(row),
  },
}

interface Asked {
  scope: CaseScope
  filter: CaseFilter
}

/** One page, newest event first. */
export async function listCases<R extends CaseRecord>(
  pool: pg.Pool,
  table: Table<R>,
  asked: Asked,
  page: CasePage,
): Promise<R[]> {
  if (page.after && !isUuid(page.after.id)) return []
  const { text, values } = statementOf(table, asked, page)
  const { rows } = await pool.query(text, values)
  return rows.map((row) => table.of(row as never))
}

/** The statement of a page. */
export function statementOf(
  table: Table<CaseRecord>,
  { scope, filter }: Asked,
  { limit, after, first }: CasePage,
): { text: string; values: unknown[] } {
  const where = narrowed(table, scope, filter)
  if (after)
    where.add(
      `(c.last_at, c.id) < (${where.value(after.lastAt, 'timestamptz')}, ${where.value(after.id, 'uuid')})`,
    )
  const text = `SELECT ${table.columns} FROM ${table.name} c WHERE ${where.sql}
ORDER BY ${orderOf(table, first)}, c.id DESC LIMIT ${where.value(limit, 'int')}`
  return { text, values: where.values }
}

const orderOf = ({ due }: Table<CaseRecord>, first: CasePage['first']): string =>
  first === 'longest' ? 'c.since' : first === 'ending' ? due : 'c.last_at DESC'

/** How many there are in each state, whatever the filter says of states. */
export async function countCases(
  pool: pg.Pool,
  kind: CaseKind,
  { scope, filter: { states: _, ...filter } }: Asked,
): Promise<{ state: string; count: number }[]> {
  const table = TABLES[kind]
  const where = narrowed(table, scope, filter)
  const sql = `SELECT c.state, count(*)::int AS count FROM ${table.name} c WHERE ${where.sql}
GROUP BY c.state ORDER BY c.state`
  return (await pool.query<{ state: string; count: number }>(sql, where.values)).rows
}

const BATCH = 500

/** All of them, oldest number first. */
export async function* readCases<R extends CaseRecord>(
  pool: pg.Pool,
  table: Table<R>,
  { scope, filter }: Asked,
): AsyncIterable<R[]> {
  let last: R | undefined
  do {
    const where = narrowed(table, scope, filter)
    if (last) {
      const number = where.value(last.number, 'text')
      where.add(`(length(c.number), c.number COLLATE "C") > (length(${number}), ${number} COLLATE "C")`)
    }
    const sql = `SELECT ${table.columns} FROM ${table.name} c WHERE ${where.sql}
ORDER BY length(c.number), c.number COLLATE "C" LIMIT ${BATCH}`
    const { rows } = await pool.query(sql, where.values)
    const records = rows.map((row) => table.of(row as never))
    last = records.length === BATCH ? records.at(-1) : undefined
    if (records.length > 0) yield records
  } while (last)
}

/** Every state by body, and again by area. */
export async function tallyCases(pool: pg.Pool, scope: CaseScope, programmeId: string): Promise<CaseTally[]> {
  const each = (['application', 'project'] as const).map(async (kind) => {
    const where = visible(scope, { programmeId })
    const { name } = TABLES[kind]
    const sql = `
WITH c AS MATERIALIZED (SELECT c.state, c.body, c.areas FROM ${name} c WHERE ${where.sql})
SELECT '${kind}' AS kind, state, 'body' AS by, body AS id, count(*)::int AS count FROM c GROUP BY state, body
UNION ALL
SELECT '${kind}', state, 'area', area, count(*)::int FROM c LEFT JOIN unnest(c.areas) AS area ON true
GROUP BY state, area
ORDER BY 3, 4, 2`
    return (await pool.query<CaseTally>(sql, where.values)).rows
  })
  return (await Promise.all(each)).flat()
}

/** What the officer may see: nobody reads what was not handed in, or was taken back. */
function visible({ programmes }: CaseScope, { programmeId }: Pick<CaseFilter, 'programmeId'>): Conditions {
  const where = new Conditions().add(`c.state NOT IN ('draft', 'recalled')`)
  if (programmeId !== undefined) where.add(`c.programme_id = ${where.value(plain(programmeId), 'text')}`)
  const wanted = programmes.filter(({ id }) => id === '*' || (programmeId ?? id) === id)
  if (wanted.length === 0) return where.add('false')
  // a parameter that no condition uses is refused: what sees everything is looked for first
  if (wanted.some((one) => isAll(one, programmeId))) return where
  return where.add(wanted.map((one) => `(${partOf(where, one)})`).join(' OR '))
}

type Part = CaseScope['programmes'][number]

const isAll = ({ id, bodies, areas, holders }: Part, programmeId: string | undefined): boolean =>
  !bodies && !areas && !holders && (id === '*' || id === programmeId)

function partOf(where: Conditions, { id, bodies, areas, holders }: Part): string {
  const terms = [
    ...(id === '*' ? [] : [`c.programme_id = ${where.value(id, 'text')}`]),
    ...(bodies ? [`c.body = ANY(${where.value(bodies, 'text[]')})`] : []),
    ...(areas ? [`c.areas && ${where.value(areas, 'text[]')}`] : []),
    ...(holders ? [`c.holder = ANY(${where.value(holders, 'text[]')})`] : []),
  ]
  return terms.join(' AND ')
}

function narrowed(table: Table<CaseRecord>, scope: CaseScope, filter: CaseFilter): Conditions {
  const where = visible(scope, filter)
  const { states, body, area, holder, dueBefore, words, ids } = filter
  if (states) where.add(`c.state = ANY(${where.value(states.map(plain), 'text[]')})`)
  if (body !== undefined) where.add(`c.body = ${where.value(plain(body), 'text')}`)
  if (area !== undefined) where.add(`${where.value(plain(area), 'text')} = ANY(c.areas)`)
  if (holder === 'none') where.add('c.holder IS NULL')
  else if (holder !== undefined) where.add(`c.holder = ${where.value(plain(holder), 'text')}`)
  if (dueBefore !== undefined) where.add(`${table.due} < ${where.value(plain(dueBefore), 'text')}`)
  if (ids) where.add(`c.id = ANY(${where.value(ids, 'uuid[]')})`)
  for (const word of wordsOf(words)) where.add(`strpos(${HAYSTACK}, ${where.value(word, 'text')}) > 0`)
  return where
}

const HAYSTACK = `lower(concat_ws(E'\\n', c.number, c.title, c.applicant))`

const wordsOf = (words = ''): string[] => plain(words).toLowerCase().split(/\s+/).filter(Boolean)
