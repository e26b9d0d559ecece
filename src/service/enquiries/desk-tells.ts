/** What askers and officers are told: activities for the conversation of the one and every desk of the others. */

import type { ShellEvent } from '../../conversation/types.ts'
import type { AskerNews, DeskNews } from '../../enquiry/enquiry.ts'
import type { Outcome } from '../../enquiry/outcome.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { Clock, Ids } from '../../ports/outside.ts'
import type { StoredActivity } from '../../ports/store.ts'

interface Deps {
  ids: Ids
  clock: Clock
}

/** Tells each officer the news that is for that one. `key` is that of the occasion. */
export function deskTells(
  desks: Outcome['desks'],
  key: string,
  officers: readonly OfficerRecord[],
  deps: Deps,
): StoredActivity[] {
  return desks.flatMap(({ officerId, news }) =>
    tellDesks(
      // whoever was withdrawn hears no more of enquiries
      officers.filter(({ id, active }) => id === officerId && active),
      news,
      key,
      deps,
    ),
  )
}

/** Tells these officers in every chat and mailbox bound to their accounts. */
export const tellDesks = (
  officers: readonly OfficerRecord[],
  news: DeskNews,
  key: string,
  deps: Deps,
): StoredActivity[] =>
  officers.flatMap(({ channels }) =>
    channels.map(({ conversationId }) =>
      tellingOf(conversationId, `desk:${news.type}:${key}`, { type: 'desk', news }, deps),
    ),
  )

/** Tells whoever asked, in the conversation that wrote last. */
export const askerTell = (conversationId: string, key: string, news: AskerNews, deps: Deps): StoredActivity =>
  tellingOf(conversationId, `enquiry:${news.type}:${key}`, { type: 'enquiry', news }, deps)

/** An event left for a conversation. */
export function tellingOf(
  conversationId: string,
  dedupeKey: string,
  event: ShellEvent,
  { ids, clock }: Deps,
): StoredActivity {
  const activity = { kind: 'event' as const, event }
  return { id: ids.next(), conversationId, dedupeKey, activity, receivedAt: clock.now() }
}
