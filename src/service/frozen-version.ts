/** What a check code stands for: made at submission, made again whenever a print is checked. */
import type { SubmissionRecord } from '../ports/store.ts'

/** The parts of a submission that its check code vouches for. */
export function frozenVersion({
  number,
  programmeHash,
  draftRevision,
  entries,
}: Pick<SubmissionRecord, 'number' | 'programmeHash' | 'draftRevision' | 'entries'>) {
  return { number, programmeHash, revision: draftRevision, entries }
}
