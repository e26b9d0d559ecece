/** A conversation that is open somewhere hears what other faces of its draft did, as a turn of its own. */
import type { Store } from '../ports/store.ts'
import type { Conversations } from './conversations.ts'

/** Takes the turn when the draft is not as the conversation last saw it. @returns the draft's id, if it has one */
export async function catchUp(
  store: Store,
  conversations: Conversations,
  conversationId: string,
): Promise<string | null> {
  const conversation = await store.load(conversationId)
  if (!conversation?.draft) return null
  const { draft, state } = conversation
  const { seen } = state.memory
  const number = draft.submission?.number ?? null
  if (seen && (seen.revision !== draft.revision || seen.submission !== number)) {
    // no client's key has a colon, so this one is ours alone
    const key = `draft:${draft.revision}:${number}`
    const activity = { kind: 'event' as const, event: { type: 'draft-changed' as const } }
    await conversations.take(conversationId, key, activity, conversation)
  }
  return draft.id
}
