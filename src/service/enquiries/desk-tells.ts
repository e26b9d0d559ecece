/** What askers and officers are told: activities for the conversation of the one and every desk of the others. */

import type { ShellEvent } from '../../conversation/types.ts'
import type { AskerNews } from '../../enquiry/enquiry.ts'
import type { Outcome } from '../../enquiry/outcome.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { Clock, Ids } from '../../ports/outside.ts'
import type { StoredActivity } from '../../ports/store.ts'

interface Deps {
  ids: Ids
  clock: Clock
}

/** Tells an officer in every chat and mailbox bound to the account. `key` is that of the occasion. */
export function deskTells(
  desks: Outcome['desks'],
  key: string,
  officers: readonly OfficerRecord[],
  deps: Deps,
): StoredActivity[] {
  return desks.flatMap(({ officerId, news }) => {
    // whoever was withdrawn hears no more of enquiries
    const officer = officers.find(({ id, active }) => id === officerId && active)
    return (officer?.channels ?? []).map(({ conversationId }) =>
      tellingOf(conversationId, `desk:${news.type}:${key}`, { type: 'desk', news }, deps),
    )
  })
}

/** Tells whoever asked, in the conversation that wrote last. */
export const askerTell = (conversationId: string, key: string, news: AskerNews, deps: Deps): StoredActivity =>
  tellingOf(conversationId, `enquiry:${news.type}:${key}`, { type: 'enquiry', news }, deps)

function tellingOf(
  conversationId: string,
  dedupeKey: string,
  event: ShellEvent,
  { ids, clock }: Deps,
): StoredActivity {
  const activity = { kind: 'event' as const, event }
  return { id: ids.next(), conversationId, dedupeKey, activity, receivedAt: clock.now() }
}
