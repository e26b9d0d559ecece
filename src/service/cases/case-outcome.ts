/** What the effects about applications and projects come to, to be written with the turn that asked for them. */
import type { ApplicantAct, ApplicationRecord, ProjectRecord } from '../../casework/case.ts'
import type { Effect } from '../../conversation/types.ts'
import type { Programme } from '../../programme/schema.ts'
import {
  applicantOf,
  aroundOf,
  type CaseOutcome,
  casesOf,
  draftCaseOf,
  type Here,
  refusal,
} from './applicant-side.ts'
import { changeOf } from './case-change.ts'
import { newsOf, ownNews } from './case-tells.ts'
import { type Decision, isRefusal, takeOnApplication, takeOnProject } from './decide-case.ts'
import type { CaseDeps } from './deps.ts'
import { handIn } from './hand-in.ts'
import { handInForm } from './hand-in-form.ts'

/** Null for an effect that has nothing to do with cases. Reads only; the turn's commit writes. */
export async function caseOutcome(effect: Effect, here: Here, deps: CaseDeps): Promise<CaseOutcome | null> {
  switch (effect.type) {
    case 'submit':
      return here.draft.form ? handInForm(here, deps) : handIn(here, deps)
    case 'recall':
      return recall(here, deps)
    case 'case-act':
      return act(effect.act, here, deps)
    default:
      return null
  }
}

/** The turn has said that it is taken back; a later form whose handing in was an act stays. */
async function recall(here: Here, deps: CaseDeps): Promise<CaseOutcome | null> {
  const { before, draft, library, receivedAt, conversation } = here
  const { application, project } = await casesOf(before, deps)
  if (before.form) {
    const does = library.programme.form?.does ?? 'nothing'
    return does === 'nothing' ? null : refusal('not-now', project, here)
  }
  // handed in before there were applications: there is nothing but the submission
  if (!application) return null
  const deed = { act: { type: 'recall' as const }, by: applicantOf(draft), at: receivedAt }
  const taken = takeOnApplication(application, deed, library.programme)
  if (isRefusal(taken)) return refusal(taken.refused, application, here)
  const record = { ...taken.record, conversationId: conversation.id }
  const { change } = await changeOf({ ...taken, record }, aroundOf(here, deps), deps)
  const kept = { ...draft, case: draftCaseOf(record, null) }
  return { event: null, draft: kept, submission: null, change, refused: false }
}

async function act(what: ApplicantAct, here: Here, deps: CaseDeps): Promise<CaseOutcome> {
  const { draft } = here
  const { application, project } = await casesOf(draft, deps)
  if (!application) return refusal('not-now', null, here)
  const { programme } = await deps.libraries.pinned(application.programmeHash)
  const taken = decide(what, application, project, { here, programme })
  if (isRefusal(taken)) return refusal(taken.refused, project ?? application, here)
  const record = { ...taken.record, conversationId: here.conversation.id }
  const around = { ...aroundOf(here, deps), programme }
  const { change, occasion } = await changeOf({ ...taken, record }, around, deps)
  const news = ownNews(occasion, deps) ?? newsOf(record, what.type, here.receivedAt)
  const kept = record.kind === 'project' ? draftCaseOf(application, record) : draftCaseOf(record, project)
  return {
    event: { type: 'case', news },
    draft: { ...draft, case: kept },
    ...{ submission: null, change, refused: false },
  }
}

/** Once there is a project, it is what the applicant acts on. */
function decide(
  what: ApplicantAct,
  application: ApplicationRecord,
  project: ProjectRecord | null,
  { here, programme }: { here: Here; programme: Programme },
): Decision<ApplicationRecord | ProjectRecord> {
  const { draft, receivedAt: at } = here
  const by = applicantOf(draft)
  if (project) return takeOnProject(project, { act: what, by, at }, programme)
  if (what.type !== 'withdraw') return { refused: 'not-now' }
  return takeOnApplication(application, { act: what, by, at }, programme)
}
