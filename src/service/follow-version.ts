/** Which version of its programme a conversation goes on with. */
import type { Draft } from '../conversation/types.ts'
import type { ConversationRecord, DraftStore } from '../ports/store.ts'
import type { Libraries } from './libraries.ts'
import type { Decided } from './turn-record.ts'

interface Deps {
  store: { drafts: Pick<DraftStore, 'follow'> }
  libraries: Pick<Libraries, 'amendmentOf'>
}

/** Where nothing was answered, the version in force is gone on with at once; true when the conversation has to be loaded again. */
export async function followVersion(
  { id, draft, programmeHash: from, officerId }: ConversationRecord,
  { store, libraries }: Deps,
): Promise<boolean> {
  if (officerId !== null || (draft && !isUntouched(draft))) return false
  const amendment = libraries.amendmentOf(from)
  if (!amendment) return false
  await store.drafts.follow(id, { from, to: amendment.library.programme.hash })
  return true
}

const isUntouched = ({ entries, submission, case: kept, form }: Draft): boolean =>
  Object.keys(entries).length === 0 && !submission && !kept && !form

/** The draft has been fitted to the other version by the turn itself; all who hold it follow. */
export const versionMoved = (
  turn: Decided,
  { programmeHash: from }: ConversationRecord,
  to: string,
): Decided => ({
  ...turn,
  beyond: { type: 'move-draft', draftId: turn.before.id, from, to },
})
