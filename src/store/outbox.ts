/** Replies on their way out, and what became of them. */
import type { Clock } from '../ports/outside.ts'
import type { Outbox, OutboxRow } from '../ports/store.ts'
import type { Database } from './database.ts'
import { CLAIM, statement } from './hot-path.ts'
import { plain } from './json.ts'

/** The outbox of this database. */
export function outbox({ prisma, pool }: Database, clock: Clock): Outbox {
  const finish = async (ids: string[], status: 'sent' | 'unknown' | 'dead', reason: string | null) => {
    const where = { position: { in: ids.map(BigInt) }, doneAt: null }
    const why = reason === null ? null : plain(reason)
    const data = { status, reason: why, doneAt: clock.now(), leaseUntil: null }
    await prisma.outbox.updateMany({ where, data })
  }
  return {
    async claim(channel, limit, leaseMs) {
      const now = clock.now()
      const leaseUntil = new Date(now.getTime() + leaseMs)
      return (await pool.query<OutboxRow>(statement(CLAIM, [channel, now, leaseUntil, limit]))).rows
    },
    sent: (ids) => finish(ids, 'sent', null),
    unknown: (id, reason) => finish([id], 'unknown', reason),
    dead: (id, reason) => finish([id], 'dead', reason),
    async retry(id, at, reason) {
      const data = { status: 'pending', dueAt: at, leaseUntil: null, reason: plain(reason) } as const
      await prisma.outbox.updateMany({ where: { position: BigInt(id), doneAt: null }, data })
    },
  }
}
