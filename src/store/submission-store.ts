/** What was handed in, and the running numbers. */
import type { Submission } from '../generated/prisma/client.ts'
import type { SubmissionRecord, SubmissionStore } from '../ports/store.ts'
import { filesIn } from '../programme/values.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'
import type { Transaction } from './transaction.ts'

const NEXT = `
INSERT INTO counter (name, value) VALUES ($1::text, 1)
ON CONFLICT (name) DO UPDATE SET value = counter.value + 1
RETURNING value`

/** What was handed in, oldest first. */
export const HISTORY = {
  select: { number: true, receivedAt: true, recalledAt: true },
  // ids are made in the order of real time; a demonstration's clock is set back at every start
  orderBy: { id: 'asc' },
} as const

/** The submissions of this database; they are written by turns only. */
export function submissionStore({ prisma }: Database): SubmissionStore {
  return {
    nextNumber: (programmeId) => nextNumber(prisma, `submission ${programmeId}`),
    async find(number) {
      return recordOf(await prisma.submission.findUnique({ where: { number: plain(number) } }))
    },
    async findById(id) {
      return recordOf(isUuid(id) ? await prisma.submission.findUnique({ where: { id } }) : null)
    },
    async findByCheckCode(checkCode) {
      return recordOf(await prisma.submission.findUnique({ where: { checkCode: plain(checkCode) } }))
    },
    async file(submissionId, fileId) {
      if (!isUuid(submissionId) || !isUuid(fileId)) return null
      const submission = recordOf(await prisma.submission.findUnique({ where: { id: submissionId } }))
      if (!submission || !filesIn(submission.entries).some(({ id }) => id === fileId)) return null
      const row = await prisma.attachment.findUnique({ where: { id: fileId } })
      if (!row) return null
      const { id, name, bytes, mediaType, content } = row
      return { ref: { id, name, bytes, mediaType }, content }
    },
    history(draftId) {
      return prisma.submission.findMany({ where: { draftId }, ...HISTORY })
    },
  }
}

/** The next number of a series; within a transaction there are no gaps, and others wait. */
export async function nextNumber(db: Transaction, series: string): Promise<number> {
  const [row] = await db.$queryRawUnsafe<{ value: number }[]>(NEXT, series)
  return row?.value ?? 1
}

function recordOf(row: Submission | null): SubmissionRecord | null {
  if (!row) return null
  const { recalledAt: _, entries, ...rest } = row
  return { ...rest, entries: entries as SubmissionRecord['entries'] }
}
