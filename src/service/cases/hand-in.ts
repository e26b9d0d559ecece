/** An application handed in: for the first time, after it was taken back, or mended after a return. */
import { isDeepStrictEqual } from 'node:util'
import type { ApplicationAct } from '../../casework/application-acts.ts'
import { beginApplication } from '../../casework/application-life.ts'
import type { ApplicationRecord } from '../../casework/case.ts'
import { windowAt } from '../../casework/window.ts'
import type { Draft } from '../../conversation/types.ts'
import { factsOf } from '../../conversation/world.ts'
import type { SubmissionRecord } from '../../ports/store.ts'
import type { Programme } from '../../programme/schema.ts'
import { goesDirectly } from '../../programme/steps.ts'
import type { Entries } from '../../programme/values.ts'
import { documentAddress } from '../document-address.ts'
import { frozenVersion } from '../frozen-version.ts'
import { applicationNumber } from '../numbering.ts'
import { applicantOf, aroundOf, type CaseOutcome, draftCaseOf, type Here, refusal } from './applicant-side.ts'
import { factsOfApplication } from './application-facts.ts'
import { changeOf } from './case-change.ts'
import { isRefusal, takeOnApplication } from './decide-case.ts'
import type { CaseDeps } from './deps.ts'

export async function handIn(here: Here, deps: CaseDeps): Promise<CaseOutcome> {
  const { draft, library, receivedAt: at } = here
  const known = await deps.store.cases.applicationOf(draft.id)
  const before = known ?? begun(here, deps)
  const deed = { act: await actOf(before, here, deps), by: applicantOf(draft), at }
  const taken = takeOnApplication(before, deed, library.programme)
  if (isRefusal(taken)) return refusal(taken.refused, known, here)
  const mended = taken.act.type === 'resubmit'
  const number = mended
    ? `${before.number}-${taken.record.kept.context.version}`
    : await nextNumber(library.programme, deps)
  const submission = submissionOf(here, number, deps)
  const record: ApplicationRecord = {
    ...taken.record,
    ...factsOfApplication(library, draft, { number, at }),
    number: mended ? before.number : number,
    ...{ submissionId: submission.id, receivedAt: at, conversationId: here.conversation.id },
    // what has come on paper is not this version
    paper: null,
    version: known ? taken.record.version : 0,
  }
  const around = { ...aroundOf(here, deps), isNew: !known }
  const { change } = await changeOf({ ...taken, record }, around, deps)
  return settled(submission, { ...draft, case: draftCaseOf(record, null) }, change, deps)
}

/** The submission as it is reported, with what is written beside it. */
export function settled(
  submission: SubmissionRecord,
  draft: Draft,
  change: CaseOutcome['change'],
  { sealer }: CaseDeps,
): CaseOutcome {
  const { number, checkCode, receivedAt } = submission
  const href = documentAddress(sealer, checkCode)
  const event = { type: 'submitted' as const, number, checkCode, href, at: receivedAt.toISOString() }
  return { event, draft, submission, change, refused: false }
}

/** The draft frozen under a number. */
export function submissionOf(
  { draft, library: { programme }, receivedAt }: Here,
  number: string,
  { ids, sealer }: CaseDeps,
): SubmissionRecord {
  const record = {
    id: ids.next(),
    number,
    draftId: draft.id,
    draftRevision: draft.revision,
    programmeId: programme.id,
    programmeHash: programme.hash,
    entries: draft.entries,
    receivedAt,
  }
  return { ...record, checkCode: sealer.checkCode(frozenVersion(record)) }
}

async function nextNumber({ id, numbering }: Programme, { store }: CaseDeps): Promise<string> {
  return applicationNumber(numbering.application, await store.submissions.nextNumber(id))
}

/** An application before it is handed in; what is empty here is filled in then. */
function begun({ conversation, draft, library, receivedAt }: Here, { ids }: CaseDeps): ApplicationRecord {
  const { id: programmeId, hash: programmeHash } = library.programme
  return {
    kind: 'application',
    ...{ id: ids.next(), number: '', draftId: draft.id, programmeId, programmeHash, submissionId: '' },
    ...{ title: '', applicant: '', body: null, areas: [], kept: beginApplication(receivedAt), holder: null },
    ...{ document: null, paper: null, receivedAt, lastAt: receivedAt, version: 0 },
    conversationId: conversation.id,
  }
}

async function actOf(
  { kept }: ApplicationRecord,
  { before, draft, library, state, receivedAt }: Here,
  { store }: CaseDeps,
): Promise<ApplicationAct> {
  if (kept.state === 'returned') {
    const counting = before.submission && (await store.submissions.find(before.submission.number))
    const named = (kept.context.returned?.fields ?? []).map(({ field }) => field)
    return {
      type: 'resubmit',
      changed: changed(library.programme, counting?.entries ?? {}, draft.entries, named),
    }
  }
  const begunAt = state.memory.submitBegunAt
  const isLate = windowAt(library.programme, receivedAt) !== 'open' && begunAt !== undefined
  const direct = goesDirectly(factsOf({ programme: library.programme, draft, at: receivedAt }))
  return { type: 'submit', ...(isLate ? { begunAt } : {}), ...(direct ? { direct } : {}) }
}

/** Ids of the fields of the form that differ. What is not printed, such as a scan, is no part of it unless it is named. */
function changed({ sections }: Programme, was: Entries, is: Entries, named: readonly string[]): string[] {
  return sections
    .flatMap(({ fields }) => fields)
    .filter(({ id, print }) => print !== false || named.includes(id))
    .filter(({ id }) => !isDeepStrictEqual(was[id]?.value, is[id]?.value))
    .map(({ id }) => id)
}
