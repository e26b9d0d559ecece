/** How the work of a programme stands: by state, by area and by body, and what waits longest. */
import type { z } from 'zod'
import type { CaseKind } from '../../casework/case.ts'
import { mayOversee } from '../../casework/policy.ts'
import type { Board, boardSchema } from '../../contract/cases.ts'
import type { CaseFilter, CaseScope, CaseTally } from '../../ports/cases.ts'
import type { Programme, ProgrammeText } from '../../programme/schema.ts'
import { Failure } from '../failure.ts'
import { projectRow } from './case-rows.ts'
import { caseScopeOf } from './case-scope.ts'
import { soughtBy } from './list-cases.ts'
import { allSeen, type ReadDeps, type Reader } from './seen-case.ts'

type Bars = z.infer<typeof boardSchema>['areas']

/** Rows of what waits, and of what ends. */
const SHOWN = 10

/** @throws Failure unknown-programme, not-allowed */
export async function readBoard(reader: Reader, programmeId: string, deps: ReadDeps): Promise<Board> {
  const library = deps.libraries.find(programmeId)
  if (!library) throw new Failure('unknown-programme', { id: programmeId })
  if (!mayOversee(reader, 'oversee', programmeId)) throw new Failure('not-allowed')
  const { programme } = library
  const { text } = library.speech(reader.locale)
  const { cases } = deps.store
  const scope = caseScopeOf(reader)
  const [tallies, waiting, ending, overdue] = await Promise.all([
    cases.board(scope, programmeId),
    waitingFor(scope, programme, deps),
    endingNext(reader, programmeId, deps),
    countOverdue(reader, programmeId, deps),
  ])
  return {
    at: deps.clock.now().toISOString(),
    applications: countsOf(tallies, 'application'),
    projects: countsOf(tallies, 'project'),
    areas: barsOf(
      tallies,
      'area',
      programme.areas.map(({ id }) => id),
      text.areas,
    ),
    bodies: barsOf(
      tallies,
      'body',
      programme.recommenders.map(({ id }) => id),
      text.recommenders,
    ),
    ...{ waiting, ending, overdueReturns: overdue },
  }
}

/** Every case stands in one row of the bodies, those without one included. */
function countsOf(tallies: readonly CaseTally[], kind: CaseKind): Board['applications'] {
  const counts = new Map<string, number>()
  for (const one of tallies)
    if (one.kind === kind && one.by === 'body')
      counts.set(one.state, (counts.get(one.state) ?? 0) + one.count)
  return [...counts]
    .map(([state, count]) => ({ state, count }))
    .toSorted((a, b) => (a.state < b.state ? -1 : 1))
}

/** Of everything that the authority has to act on, what has waited longest. */
async function waitingFor(
  scope: CaseScope,
  { id: programmeId, tiers }: Programme,
  { store }: ReadDeps,
): Promise<Board['waiting']> {
  const filter: CaseFilter = { programmeId, holder: tiers.at(-1) ?? '' }
  const page = { limit: SHOWN, first: 'longest' as const }
  const [applications, projects] = await Promise.all([
    store.cases.applications(scope, filter, page),
    store.cases.projects(scope, filter, page),
  ])
  return [...applications, ...projects]
    .toSorted((a, b) => (a.kept.since < b.kept.since ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ id, kind, number, title, kept }) => ({
      id,
      kind,
      number,
      title,
      state: kept.state,
      since: kept.since,
    }))
}

/** Projects whose term ends next, those over included. */
async function endingNext(reader: Reader, programme: string, deps: ReadDeps): Promise<Board['ending']> {
  const { scope, filter } = soughtBy(reader, 'project', { programme, endsWithin: FAR }, deps)
  const found = await deps.store.cases.projects(scope, filter, { limit: SHOWN, first: 'ending' })
  return (await allSeen(reader, found, deps)).map(projectRow)
}
/** Days; later ends are no news yet. */
const FAR = 365

async function countOverdue(reader: Reader, programme: string, deps: ReadDeps): Promise<number> {
  const { scope, filter } = soughtBy(reader, 'application', { programme, overdue: true }, deps)
  const counts = await deps.store.cases.counts('application', scope, filter)
  return counts.find(({ state }) => state === 'returned')?.count ?? 0
}

/** One bar for each that the folder has, in its order, then those that it has no more; the ones without last. */
function barsOf(
  tallies: readonly CaseTally[],
  by: CaseTally['by'],
  order: readonly string[],
  labels: ProgrammeText['areas'],
): Bars {
  const cells = tallies.filter((one) => one.by === by)
  const others = [...new Set(cells.map(({ id }) => id))].filter((id) => id === null || !order.includes(id))
  const ids = [...order, ...others.toSorted((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))]
  return ids.map((id) => ({
    id,
    label: id === null ? '' : (labels[id] ?? id),
    counts: Object.fromEntries(
      cells
        .filter((cell) => cell.id === id)
        .map(({ kind, state, count }) => [kind === 'project' ? `project:${state}` : state, count]),
    ),
  }))
}
