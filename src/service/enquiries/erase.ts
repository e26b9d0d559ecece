/** Deletes what a person said and held, on every linked channel, but for what stays on record. */
import type { Enquiry } from '../../enquiry/enquiry.ts'
import { isRefusal } from '../../enquiry/outcome.ts'
import type { EraseChange } from '../../ports/desk.ts'
import type { ConversationRecord } from '../../ports/store.ts'
import { changeOf } from './change-of.ts'
import { type Decided, Decider, type EnquiryDeps } from './decider.ts'

/** `kept`: numbers of the applications that stay, because they were handed in. */
export interface Erased {
  event: { type: 'erased'; kept: string[] }
  change: EraseChange
}

/** @param conversations every one of the person, `here` included */
export async function eraseAll(
  here: ConversationRecord,
  conversations: string[],
  deps: EnquiryDeps,
): Promise<Erased> {
  const { kept, drafts } = await draftsOf(conversations, deps)
  const enquiries = await deps.store.enquiries.ofConversations(conversations)
  const decided = await emptied(here, enquiries, deps)
  const change = changeOf(decided, deps)
  return {
    event: { type: 'erased', kept },
    change: { type: 'erase', conversations, drafts, enquiries: change },
  }
}

/** Drafts that were handed in stay as they are, and so do the later forms of an application; the others go. */
async function draftsOf(conversations: readonly string[], { store }: EnquiryDeps) {
  const loaded = await Promise.all(conversations.map((id) => store.load(id)))
  const held = new Map(loaded.flatMap((one) => (one?.draft ? [[one.draft.id, one.draft] as const] : [])))
  const kept: string[] = []
  const drafts: string[] = []
  for (const { id, form, case: known } of held.values()) {
    const history = await store.submissions.history(id)
    if (history.length === 0 && !form) drafts.push(id)
    kept.push(...(form && known ? [known.number] : []), ...history.map(({ number }) => number))
  }
  return { kept: [...new Set(kept)], drafts }
}

async function emptied(
  { channel }: ConversationRecord,
  enquiries: readonly Enquiry[],
  deps: EnquiryDeps,
): Promise<Decided> {
  const decider = new Decider(deps)
  const author = { by: 'asker' as const, channel }
  const all: Decided = { outcomes: [], staff: await decider.staff() }
  for (const enquiry of enquiries) {
    const decided = await decider.asker(enquiry, { type: 'erase' }, author)
    if (!isRefusal(decided)) all.outcomes.push(...decided.outcomes)
  }
  return { ...all, outcomes: onceEach(all.outcomes) }
}

/** One that is let go of by its head and erased itself is only erased. */
function onceEach(outcomes: Decided['outcomes']): Decided['outcomes'] {
  const isErased = ({ enquiry }: Decided['outcomes'][number]) => enquiry.status === 'erased'
  const erased = new Set(outcomes.filter(isErased).map(({ enquiry }) => enquiry.id))
  return outcomes.filter((one) => isErased(one) || !erased.has(one.enquiry.id))
}
