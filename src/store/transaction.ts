/** Several statements, all or nothing. */
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import type { StoredActivity } from '../ports/store.ts'
import { RECEIVE } from './hot-path.ts'
import { json, plain } from './json.ts'

export type Transaction = Prisma.TransactionClient

/** Thrown within a transaction, rolls it back: what it was decided from has changed in between. */
export class Stale extends Error {}

/** Erasing looks through much; with one connection, others wait for it. */
const PATIENCE = { maxWait: 10_000, timeout: 30_000 }

/** Runs these statements as one. @returns false, and nothing is written, when they found themselves stale */
export async function isWhole(
  prisma: PrismaClient,
  work: (db: Transaction) => Promise<void>,
): Promise<boolean> {
  return prisma.$transaction(work, PATIENCE).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Stale) return false
      throw error
    },
  )
}

/** Leaves an activity to be taken; one whose dedupe key is known has no effect. */
export async function receive(db: Transaction, activity: StoredActivity): Promise<void> {
  const { id, conversationId, dedupeKey, receivedAt } = activity
  await db.$queryRawUnsafe(RECEIVE, id, conversationId, plain(dedupeKey), json(activity.activity), receivedAt)
}
