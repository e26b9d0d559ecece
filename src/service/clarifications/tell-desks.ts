/** News for officers, to be taken in every chat and mailbox bound to their accounts. */
import type { DeskNews } from '../../enquiry/enquiry.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { Clock, Ids } from '../../ports/outside.ts'
import type { StoredActivity } from '../../ports/store.ts'

/** `key` tells this news from all other: the same key again has no effect. */
export function tellDesks(
  { ids, clock }: { ids: Ids; clock: Clock },
  officers: readonly OfficerRecord[],
  news: DeskNews,
  key: string,
): StoredActivity[] {
  const bound = officers.filter(({ active }) => active).flatMap(({ channels }) => channels)
  return bound.map(({ conversationId }) => ({
    id: ids.next(),
    conversationId,
    dedupeKey: key,
    activity: { kind: 'event', event: { type: 'desk', news } },
    receivedAt: clock.now(),
  }))
}
