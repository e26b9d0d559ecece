/** Questions answered once for everybody. */
import type { Clarification as Row } from '../generated/prisma/client.ts'
import type { ClarificationRecord, ClarificationStore, EnquiryChange } from '../ports/desk.ts'
import type { Clock } from '../ports/outside.ts'
import { actOfClarification } from './acts-of.ts'
import { appendActs } from './append-acts.ts'
import type { Database } from './database.ts'
import { isUuid, plain, safe } from './json.ts'
import { nextNumber } from './submission-store.ts'
import { isWhole, receive, Stale, type Transaction } from './transaction.ts'
import { toldOf, writeEnquiries } from './write-enquiries.ts'

/** The clarifications of this database. `committed` hears of every one, and of whom it is told to. */
export function clarificationStore(
  { prisma }: Database,
  committed: (id: string) => void,
  clock: Clock,
): ClarificationStore {
  return {
    async find(id) {
      const row = isUuid(id) ? await prisma.clarification.findUnique({ where: { id } }) : null
      return row && recordOf(row)
    },
    async all(programmeId) {
      const orderBy = [{ proposedAt: 'desc' as const }, { id: 'desc' as const }]
      return (await prisma.clarification.findMany({ where: { programmeId }, orderBy })).map(recordOf)
    },
    async published(programmeId) {
      const where = { programmeId, status: 'published' }
      return (await prisma.clarification.findMany({ where, orderBy: { number: 'asc' } })).map(recordOf)
    },
    async create(record, tell = []) {
      await isWhole(prisma, async (db) => {
        const { count } = await db.clarification.createMany({ data: [rowOf(record)], skipDuplicates: true })
        for (const activity of tell) await receive(db, activity)
        if (count > 0) await appendActs(db, [actOfClarification(record, clock.now())])
      })
      for (const id of [record.id, ...tell.map(({ conversationId }) => conversationId)]) committed(id)
    },
    async save(record, follows) {
      let saved: ClarificationRecord | undefined
      let change: EnquiryChange | undefined
      const isSaved = await isWhole(prisma, async (db) => {
        saved = await save(db, record)
        change = follows?.(saved.number)
        const acts = change ? await writeEnquiries(db, change) : []
        await appendActs(db, [actOfClarification(saved, clock.now()), ...acts])
      })
      if (!isSaved || !saved) return null
      for (const id of [saved.id, ...(change ? toldOf(change) : [])]) committed(id)
      return saved
    },
  }
}

/** The number is taken last, and its row kept until the end: whoever fails leaves no gap. */
async function save(db: Transaction, record: ClarificationRecord): Promise<ClarificationRecord> {
  const { id, version, programmeId, status } = record
  const next = { ...record, version: version + 1 }
  const { count } = await db.clarification.updateMany({ where: { id, version }, data: rowOf(next) })
  if (count === 0) throw new Stale()
  if (status !== 'published' || record.number !== null) return next
  const number = await nextNumber(db, `clarification:${programmeId}`)
  await db.clarification.update({ where: { id }, data: { number } })
  return { ...next, number }
}

function rowOf({ words, clauses, asked, reason, ...rest }: ClarificationRecord) {
  return {
    ...rest,
    words: safe(words),
    clauses: clauses.map(plain),
    asked: asked.map(plain),
    reason: reason === null ? null : plain(reason),
  }
}

function recordOf({ words, status, ...rest }: Row): ClarificationRecord {
  return {
    ...rest,
    words: words as ClarificationRecord['words'],
    status: status as ClarificationRecord['status'],
  }
}
