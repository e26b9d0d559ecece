/** Conversations that are an officer's desk. */
import { silence } from './person-store.ts'
import type { Transaction } from './transaction.ts'

/** The conversation lets go of draft and person, so that nothing of an application shows there. */
export async function bindDesk(db: Transaction, id: string, officerId: string): Promise<void> {
  await silence(db, id)
  const data = { officerId, draftId: null, personId: null, version: { increment: 1 } }
  await db.conversation.updateMany({ where: { id }, data })
}

/** Uses up the code by which a conversation becomes a desk. False: somebody else has used it, or it is too old. */
export async function spendTicket(db: Transaction, tokenHash: string, at: Date): Promise<boolean> {
  const where = { tokenHash, purpose: 'channel', usedAt: null, expiresAt: { gt: at } }
  const { count } = await db.officerTicket.updateMany({ where, data: { usedAt: at } })
  return count === 1
}

/** $1 conversation. */
const UNBIND = `
UPDATE conversation c SET officer_id = NULL, version = c.version + 1
FROM (SELECT id, officer_id FROM conversation WHERE id = $1::uuid FOR NO KEY UPDATE) was
WHERE c.id = was.id AND was.officer_id IS NOT NULL
RETURNING was.officer_id AS "officerId"`

/** From now on an applicant may speak there. @returns whose desk it was; null: it was none */
export async function unbindDesk(db: Transaction, id: string): Promise<string | null> {
  const [row] = await db.$queryRawUnsafe<{ officerId: string }[]>(UNBIND, id)
  return row?.officerId ?? null
}
