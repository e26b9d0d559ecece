/** Deletes what a person said and held because the office says so; the turn that does it tells the person why. */
import type { Clock, Ids } from '../../ports/outside.ts'
import type { ConversationRecord, Store } from '../../ports/store.ts'
import { canNotify } from '../channel-kinds.ts'
import type { TurnRunner } from '../run-turn.ts'

export interface EraseDeps {
  store: Pick<Store, 'load'>
  turns: Pick<TurnRunner, 'run'>
  clock: Clock
  ids: Ids
}

/**
 * One turn for each group of linked conversations; the others of the group go with it.
 * @param conversations everything of the person, see `around`
 * @returns how many conversations were emptied
 */
export async function erasePerson(
  conversations: readonly ConversationRecord[],
  why: 'asked' | 'kept-long-enough',
  { turns, clock, ids }: EraseDeps,
): Promise<number> {
  const groups = Map.groupBy(conversations, ({ id, personId }) => personId ?? id)
  for (const group of groups.values()) {
    const here =
      group.find(({ noticesHere }) => noticesHere) ?? group.find(({ channel }) => canNotify(channel))
    const { id: conversationId = '' } = here ?? group[0] ?? {}
    const id = ids.next()
    const activity = { kind: 'event' as const, event: { type: 'erase-ordered' as const, why } }
    await turns.run({ id, conversationId, dedupeKey: `erase-${id}`, activity, receivedAt: clock.now() })
  }
  return conversations.length
}
