/** Enquiries merged into another go where it goes and are answered with it. */
import { fromTo } from './decide-moves.ts'
import { answered, closed } from './decide-officer.ts'
import type { AskerNews, Enquiry } from './enquiry.ts'
import type { ByOfficer, OfficerAct } from './officer-act.ts'
import { after, type Context, entryOf, type Outcome } from './outcome.ts'

/**
 * What an officer's act on the head does to one merged into it; null: nothing. Closed and erased ones are left alone.
 * `head`: the head after the act.
 */
export function alongside(
  merged: Enquiry,
  head: Outcome,
  act: OfficerAct,
  author: ByOfficer,
  context: Context,
): Outcome | null {
  if (merged.status !== 'open' && merged.status !== 'answered') return null
  const [entry] = head.entries
  const changes = changesBy(act, merged, head.enquiry, context)
  if (!entry || !changes) return null
  const next = after(merged, changes, context)
  const { text, data } = entry
  const files = data.files ? { files: data.files } : {}
  const places = act.type === 'answer' || act.type === 'close' ? {} : fromTo(merged, next)
  const line = { text, ...files, ...places, other: head.enquiry.number }
  return {
    enquiry: next,
    entries: [entryOf(next, entry.kind, author, context, line)],
    asker: merged.status === 'answered' && act.type === 'reassign' ? null : sameNews(head.asker, merged),
    desks: [],
  }
}

function changesBy(
  { type }: OfficerAct,
  merged: Enquiry,
  { contact, holderId, deputyId }: Enquiry,
  context: Context,
): Partial<Enquiry> | null {
  switch (type) {
    case 'answer':
      return answered(merged, context)
    case 'close':
      return closed(context)
    case 'reassign':
      return { contact, holderId, deputyId }
    case 'hand-over':
    case 'take':
      return { holderId, deputyId }
    default:
      return null
  }
}

/** The same words under the asker's own number, and with the own promise. */
function sameNews(news: AskerNews | null, { number, dueAt }: Enquiry): AskerNews | null {
  if (!news || !('number' in news)) return null
  if (news.type === 'moved') return { ...news, number, dueAt: dueAt?.toISOString() ?? null }
  return { ...news, number } as AskerNews
}
