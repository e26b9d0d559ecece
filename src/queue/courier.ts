/** Sends what waits in the outbox, in order within a conversation; the outcome of every send is stored. */
import type { Parcel, Sender, SendOutcome } from '../ports/channel.ts'
import type { Outbox, OutboxRow } from '../ports/outbox.ts'
import type { Clock } from '../ports/outside.ts'
import { type Telemetry, UNWATCHED } from '../ports/telemetry.ts'
import { Pace } from './pace.ts'
import { Pump } from './pump.ts'

/** What operators hear; never a word of what was sent. */
export interface CourierLog {
  warn(what: { channel: string; reply?: string; reason: string }, event: string): void
}

export interface CourierOptions {
  /** conversations sent to at the same time */
  atOnce?: number
  /** longer than the sender's own deadline: what is still being sent after it counts as unknown */
  leaseMs?: number
  everyMs?: number
  /** no other process sends from this outbox: what a dead one was sending need not wait for its lease */
  alone?: boolean
  /** hears how sends end */
  telemetry?: Telemetry
  /** the sender reaches this conversation alone: others are left to theirs, but for what nobody came for in ten minutes */
  only?: string
}

const NOBODY_CAME_MS = 10 * 60_000

/** A send that failed before anything went out is tried this often, then given up. */
const MOST_ATTEMPTS = 12
const LONGEST_PAUSE_MS = 10 * 60_000

export class Courier {
  private readonly outbox: Outbox
  private readonly sender: Sender
  private readonly clock: Clock
  private readonly log: CourierLog
  private readonly atOnce: number
  private readonly leaseMs: number
  private readonly pump: Pump
  private readonly pace: Pace
  /** nothing has been sent by this process yet, and no other one sends */
  private inherits: boolean
  private readonly underWay = new Set<Promise<void>>()
  private readonly telemetry: Telemetry
  private readonly only: string | undefined
  private readonly ending = new AbortController()

  constructor(
    outbox: Outbox,
    sender: Sender,
    clock: Clock,
    log: CourierLog,
    {
      atOnce = 32,
      leaseMs = 45_000,
      everyMs = 1_000,
      alone = false,
      telemetry = UNWATCHED,
      only,
    }: CourierOptions = {},
  ) {
    this.outbox = outbox
    this.sender = sender
    this.clock = clock
    this.log = log
    this.atOnce = atOnce
    this.leaseMs = leaseMs
    this.inherits = alone
    this.telemetry = telemetry
    this.only = only
    this.pace = new Pace(sender.pace)
    this.pump = new Pump(
      () => this.round(),
      everyMs,
      (error) => this.tell(error),
    )
  }

  /** Something may wait. */
  wake(): void {
    this.pump.wake()
  }

  /** Sends what is due now; resolves when all of it has come to its end. */
  async drain(): Promise<void> {
    do {
      await this.round()
      await Promise.all(this.underWay)
    } while (await this.claimed())
  }

  /** Gives back what waits for its pace; resolves when every send that was begun has come to its end. */
  async close(): Promise<void> {
    this.ending.abort()
    await this.pump.close()
    await Promise.all(this.underWay)
  }

  /** Starts whatever is due, as far as there is room; each send that ends wakes the next round. */
  private async round(): Promise<void> {
    const { channel } = this.sender
    const inherited = this.inherits
    this.inherits = false
    if ((await this.outbox.abandon(channel, inherited)) > 0)
      this.log.warn({ channel, reason: 'interrupted' }, 'sends left unknown')
    while (await this.claimed());
  }

  /** False when nothing is due, or there is no room. */
  private async claimed(): Promise<boolean> {
    const free = this.atOnce - this.underWay.size
    if (free <= 0 || this.ending.signal.aborted) return false
    const rows = await this.outbox.claim(this.sender.channel, free, this.leaseMs, this.mine())
    for (const row of rows) this.start(row)
    return rows.length > 0
  }

  private mine(): { conversationId: string; orBefore: Date } | undefined {
    if (this.only === undefined) return undefined
    return { conversationId: this.only, orBefore: new Date(this.clock.now().getTime() - NOBODY_CAME_MS) }
  }

  private start(row: OutboxRow): void {
    const send = this.deliver(row)
      .catch((error: unknown) => this.tell(error))
      .finally(() => {
        this.underWay.delete(send)
        this.pump.wake()
      })
    this.underWay.add(send)
  }

  private async deliver(row: OutboxRow): Promise<void> {
    // before it counts as being sent: a process that dies while it waits has sent nothing
    await this.pace.wait(row.address, this.ending.signal).catch(() => {})
    if (this.ending.signal.aborted) return this.outbox.release(row.id)
    if (!(await this.outbox.begin(row, this.leaseMs))) return
    const { conversationId, messageId, address, reference, locale, reply, sentParts } = row
    const parcel: Parcel = { conversationId, messageId, address, reference, locale, reply, sentParts }
    const ended = this.telemetry.sending(row)
    // a sender that throws has lost count of what went out
    const outcome = await this.sender
      .send(parcel)
      .catch((error: unknown): SendOutcome => ({ type: 'unknown', reason: nameOf(error) }))
    ended(isGivenUp(row, outcome) ? 'given-up' : outcome.type)
    await this.settle(row, outcome)
  }

  private async settle(row: OutboxRow, outcome: SendOutcome): Promise<void> {
    if (outcome.type === 'sent') return this.outbox.sent([row.id])
    const what = { channel: row.channel, reply: row.id, reason: outcome.reason }
    if (outcome.type === 'unknown') {
      this.log.warn(what, 'send left unknown')
      return this.outbox.unknown(row.id, outcome.reason)
    }
    if (outcome.type === 'refused' || isGivenUp(row, outcome)) {
      this.log.warn(what, 'reply given up')
      return this.outbox.dead(row.id, outcome.reason)
    }
    // each time twice as long, so that an outage of the platform is outlasted
    const pause = Math.min(outcome.afterMs * 2 ** (row.attempts - 1), LONGEST_PAUSE_MS)
    const at = new Date(this.clock.now().getTime() + Math.max(pause, outcome.afterMs))
    return this.outbox.retry(row.id, at, outcome.reason, outcome.sentParts)
  }

  private tell(error: unknown): void {
    this.log.warn({ channel: this.sender.channel, reason: nameOf(error) }, 'delivery')
  }
}

const isGivenUp = ({ attempts }: OutboxRow, { type }: SendOutcome): boolean =>
  type === 'retry' && attempts >= MOST_ATTEMPTS

/** Kind and code of an error; its message may quote what was sent. */
function nameOf(error: unknown): string {
  const { name = 'Error', code } = error as { name?: string; code?: unknown }
  return code === undefined ? name : `${name} ${String(code)}`
}
