/** Who is known where: link codes, persons and their conversations. */
import type { PersonChange, PersonStore, TurnRecord } from '../ports/store.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'
import { receive, type Transaction } from './transaction.ts'

export function personStore({ prisma }: Database): PersonStore {
  return {
    async linkedBy(code, at) {
      const where = { code: plain(code), usedAt: null, expiresAt: { gt: at } }
      const found = await prisma.linkCode.findFirst({ where })
      return found?.conversationId ?? null
    },
    conversations: (personId) =>
      prisma.conversation.findMany({
        where: { personId },
        select: { id: true, channel: true },
        orderBy: { id: 'asc' },
      }),
    async wantingNotices(limit, after) {
      const rows = await prisma.person.findMany({
        where: { noticesTo: after === null ? { not: null } : { gt: after } },
        orderBy: { noticesTo: 'asc' },
        take: limit,
      })
      return rows.flatMap(({ noticesTo, noticesAt, createdAt }) =>
        noticesTo ? [{ conversationId: noticesTo, since: noticesAt ?? createdAt }] : [],
      )
    },
    async hasReceived(conversationId, dedupeKey) {
      if (!isUuid(conversationId)) return false
      const where = { conversationId, dedupeKey: plain(dedupeKey) }
      return (await prisma.activity.count({ where })) > 0
    },
  }
}

/** The part of a turn that changes who is known where. @returns false when somebody else used the code */
export async function writePerson(db: Transaction, turn: TurnRecord, change: PersonChange): Promise<boolean> {
  const { conversationId, at } = turn
  switch (change.type) {
    case 'link-code': {
      const { code, expiresAt } = change
      await db.linkCode.create({ data: { code, conversationId, expiresAt } })
      return true
    }
    case 'link':
      return link(db, turn, change)
    case 'unlink': {
      const where = { id: { in: change.conversations } }
      await db.person.updateMany({
        where: { noticesTo: { in: change.conversations } },
        data: { noticesTo: null, noticesAt: null },
      })
      const data = { personId: null, draftId: null, version: { increment: 1 } }
      await db.conversation.updateMany({ where, data })
      for (const activity of change.tell) await receive(db, activity)
      return true
    }
    case 'notices': {
      const { personId: id, to: noticesTo } = change
      const noticesAt = noticesTo ? at : null
      await silence(db, conversationId)
      await db.person.upsert({
        where: { id },
        create: { id, createdAt: at, noticesTo, noticesAt },
        update: { noticesTo, noticesAt },
      })
      await db.conversation.update({ where: { id: conversationId }, data: { personId: id } })
      return true
    }
  }
}

async function link(
  db: Transaction,
  { conversationId, at }: TurnRecord,
  { code, personId, other, othersDraft, tell }: Extract<PersonChange, { type: 'link' }>,
): Promise<boolean> {
  const used = await db.linkCode.updateMany({ where: { code, usedAt: null }, data: { usedAt: at } })
  if (used.count === 0) return false
  const wanted = await silence(db, conversationId)
  const notices = wanted ? { noticesTo: conversationId, noticesAt: at } : {}
  const known = await db.person.findUnique({ where: { id: personId } })
  // the wish for notices follows, unless the person has another one already
  if (!known) await db.person.create({ data: { id: personId, createdAt: at, ...notices } })
  else if (known.noticesTo === null) await db.person.update({ where: { id: personId }, data: notices })
  await db.conversation.update({ where: { id: conversationId }, data: { personId } })
  // a turn of the other side that is under way is taken again, with the draft it has now
  await db.conversation.update({
    where: { id: other },
    data: { personId, version: { increment: 1 }, ...(othersDraft ? { draftId: othersDraft } : {}) },
  })
  await receive(db, tell)
  return true
}

/** Nobody has notices sent here any more. @returns true when somebody had */
export async function silence(db: Transaction, conversationId: string): Promise<boolean> {
  const data = { noticesTo: null, noticesAt: null }
  return (await db.person.updateMany({ where: { noticesTo: conversationId }, data })).count > 0
}
