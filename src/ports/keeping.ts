/** How long things are kept, and how often something may be tried. */
import type { Actor } from '../audit/entry.ts'
import type { Allowance } from './outside.ts'

/** What may have been kept long enough. */
export interface RetentionStore {
  /**
   * Conversations of a programme with something in them in which nothing was heard since before an instant, that led to no
   * application and owe no answer; in the order of their ids.
   */
  idle(
    programmeId: string,
    before: Date,
    page: { limit: number; after?: string | undefined; among?: readonly string[] },
  ): Promise<string[]>
  /** Questions nobody could answer, asked before. @returns how many */
  unanswered(programmeId: string, before: Date): Promise<number>
  /** Deletes them, and notes that in the log. @returns how many */
  discardUnanswered(programmeId: string, before: Date, by: Actor, at: Date): Promise<number>
  /** Replies that went out, codes, links and sessions that ended before. @returns how many */
  spent(before: Date): Promise<number>
  discardSpent(before: Date): Promise<number>
}

/** How often something was tried, counted over all nodes. Keys are hashes. */
export interface BrakeStore {
  /** Takes one. @returns 0, or the milliseconds until there is one again */
  take(key: string, allowance: Allowance, at: Date): Promise<number>
  /** Gives one back. */
  forgive(key: string, allowance: Allowance): Promise<void>
  /** Forgets the keys of which all is there again. */
  sweep(at: Date): Promise<void>
}
