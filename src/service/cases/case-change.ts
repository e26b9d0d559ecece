/** Everything that an act on a case writes, as one change. */
import type { CaseEvent, ProjectRecord } from '../../casework/case.ts'
import { heldActs } from '../../casework/held-acts.ts'
import type { IssuedData, IssuedKind, IssuedRecord } from '../../casework/issued.ts'
import type { Effect } from '../../casework/life.ts'
import { dateIn } from '../../casework/window.ts'
import type { CaseChange } from '../../ports/cases.ts'
import type { Programme } from '../../programme/schema.ts'
import { type Occasion, tellingsOf } from './case-tells.ts'
import { projectOf, type Taken } from './decide-case.ts'
import type { CaseDeps } from './deps.ts'
import { issue } from './issue.ts'

export interface Circumstances {
  /** id of the event by which the act is known when it comes again */
  event: string
  /** by which it came; null: the clock */
  channel: string | null
  programme: Programme
  /** the case begins with it */
  isNew?: boolean
  /** nobody is told: it is told later, or by the turn itself */
  quietly?: boolean
}

/** What one act writes, and what the applicant can be told of it. */
export interface Changed {
  change: CaseChange
  occasion: Occasion
  /** the project that begins with it */
  project: ProjectRecord | null
}

export async function changeOf(taken: Taken, around: Circumstances, deps: CaseDeps): Promise<Changed> {
  const { event, programme, isNew = false, quietly = false } = around
  const project = begunBy(taken, programme, deps)
  const issued = await papersOf(taken, programme, deps)
  const occasion = { taken, event, programme, issued, begunUntil: project?.endsOn ?? null }
  const rows = [{ record: taken.record, isNew }, ...(project ? [{ record: project, isNew: true }] : [])]
  const change: CaseChange = {
    ...NOTHING,
    cases: rows,
    events: [eventOf(taken, around)],
    issued,
    withdrawn: await withdrawnBy(taken, deps),
    remarksSent: await sentWith(taken, deps),
    tell: quietly ? [] : await tellingsOf(occasion, deps),
  }
  return { change, occasion, project }
}

/** A change that changes nothing yet. */
export const NOTHING: CaseChange = {
  type: 'case',
  ...{ cases: [], events: [], issued: [], withdrawn: [], remarksSent: [], files: [], form: null, tell: [] },
}

/** The line of the record for an act. */
export function eventOf(
  { record, by, at, act }: Pick<Taken, 'record' | 'by' | 'at' | 'act'>,
  { event, channel }: Pick<Circumstances, 'event' | 'channel'>,
): CaseEvent {
  const officer = by.role === 'officer' ? by : null
  return {
    ...{ id: event, caseId: record.id, kind: record.kind, at, by: by.role, channel, act },
    officerId: officer?.id ?? null,
    tier: officer?.tier ?? null,
  }
}

const has = (taken: Taken, type: Effect['type']): boolean => taken.effects.some((one) => one.type === type)

function begunBy(taken: Taken, programme: Programme, { ids }: CaseDeps): ProjectRecord | null {
  const { record, at } = taken
  if (record.kind !== 'application' || !has(taken, 'begin-project')) return null
  return projectOf(record, ids.next(), at, programme)
}

async function papersOf(
  { record, effects, done, at }: Taken,
  programme: Programme,
  deps: CaseDeps,
): Promise<IssuedRecord[]> {
  if (record.kind !== 'project') return []
  const order = (kind: IssuedKind, number: string | null, more: Partial<IssuedData> = {}) => {
    const { id: caseId, programmeId, programmeHash } = record
    const data = { ...dataOf(record, done), ...more }
    return issue({ kind, programmeId, programmeHash, caseId, number, data, at }, deps)
  }
  const issued: IssuedRecord[] = []
  for (const effect of effects)
    if (effect.type === 'letter') issued.push(order(effect.of, null))
    else if (effect.type === 'certificate')
      issued.push(order('certificate', effect.number, { decidedOn: await passedOn(record, programme, deps) }))
  return issued
}

/** The day on which acceptance was passed. */
async function passedOn({ id }: ProjectRecord, programme: Programme, { store }: CaseDeps) {
  const evaluated = heldActs('evaluate', await store.cases.events(id), programme)
  const passed = evaluated.findLast(({ act }) => act.passed)
  return passed ? dateIn(programme, passed.at) : null
}

/** What a paper about a project says. The decision it rests on is the act, where that names one. */
function dataOf(project: ProjectRecord, done: Taken['done']): IssuedData {
  const { number, title, applicant, body, areas, approvedOn, endsOn, document } = project
  return {
    ...{ number, title, applicant, body, areas, approvedOn, endsOn },
    document: 'document' in done && done.document !== undefined ? done.document : document,
    reason: 'reason' in done && done.reason !== undefined ? done.reason : null,
  }
}

/** Whoever is reinstated was not terminated: that letter holds no more. */
async function withdrawnBy({ record, effects }: Taken, { store }: CaseDeps): Promise<string[]> {
  if (!effects.some((effect) => effect.type === 'letter' && effect.of === 'reinstatement')) return []
  const issued = await store.cases.issued(record.id)
  return issued
    .filter(({ kind, withdrawnAt }) => kind === 'termination' && withdrawnAt === null)
    .map(({ id }) => id)
}

/** Remarks of the tier on the fields that are returned. */
async function sentWith({ record, done, by }: Taken, { store }: CaseDeps): Promise<string[]> {
  if (done.type !== 'return' || by.role !== 'officer') return []
  const fields = new Set(done.fields.map(({ field }) => field))
  const remarks = await store.cases.remarks(record.id)
  return remarks
    .filter(({ doneAt, tier, field }) => doneAt === null && tier === by.tier && fields.has(field))
    .map(({ id }) => id)
}
