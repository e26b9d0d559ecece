/** Questions answered once for everybody. */
import type { Clarification as Row } from '../generated/prisma/client.ts'
import type { ClarificationRecord, ClarificationStore } from '../ports/desk.ts'
import type { Database } from './database.ts'
import { isUuid, plain, safe } from './json.ts'
import { nextNumber } from './submission-store.ts'
import { isWhole, Stale, type Transaction } from './transaction.ts'
import { toldOf, writeEnquiries } from './write-enquiries.ts'

/** The clarifications of this database. `committed` hears of every one, and of whom it is told to. */
export function clarificationStore(
  { prisma }: Database,
  committed: (id: string) => void,
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
    async create(record) {
      await prisma.clarification.create({ data: rowOf(record) })
      committed(record.id)
    },
    async save(record, change) {
      let saved: ClarificationRecord | undefined
      const isSaved = await isWhole(prisma, async (db) => {
        saved = await save(db, record)
        if (change) await writeEnquiries(db, change)
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
