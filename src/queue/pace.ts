/** Keeps sends as far apart as a platform wants them. Times are of a steady clock, in ms. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Rate, Sender } from '../ports/channel.ts'

/** A bucket that fills with time: what it holds may go at once. Kept as the moment when it would be full again. */
class Bucket {
  private readonly gapMs: number
  private readonly headStartMs: number
  private fullAt = 0

  constructor({ burst, perSecond }: Rate) {
    this.gapMs = 1_000 / perSecond
    this.headStartMs = (burst - 1) * this.gapMs
  }

  /** Takes a place. @returns how long to wait for it */
  take(now: number): number {
    this.fullAt = Math.max(this.fullAt, now) + this.gapMs
    return Math.max(0, this.fullAt - this.gapMs - this.headStartMs - now)
  }

  isFull(now: number): boolean {
    return this.fullAt <= now
  }
}

/** Addresses remembered before the ones that have rested are forgotten. */
const MOST_ADDRESSES = 10_000

export class Pace {
  private readonly rates: Sender['pace']
  private readonly overall: Bucket | null
  private readonly each = new Map<string, Bucket>()

  constructor(rates: Sender['pace']) {
    this.rates = rates
    this.overall = rates ? new Bucket(rates.overall) : null
  }

  /** Resolves when it is the turn of this address. @throws AbortError when that is not waited for any more */
  async wait(address: string, signal: AbortSignal): Promise<void> {
    const ms = this.take(address, performance.now())
    if (ms > 0) await pause(ms, undefined, { signal })
  }

  /** Takes a place in both buckets. @returns how long to wait for it, in ms */
  take(address: string, now: number): number {
    if (!this.rates || !this.overall) return 0
    const own = this.each.get(address) ?? new Bucket(this.rates.each)
    this.each.set(address, own)
    if (this.each.size > MOST_ADDRESSES) this.forget(now)
    return Math.max(own.take(now), this.overall.take(now))
  }

  private forget(now: number): void {
    for (const [address, bucket] of this.each) if (bucket.isFull(now)) this.each.delete(address)
  }
}
