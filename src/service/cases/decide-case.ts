/** What an act on an application or a project comes to: the row after it, and what is to be done besides. Pure. */
import type { ApplicationAct, ApplicationRules } from '../../casework/application-acts.ts'
import { applicationLife } from '../../casework/application-life.ts'
import type { ApplicationRecord, CaseAct, CaseRecord, ProjectRecord } from '../../casework/case.ts'
import { type Actor, type Effect, isRefused, type SharedAct, takeAct, type Why } from '../../casework/life.ts'
import { isQuiet, quietUntil } from '../../casework/notices.ts'
import type { KeptProject, ProjectAct, ProjectRules } from '../../casework/project-acts.ts'
import { clockOf } from '../../casework/project-clock.ts'
import { lastDayOf } from '../../casework/project-dates.ts'
import { beginProject, projectLife } from '../../casework/project-life.ts'
import type { Programme } from '../../programme/schema.ts'

/** Who does what, and when. */
export interface Deed<A = CaseAct> {
  act: A
  by: Actor
  at: Date
}

/** An act that was taken. */
export interface Taken<R extends CaseRecord = CaseRecord> extends Deed {
  before: R
  record: R
  /** the act that takes effect: where a second officer confirms, what the first one proposed */
  done: CaseAct
  effects: Effect[]
}

export type Decision<R extends CaseRecord> = Taken<R> | { refused: Why }

export const isRefusal = <R extends CaseRecord>(decision: Decision<R>): decision is { refused: Why } =>
  'refused' in decision

export function takeOnApplication(
  before: ApplicationRecord,
  deed: Deed<ApplicationAct | SharedAct>,
  rules: ApplicationRules,
): Decision<ApplicationRecord> {
  const decision = takeAct(applicationLife, before.kept, deed, rules)
  if (isRefused(decision)) return decision
  const { kept, effects } = decision
  const done = inEffect(before, deed)
  const isApproved = kept.state === 'approved' && done.type === 'approve'
  const record: ApplicationRecord = {
    ...moved(before, deed.at),
    kept,
    holder: applicationLife.holderOf(kept, rules),
    document: isApproved ? (done.document ?? null) : before.document,
  }
  return { ...deed, before, record, done, effects }
}

/** @throws when the programme has no projects */
export function takeOnProject(
  before: ProjectRecord,
  deed: Deed<ProjectAct | SharedAct>,
  programme: Programme,
): Decision<ProjectRecord> {
  const rules = projectRules(programme)
  const decision = takeAct(projectLife, before.kept, deed, rules)
  if (isRefused(decision)) return decision
  const { kept, effects } = decision
  const certificate = effects.find((effect) => effect.type === 'certificate')?.number ?? before.certificate
  const record = { ...moved(before, deed.at), ...placed(kept, rules, deed.at), certificate }
  return { ...deed, before, record, done: inEffect(before, deed), effects }
}

/** The project that an approved application becomes; its recommending body is its guarantor. */
export function projectOf(application: ApplicationRecord, id: string, at: Date, programme: Programme) {
  const rules = projectRules(programme)
  const kept = beginProject(rules, at)
  const { number, draftId, programmeId, programmeHash, body, areas, title, applicant } = application
  const project: ProjectRecord = {
    kind: 'project',
    ...{ id, number, draftId, programmeId, programmeHash, body, areas, title, applicant },
    ...placed(kept, rules, at),
    document: application.document,
    conversationId: application.conversationId,
    applicationId: application.id,
    approvedOn: kept.context.term.approved,
    certificate: null,
    version: 0,
    lastAt: at,
  }
  return project
}

/** The rules of a programme with projects. @throws when it has none */
export function projectRules(programme: Programme): ProjectRules {
  const { project } = programme
  if (!project) throw new Error(`The programme ${programme.id} has no projects: see "project" of its folder`)
  return { ...programme, project }
}

/** When the clock has to look at a project next: a warning waits out the night, the end of a term does not. */
export function lookAt(kept: KeptProject, rules: ProjectRules, now: Date): Date | null {
  const { next } = clockOf(kept, rules, now)
  if (!next || clockOf(kept, rules, next).due !== 'warn' || !isQuiet(rules.timezone, next)) return next
  return quietUntil(rules.timezone, next)
}

const placed = (kept: KeptProject, rules: ProjectRules, at: Date) => ({
  kept,
  holder: projectLife.holderOf(kept, rules),
  endsOn: lastDayOf(rules, kept.context.term).day,
  nextAt: lookAt(kept, rules, at),
})

const moved = <R extends CaseRecord>(before: R, at: Date): R => ({
  ...before,
  version: before.version + 1,
  lastAt: at,
})

const inEffect = ({ kept }: CaseRecord, { act }: Deed): CaseAct =>
  act.type === 'confirm' ? (kept.awaiting?.act ?? act) : act
