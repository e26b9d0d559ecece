/** Whose data are meant: by a code that only that person was given, or a number an office knows. */
import type { ConversationRecord, Store } from '../../ports/store.ts'
import { Failure } from '../failure.ts'
import { normaliseCode } from '../resume-code.ts'

type Known = Pick<Store, 'load' | 'drafts' | 'persons' | 'submissions' | 'enquiries'>

/**
 * Every conversation that is known to be of one person: linked, or holding a draft together.
 * @param key resume code, number of an application or of an enquiry, or id of a conversation
 * @throws Failure unknown-person
 */
export async function findPerson(key: string, store: Known): Promise<ConversationRecord[]> {
  const typed = key.trim()
  const begun = await begunWith(typed, store)
  if (begun.length === 0) throw new Failure('unknown-person', { key: typed })
  return around(begun, store)
}

async function begunWith(key: string, store: Known): Promise<string[]> {
  const enquiry = await store.enquiries.findByNumber(key)
  if (enquiry) return [enquiry.conversationId]
  const submission = await store.submissions.find(key)
  const draftId = submission?.draftId ?? (await store.drafts.findByCode(normaliseCode(key)))?.draft.id
  if (draftId) return (await store.drafts.holders(draftId)).map(({ id }) => id)
  const conversation = await store.load(key)
  return conversation && conversation.officerId === null ? [conversation.id] : []
}

/** Follows links and drafts until nothing new comes; an officer's desk is nobody's conversation. */
export async function around(ids: readonly string[], store: Known): Promise<ConversationRecord[]> {
  const found = new Map<string, ConversationRecord>()
  const open = [...ids]
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (found.has(id)) continue
    const conversation = await store.load(id)
    if (!conversation || conversation.officerId !== null) continue
    found.set(id, conversation)
    const linked = conversation.personId ? await store.persons.conversations(conversation.personId) : []
    const holders = conversation.draft ? await store.drafts.holders(conversation.draft.id) : []
    open.push(...[...linked, ...holders].map((one) => one.id))
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
