/** The log of acts, as it is read. It is written by the acts themselves, in their transactions. */
import type { AuditEntry, Link } from '../audit/entry.ts'

export type { AuditEntry, Link } from '../audit/entry.ts'

export interface AuditLog {
  /** Where the log ends, as the store keeps it beside the log; null: that was taken away. */
  head(): Promise<Link | null>
  /** The highest position there is; 0: none. */
  last(): Promise<number>
  /** Every entry from this position on, in order, in batches. */
  batches(from: number): AsyncIterable<AuditEntry[]>
}
