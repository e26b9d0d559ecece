/** Turns that change more than their conversation. */
import type { AuditAct } from '../audit/entry.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import type { BeyondChange, TurnRecord } from '../ports/store.ts'
import { actOfDesk } from './acts-of.ts'
import { appendActs } from './append-acts.ts'
import { COMMIT } from './commit.ts'
import { commitValue } from './commit-values.ts'
import { bindDesk, spendTicket, unbindDesk } from './desks.ts'
import { eraseFor, lockErased } from './erase.ts'
import { lockHolders, moveDraft } from './move-draft.ts'
import { writePerson } from './person-store.ts'
import { isWhole, Stale, type Transaction } from './transaction.ts'
import { beginForm, toldOfCases, writeCases } from './write-cases.ts'
import { toldOf, writeEnquiries } from './write-enquiries.ts'

/**
 * The statement of every turn and these changes, all or nothing.
 * @returns false when somebody else took a turn in between, used the code, or acted on one of the enquiries or cases
 */
export async function commitBeyond(
  prisma: PrismaClient,
  turn: TurnRecord,
  change: BeyondChange,
): Promise<boolean> {
  return isWhole(prisma, async (db) => {
    if (change.type === 'erase') await lockErased(db, turn.conversationId, change)
    if (change.type === 'move-draft') await lockHolders(db, change)
    if (change.type === 'case') await beginForm(db, change, turn.at)
    const rows = await db.$queryRawUnsafe<object[]>(COMMIT, commitValue([turn]))
    if (rows.length === 0) throw new Stale()
    await appendActs(db, await write(db, turn, change))
  })
}

/** Conversations, drafts and enquiries that have something new to be read after the change. */
export function toldBeyond(change: BeyondChange): string[] {
  switch (change.type) {
    case 'link':
      return [change.other]
    case 'enquiry':
      return toldOf(change)
    case 'case':
      return toldOfCases(change)
    case 'erase':
      return [...new Set([...change.conversations, ...change.drafts, ...toldOf(change.enquiries)])]
    default:
      return []
  }
}

/** @returns what goes into the log */
async function write(db: Transaction, turn: TurnRecord, change: BeyondChange): Promise<AuditAct[]> {
  const { conversationId, at } = turn
  switch (change.type) {
    case 'enquiry':
      return writeEnquiries(db, change)
    case 'case':
      return writeCases(db, change)
    case 'erase':
      return eraseFor(db, turn, change)
    case 'move-draft':
      await moveDraft(db, conversationId, change)
      return []
    case 'bind':
      if (!(await spendTicket(db, change.ticket, at))) throw new Stale()
      await bindDesk(db, conversationId, change.officerId)
      return [actOfDesk(at, 'bound', conversationId, change.officerId)]
    case 'unbind': {
      const officerId = await unbindDesk(db, conversationId)
      return officerId ? [actOfDesk(at, 'unbound', conversationId, officerId)] : []
    }
    default:
      if (!(await writePerson(db, turn, change))) throw new Stale()
      return []
  }
}
