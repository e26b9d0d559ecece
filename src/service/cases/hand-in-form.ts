/** A later form of an application handed in, such as for acceptance: on the record of the project, with the act that it is. */
import type { CaseEvent, ProjectRecord } from '../../casework/case.ts'
import type { Effect } from '../../casework/life.ts'
import type { CaseChange } from '../../ports/cases.ts'
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
import { changeOf, eventOf } from './case-change.ts'
import { type Decision, isRefusal, takeOnProject } from './decide-case.ts'
import type { CaseDeps } from './deps.ts'
import { settled, submissionOf } from './hand-in.ts'

type Form = NonNullable<Programme['form']>

export async function handInForm(here: Here, deps: CaseDeps): Promise<CaseOutcome> {
  const { draft, library } = here
  const { form } = library.programme
  const { application, project } = await casesOf(draft, deps)
  if (!application || !project || !form) return refusal('not-now', application, here)
  const { programme } = await deps.libraries.pinned(application.programmeHash)
  const taken = decide(form, project, programme, here)
  if (isRefusal(taken)) return refusal(taken.refused, project, here)
  const number = await numberOf(form, application.number, draft.id, deps)
  const submission = submissionOf(here, number, deps)
  const record = { ...taken.record, conversationId: here.conversation.id }
  const around = { ...aroundOf(here, deps), programme }
  const { change } = await changeOf({ ...taken, record }, around, deps)
  const events = [handedIn(form, number, record, here, deps), ...acts(form, change)]
  const kept = { ...draft, case: draftCaseOf(application, record) }
  return settled(submission, kept, { ...change, events }, deps)
}

function decide(
  { does, opens }: Form,
  before: ProjectRecord,
  programme: Programme,
  { draft, receivedAt: at }: Here,
): Decision<ProjectRecord> {
  if (!opens.some((state) => state === before.kept.state)) return { refused: 'not-now' }
  const by = applicantOf(draft)
  if (does !== 'nothing') return takeOnProject(before, { act: { type: does }, by, at }, programme)
  const act = { type: 'handed-in', form: '', submission: '' } as const
  const record = { ...before, version: before.version + 1, lastAt: at }
  return { before, record, act, done: act, by, at, effects: ARRIVED }
}

/** It is no step of the project's life, yet those who look after it hear of it. */
const ARRIVED: Effect[] = [
  { type: 'tell', to: 'authority', news: 'handed-in' },
  { type: 'tell', to: 'recommender', news: 'handed-in' },
]

/** The act that handing in is, beside that something was handed in. */
const acts = ({ does }: Form, { events }: CaseChange): CaseEvent[] => (does === 'nothing' ? [] : events)

function handedIn(
  { id: form }: Form,
  submission: string,
  record: ProjectRecord,
  here: Here,
  deps: CaseDeps,
): CaseEvent {
  const act = { type: 'handed-in' as const, form, submission }
  const deed = { record, act, by: applicantOf(here.draft), at: here.receivedAt }
  return eventOf(deed, aroundOf(here, deps))
}

/** Handed in again after it was taken back, it has a number that says so. */
async function numberOf(
  { numbering }: Form,
  application: string,
  draftId: string,
  { store }: CaseDeps,
): Promise<string> {
  const before = await store.submissions.history(draftId)
  const number = numbering.replaceAll('{application}', application)
  return before.length === 0 ? number : `${number}-${before.length + 1}`
}
