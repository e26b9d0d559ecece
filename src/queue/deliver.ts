/** Sends what waits in the outbox, in order within a conversation; the outcome of every send is stored. */
import type { Reply } from '../conversation/types.ts'
import type { Clock } from '../ports/outside.ts'
import type { Outbox, OutboxRow } from '../ports/store.ts'

/** How a send ended. “unknown”: accepted or not, nobody knows; it is never repeated by itself. */
export type SendOutcome =
  | { type: 'sent' }
  | { type: 'retry'; afterMs: number; reason: string }
  | { type: 'unknown'; reason: string }
  | { type: 'refused'; reason: string }

export interface Sender {
  channel: string
  send(address: string, reply: Reply): Promise<SendOutcome>
}

const BATCH = 50
const LEASE_MS = 60_000
/** A send that failed before anything went out is tried this often. */
const MOST_ATTEMPTS = 8

/** Delivers everything that is due on one channel. @returns how many rows were handled */
export async function deliver(outbox: Outbox, sender: Sender, clock: Clock): Promise<number> {
  let handled = 0
  for (;;) {
    const rows = await outbox.claim(sender.channel, BATCH, LEASE_MS)
    if (rows.length === 0) return handled
    for (const row of rows) await deliverOne(outbox, sender, clock, row)
    handled += rows.length
  }
}

async function deliverOne(outbox: Outbox, sender: Sender, clock: Clock, row: OutboxRow): Promise<void> {
  const outcome = await sender.send(row.address, row.reply)
  if (outcome.type === 'sent') return outbox.sent([row.id])
  if (outcome.type === 'unknown') return outbox.unknown(row.id, outcome.reason)
  if (outcome.type === 'refused' || row.attempts + 1 >= MOST_ATTEMPTS)
    return outbox.dead(row.id, outcome.reason)
  return outbox.retry(row.id, new Date(clock.now().getTime() + outcome.afterMs), outcome.reason)
}
