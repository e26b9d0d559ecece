/** The officers' lists of applications and projects: filters, pages and counts, each officer's own view. */
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { CaseKind, CaseRecord } from '../../casework/case.ts'
import { mayOversee } from '../../casework/policy.ts'
import { projectMachine } from '../../casework/project-life.ts'
import { dateIn } from '../../casework/window.ts'
import type { applicationListSchema, caseQuerySchema, projectListSchema } from '../../contract/cases.ts'
import type { CaseFilter, CasePage, CaseScope } from '../../ports/cases.ts'
import type { Programme } from '../../programme/schema.ts'
import { readCursor, writeCursor } from '../enquiries/list-enquiries.ts'
import { Failure } from '../failure.ts'
import { isId } from '../officers/accounts.ts'
import { applicationRow, projectRow } from './case-rows.ts'
import { caseScopeOf, ownTurnsOf } from './case-scope.ts'
import { allSeen, type ReadDeps, type Reader, type Seen } from './seen-case.ts'

export type CaseQuery = z.infer<typeof caseQuerySchema>

/** What an officer sees of a kind, and what of that a query means. */
export interface Sought {
  scope: CaseScope
  filter: CaseFilter
}

/** @throws Failure unknown-programme, not-allowed */
export function soughtBy(
  reader: Reader,
  kind: CaseKind,
  query: Omit<CaseQuery, 'limit' | 'after'>,
  { libraries, clock }: Pick<ReadDeps, 'libraries' | 'clock'>,
): Sought {
  const { programme: id, holder } = query
  const programme = libraries.find(id)?.programme
  if (!programme) throw new Failure('unknown-programme', { id })
  if (!mayOversee(reader, 'export', id)) throw new Failure('not-allowed')
  const scope = holder === 'me' ? ownTurnsOf(reader, programme.tiers) : caseScopeOf(reader)
  return { scope, filter: filterOf(kind, query, programme, clock.now()) }
}

function filterOf(
  kind: CaseKind,
  {
    programme: programmeId,
    state,
    body,
    area,
    holder,
    overdue,
    endsWithin,
    q,
    ids,
  }: Omit<CaseQuery, 'limit'>,
  programme: Programme,
  now: Date,
): CaseFilter {
  const today = dateIn(programme, now)
  return {
    programmeId,
    ...(state === undefined ? {} : { states: state.split(',') }),
    ...(body === undefined ? {} : { body }),
    ...(area === undefined ? {} : { area }),
    ...(holder === undefined || holder === 'me' ? {} : { holder }),
    ...(q === undefined ? {} : { words: q }),
    ...(ids === undefined ? {} : { ids: ids.split(',').filter(isId) }),
    ...(kind === 'application' && overdue ? overdueOn(today) : {}),
    ...(kind === 'project' ? ending(today, { overdue, endsWithin, state }) : {}),
  }
}

const overdueOn = (today: string): CaseFilter => ({ states: ['returned'], dueBefore: today })

/** States in which the end of the term matters: those in which the clock still warns. */
const RUNNING = Object.entries(projectMachine.states)
  .filter(([, state]) => state.transitions.has('warn'))
  .map(([name]) => name)

function ending(
  today: string,
  { overdue, endsWithin, state }: Pick<CaseQuery, 'overdue' | 'endsWithin' | 'state'>,
): CaseFilter {
  if (!overdue && endsWithin === undefined) return {}
  const dueBefore = overdue ? today : dayAfter(today, (endsWithin ?? 0) + 1)
  return { dueBefore, ...(state === undefined ? { states: RUNNING } : {}) }
}

const dayAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

/** One page, newest event first, with the counts of the tabs. @throws Failure */
export async function listApplications(
  reader: Reader,
  query: CaseQuery,
  deps: ReadDeps,
): Promise<z.infer<typeof applicationListSchema>> {
  const { cases } = deps.store
  const read = (sought: Sought, page: CasePage) => cases.applications(sought.scope, sought.filter, page)
  return list(reader, 'application', query, deps, { read, toRow: applicationRow })
}

/** The same of projects. @throws Failure */
export async function listProjects(
  reader: Reader,
  query: CaseQuery,
  deps: ReadDeps,
): Promise<z.infer<typeof projectListSchema>> {
  const { cases } = deps.store
  const read = (sought: Sought, page: CasePage) => cases.projects(sought.scope, sought.filter, page)
  return list(reader, 'project', query, deps, { read, toRow: projectRow })
}

interface Reading<R extends CaseRecord, Row> {
  read(sought: Sought, page: CasePage): Promise<R[]>
  toRow(seen: Seen<R>): Row
}

async function list<R extends CaseRecord, Row>(
  reader: Reader,
  kind: CaseKind,
  query: CaseQuery,
  deps: ReadDeps,
  { read, toRow }: Reading<R, Row>,
) {
  const { limit, after, state, ...others } = query
  const sought = soughtBy(reader, kind, query, deps)
  // the tabs count what the other filters leave, whichever tab is open; what waits for the reader is a tab too
  const holder = others.holder === 'me' ? undefined : others.holder
  const open = { holder, overdue: undefined, endsWithin: undefined }
  const tabs = soughtBy(reader, kind, { ...others, ...open }, deps)
  const [found, counts] = await Promise.all([
    // one more than asked for tells whether there is a next page
    read(sought, { limit: limit + 1, ...(after === undefined ? {} : { after: readCursor(after) }) }),
    deps.store.cases.counts(kind, tabs.scope, tabs.filter),
  ])
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  const rows = await allSeen(reader, page, deps)
  return { items: rows.map(toRow), next: last ? writeCursor(last) : null, counts }
}
