/** Enquiries, their threads and files. */
import type { Enquiry, Entry, EntryData, EntryKind } from '../enquiry/enquiry.ts'
import type { EnquiryEntry as EntryRow, Prisma, Enquiry as Row } from '../generated/prisma/client.ts'
import type { EnquiryStore } from '../ports/desk.ts'
import { appendActs } from './append-acts.ts'
import type { Database } from './database.ts'
import { countEnquiries, listEnquiries, readRows } from './enquiry-lists.ts'
import { tallyEnquiries } from './enquiry-tallies.ts'
import { isUuid, plain } from './json.ts'
import { nextNumber } from './submission-store.ts'
import { isWhole } from './transaction.ts'
import { readUnattended } from './unattended.ts'
import { toldOf, writeEnquiries } from './write-enquiries.ts'

/** What an officer adds, unless there is nothing left to add to. $1 enquiry, $2 id, $3 name, $4 bytes, $5 type, … */
const SAVE_FILE = `
INSERT INTO enquiry_file (enquiry_id, id, name, bytes, media_type, content, at)
SELECT id, $2::uuid, $3::text, $4::int, $5::text, $6::bytea, $7::timestamptz
FROM enquiry WHERE id = $1::uuid AND status <> 'erased' FOR SHARE`

/** The enquiries of this database. `committed` hears of every enquiry and conversation that changed. */
export function enquiryStore(database: Database, committed: (id: string) => void): EnquiryStore {
  const { prisma, pool } = database
  const all = async (query: Prisma.EnquiryFindManyArgs): Promise<Enquiry[]> =>
    (await prisma.enquiry.findMany(query)).map(enquiryOf)
  return {
    nextNumber: (programmeId) => nextNumber(prisma, `enquiry:${programmeId}`),
    async find(id) {
      const row = isUuid(id) ? await prisma.enquiry.findUnique({ where: { id } }) : null
      return row && enquiryOf(row)
    },
    async findByNumber(number) {
      const row = await prisma.enquiry.findUnique({ where: { number: plain(number) } })
      return row && enquiryOf(row)
    },
    async entries(enquiryId) {
      if (!isUuid(enquiryId)) return []
      const rows = await prisma.enquiryEntry.findMany({ where: { enquiryId }, orderBy: { position: 'asc' } })
      return rows.map(entryOf)
    },
    mergedInto: (id) => all({ where: { mergedInto: id }, orderBy: { id: 'asc' } }),
    ofConversations: (ids) =>
      all({ where: { conversationId: { in: ids } }, orderBy: [{ askedAt: 'desc' }, { id: 'desc' }] }),
    heldBy: (officerId, limit) =>
      all({
        take: limit,
        where: { status: 'open', OR: [{ holderId: officerId }, { deputyId: officerId }] },
        orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      }),
    async openByHolder() {
      const where = { status: 'open', holderId: { not: null } }
      const rows = await prisma.enquiry.groupBy({ by: ['holderId'], where, _count: true })
      return new Map(rows.map(({ holderId, _count }) => [holderId ?? '', _count]))
    },
    list: (scope, filter, page) => listEnquiries(pool, scope, filter, page),
    counts: (scope, filter, now) => countEnquiries(pool, scope, filter, now),
    openQuestions: (programmeId, limit) =>
      prisma.enquiry.findMany({
        where: { programmeId, status: 'open' },
        orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
        take: limit,
        select: { id: true, number: true, question: true },
      }),
    due: (now, limit, programmes) =>
      all({
        where: { nextAt: { lte: now }, programmeId: { in: [...programmes] } },
        orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
        take: limit,
      }),
    unattended: (attendance, limit) => readUnattended(pool, attendance, limit),
    async write(change) {
      const isWritten = await isWhole(prisma, async (db) => appendActs(db, await writeEnquiries(db, change)))
      if (isWritten) toldOf(change).forEach(committed)
      return isWritten
    },
    async file(enquiryId, id) {
      if (!isUuid(enquiryId) || !isUuid(id)) return null
      const row = await prisma.enquiryFile.findUnique({ where: { enquiryId_id: { enquiryId, id } } })
      if (!row) return null
      const { name, bytes, mediaType, content } = row
      return { ref: { id, name, bytes, mediaType }, content }
    },
    async saveFile(enquiryId, { id, name, bytes, mediaType }, content, at) {
      const values = [enquiryId, id, plain(name), bytes, mediaType, new Uint8Array(content), at]
      await prisma.$executeRawUnsafe(SAVE_FILE, ...values)
    },
    tallies: (scope, span) => tallyEnquiries(pool, scope, span),
    rows: (scope, span) => readRows(pool, scope, span),
  }
}

function enquiryOf(row: Row): Enquiry {
  const { summary, transcript, status } = row
  return {
    ...row,
    status: status as Enquiry['status'],
    summary: summary as Enquiry['summary'],
    transcript: transcript as Enquiry['transcript'],
  }
}

function entryOf({ position: _, salt: __, ...row }: EntryRow): Entry {
  return { ...row, by: row.by as Entry['by'], kind: row.kind as EntryKind, data: row.data as EntryData }
}
