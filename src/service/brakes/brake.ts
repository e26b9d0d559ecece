/** Slows down whoever asks too often. Kept in this process: with several nodes each allows as much again. */
import type { Allowance, Clock } from '../../ports/outside.ts'

interface Bucket {
  left: number
  at: number
}

/** Keys that are remembered; the longest unheard of are forgotten first. */
const MOST_KEYS = 50_000

/** A token bucket for each key. */
export class Brake {
  private readonly buckets = new Map<string, Bucket>()
  private readonly allowance: Allowance
  private readonly clock: Clock

  constructor(allowance: Allowance, clock: Clock) {
    this.allowance = allowance
    this.clock = clock
  }

  /** False: too often; try again later. */
  allows(key: string): boolean {
    return this.take(key) === 0
  }

  /** Takes one. @returns 0, or the milliseconds until there is one again */
  take(key: string): number {
    const bucket = this.filled(key)
    this.buckets.delete(key)
    this.buckets.set(key, bucket)
    if (this.buckets.size > MOST_KEYS) this.buckets.delete(this.buckets.keys().next().value ?? '')
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) * this.allowance.everyMs)
    bucket.left -= 1
    return 0
  }

  private filled(key: string): Bucket {
    const at = this.clock.now().getTime()
    const { most, everyMs } = this.allowance
    const { left, at: before } = this.buckets.get(key) ?? { left: most, at }
    return { left: Math.min(most, left + Math.max(0, at - before) / everyMs), at }
  }
}
