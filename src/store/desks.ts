/** Conversations that are an officer's desk. */
import { silence } from './person-store.ts'
import type { Transaction } from './transaction.ts'

/** The conversation lets go of draft and person, so that nothing of an application shows there. */
export async function bindDesk(db: Transaction, id: string, officerId: string): Promise<void> {
  await silence(db, id)
  const data = { officerId, draftId: null, personId: null, version: { increment: 1 } }
  await db.conversation.updateMany({ where: { id }, data })
}

/** From now on an applicant may speak there. */
export async function unbindDesk(db: Transaction, id: string): Promise<void> {
  await db.conversation.updateMany({ where: { id }, data: { officerId: null, version: { increment: 1 } } })
}
