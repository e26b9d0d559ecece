/** Files that go along with a reply. */
import { mayAct } from '../../enquiry/policy.ts'
import type { ConversationRecord, Store } from '../../ports/store.ts'

export interface OpenedFile {
  name: string
  content: Uint8Array
  mediaType: string
}

/**
 * A file that was sent along in this conversation: `<enquiry>/<file>` one of a thread, a bare id one of the
 * conversation's own or of what was asked here. Null when it is gone or not for these eyes.
 */
export async function openFile(store: Store, conversationId: string, id: string): Promise<OpenedFile | null> {
  const conversation = await store.load(conversationId)
  if (!conversation) return null
  const [enquiryId = '', fileId] = id.split('/')
  const found =
    fileId === undefined
      ? await ownFile(store, conversation, id)
      : await ofThread(store, conversation, enquiryId, fileId)
  return found && { name: found.ref.name, content: found.content, mediaType: found.ref.mediaType }
}

async function ownFile(store: Store, conversation: ConversationRecord, id: string) {
  const own = await store.files.read(conversation.id, id)
  if (own) return own
  for (const { id: enquiryId } of await store.enquiries.ofConversations(await facesOf(store, conversation))) {
    const kept = await store.enquiries.file(enquiryId, id)
    if (kept) return kept
  }
  return null
}

async function ofThread(store: Store, conversation: ConversationRecord, enquiryId: string, fileId: string) {
  const enquiry = await store.enquiries.find(enquiryId)
  if (!enquiry) return null
  const officer = conversation.officerId ? await store.officers.find(conversation.officerId) : null
  const isFor = officer
    ? mayAct(officer, 'read', enquiry)
    : (await facesOf(store, conversation)).includes(enquiry.conversationId)
  return isFor ? store.enquiries.file(enquiryId, fileId) : null
}

/** Every conversation of whoever speaks here. */
async function facesOf({ persons }: Store, { id, personId }: ConversationRecord): Promise<string[]> {
  const faces = personId ? await persons.conversations(personId) : []
  return [id, ...faces.map((face) => face.id)]
}
