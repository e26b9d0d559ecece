/** Replies on their way out, and what became of them. */

import type { Outbox, OutboxRow, StrandedReply } from '../ports/outbox.ts'
import type { Clock } from '../ports/outside.ts'
import type { Database } from './database.ts'
import { CLAIM, statement } from './hot-path.ts'
import { plain } from './json.ts'

const isPosition = (id: string): boolean => /^\d{1,18}$/.test(id)

/** The outbox of this database. */
export function outbox({ prisma, pool }: Database, clock: Clock): Outbox {
  const until = (leaseMs: number): Date => new Date(clock.now().getTime() + leaseMs)
  const finish = async (ids: string[], status: 'sent' | 'unknown' | 'dead', reason: string | null) => {
    const where = { position: { in: ids.map(BigInt) }, doneAt: null }
    const why = reason === null ? null : plain(reason)
    const data = { status, reason: why, doneAt: clock.now(), leaseUntil: null }
    await prisma.outbox.updateMany({ where, data })
  }
  const strandedOnly = { status: { in: ['unknown', 'dead'] as ('unknown' | 'dead')[] } }
  return {
    async claim(channel, limit, leaseMs, only) {
      const mine = [only?.conversationId ?? null, only?.orBefore ?? null]
      const values = [channel, clock.now(), until(leaseMs), limit, ...mine]
      return (await pool.query<OutboxRow>(statement(CLAIM, values))).rows
    },
    async begin({ id, attempts }, leaseMs) {
      // another attempt: it was claimed again meanwhile, and parts of it may have gone out since
      const where = { position: BigInt(id), attempts, doneAt: null, status: 'pending' as const }
      const data = { status: 'sending' as const, leaseUntil: until(leaseMs) }
      return (await prisma.outbox.updateMany({ where, data })).count === 1
    },
    async abandon(channel, all = false) {
      const now = clock.now()
      const lease = all ? {} : { leaseUntil: { lte: now } }
      const where = { channel, doneAt: null, status: 'sending' as const, ...lease }
      const data = { status: 'unknown' as const, reason: 'interrupted', doneAt: now, leaseUntil: null }
      // claimed and not begun: nothing went out, it can be claimed at once
      if (all)
        await prisma.outbox.updateMany({
          where: { channel, doneAt: null, status: 'pending' },
          data: { leaseUntil: null },
        })
      return (await prisma.outbox.updateMany({ where, data })).count
    },
    sent: (ids) => finish(ids, 'sent', null),
    unknown: (id, reason) => finish([id], 'unknown', reason),
    dead: (id, reason) => finish([id], 'dead', reason),
    async retry(id, at, reason, sentParts) {
      const parts = sentParts === undefined ? {} : { sentParts }
      const data = {
        status: 'pending',
        dueAt: at,
        leaseUntil: null,
        reason: plain(reason),
        ...parts,
      } as const
      await prisma.outbox.updateMany({ where: { position: BigInt(id), doneAt: null }, data })
    },
    async release(id) {
      const where = { position: BigInt(id), doneAt: null, status: 'pending' as const }
      // it was no attempt
      await prisma.outbox.updateMany({ where, data: { leaseUntil: null, attempts: { decrement: 1 } } })
    },
    async saidBy({ conversationId, messageId }) {
      const where = { conversationId, id: messageId }
      return (await prisma.message.findFirst({ where, select: { activityId: true } }))?.activityId ?? null
    },
    async stranded(limit) {
      const rows = await prisma.outbox.findMany({
        where: strandedOnly,
        orderBy: { position: 'asc' },
        take: limit,
      })
      return rows.map(
        ({ position, channel, address, status, reason, doneAt, dueAt }): StrandedReply => ({
          id: String(position),
          channel,
          address,
          status: status as StrandedReply['status'],
          reason: reason ?? '',
          at: doneAt ?? dueAt,
        }),
      )
    },
    async resend(id) {
      if (!isPosition(id)) return false
      const data = {
        status: 'pending' as const,
        doneAt: null,
        attempts: 0,
        dueAt: clock.now(),
        leaseUntil: null,
      }
      return (
        (await prisma.outbox.updateMany({ where: { position: BigInt(id), ...strandedOnly }, data })).count > 0
      )
    },
    async dismiss(id) {
      if (!isPosition(id)) return false
      const where = { position: BigInt(id), ...strandedOnly }
      return (await prisma.outbox.updateMany({ where, data: { status: 'dismissed' } })).count > 0
    },
  }
}
