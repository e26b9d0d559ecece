/** Applications of drafts that were handed in before applications were kept: each begins as it was received. */
import { beginApplication } from '../../casework/application-life.ts'
import type { ApplicationRecord } from '../../casework/case.ts'
import { startOfDay, windowAt } from '../../casework/window.ts'
import type { DraftRecord, SubmissionRecord } from '../../ports/store.ts'
import type { Programme } from '../../programme/schema.ts'
import { entryKey } from '../enquiries/decider.ts'
import { factsOfApplication } from './application-facts.ts'
import { changeOf } from './case-change.ts'
import { speakingOf } from './case-tells.ts'
import { isRefusal, takeOnApplication } from './decide-case.ts'
import type { CaseDeps } from './deps.ts'

const BATCH = 100

/** Nobody is told: they know that they handed in, and the offices find it in their lists. @returns how many began */
export async function beginOldCases(deps: CaseDeps): Promise<number> {
  let begun = 0
  for (;;) {
    const drafts = await deps.store.cases.withoutCase(BATCH)
    const before = begun
    for (const id of drafts) if (await beginOld(id, deps)) begun++
    if (begun === before) return begun
  }
}

async function beginOld(draftId: string, deps: CaseDeps): Promise<boolean> {
  const { store } = deps
  const found = await store.drafts.find(draftId)
  const submission = found?.draft.submission && (await store.submissions.find(found.draft.submission.number))
  if (!submission) return false
  const before = await recordOf(found, submission, deps)
  const { programme } = await deps.libraries.pinned(submission.programmeHash)
  const act = { type: 'submit' as const, ...begunIn(programme, submission.receivedAt) }
  const by = { role: 'applicant', id: draftId } as const
  const taken = takeOnApplication(before, { act, by, at: submission.receivedAt }, programme)
  if (isRefusal(taken))
    throw new Error(`${submission.number} was received and cannot be taken over: ${taken.refused}`)
  const record = { ...taken.record, version: 0 }
  const around = {
    event: entryKey('old', submission.id),
    channel: null,
    programme,
    isNew: true,
    quietly: true,
  }
  const { change } = await changeOf({ ...taken, record }, around, deps)
  return store.cases.write(change)
}

async function recordOf(
  { draft, programmeId }: DraftRecord,
  { id, number, programmeHash, entries, receivedAt }: SubmissionRecord,
  { store, libraries, ids }: CaseDeps,
): Promise<ApplicationRecord> {
  const library = await libraries.pinned(programmeHash)
  const holder = speakingOf(await store.drafts.holders(draft.id))
  const kept = beginApplication(receivedAt)
  return {
    kind: 'application',
    ...{
      id: ids.next(),
      number,
      draftId: draft.id,
      programmeId,
      programmeHash,
      submissionId: id,
      receivedAt,
    },
    ...factsOfApplication(library, { ...draft, entries }, { number, at: receivedAt }),
    ...{ kept, holder: null, document: null, paper: null, version: 0, lastAt: receivedAt },
    // of a draft that nobody holds any more it is nobody's
    conversationId: holder?.id ?? draft.id,
  }
}

/** What was received was in time: outside the window it had been begun within. */
function begunIn(programme: Programme, receivedAt: Date): { begunAt?: string } {
  const { closes, opens } = programme.window ?? {}
  const day = windowAt(programme, receivedAt) === 'closed' ? closes : opens
  if (day === undefined || windowAt(programme, receivedAt) === 'open') return {}
  return { begunAt: startOfDay(programme, day).toISOString() }
}
