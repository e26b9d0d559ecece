/** Reads the whole log of acts, a batch at a time, and says whether it is what was written. */
import { BEGINNING, type Hash } from '../audit/chain.ts'
import { type Fault, verify, verifyEnd } from '../audit/verify.ts'
import type { AuditEntry, AuditLog, Link } from '../ports/audit.ts'

export interface LogOrder {
  hash: Hash
  /** first position that is read; whoever begins later believes what stands before */
  from?: number
  /** a hash that was once the head of the log, kept elsewhere */
  kept?: string | null
  /** sees every entry that is read, also behind a fault */
  seen?: (entries: readonly AuditEntry[]) => Promise<void>
}

export interface LogReport {
  /** entries read */
  count: number
  /** where the log ends */
  end: Link
  fault: Fault | null
  /** false: nothing that was read has the hash that was kept */
  hasKept: boolean
}

/** Others may go on writing meanwhile: what they add is read or not, and is no fault either way. */
export async function verifyLog(log: AuditLog, order: LogOrder): Promise<LogReport> {
  const last = await log.last()
  // without a head nothing says where the log ended: the last entry cannot be believed
  const before = (await log.head()) ?? { position: last, hash: '' }
  const reading = new Reading(Math.min(order.from ?? 1, last + 1), before, last, order)
  for await (const entries of log.batches(reading.from)) {
    reading.take(entries)
    await order.seen?.(entries)
  }
  return reading.report((await log.head())?.position ?? last)
}

class Reading {
  readonly from: number
  private readonly before: Link
  private readonly last: number
  private readonly order: LogOrder
  private count = 0
  private end: Link | null = null
  private atHead: Link | null = null
  private fault: Fault | null = null
  private hasKept: boolean

  constructor(from: number, before: Link, last: number, order: LogOrder) {
    this.from = from
    this.before = before
    this.last = last
    this.order = order
    this.hasKept = (order.kept ?? null) === null
  }

  take(entries: readonly AuditEntry[]): void {
    const { hash, kept } = this.order
    const after = this.end ?? this.beginning(entries[0])
    this.hasKept ||= after.hash === kept || entries.some((entry) => entry.hash === kept)
    this.fault ??= verify(entries, after, this.last, hash)
    this.atHead ??= entries.find(({ position }) => position === this.before.position) ?? null
    this.end = linkOf(entries.at(-1)) ?? after
    this.count += entries.length
  }

  /** @param known where the log ended after all was read, as the store kept it */
  report(known: number): LogReport {
    const { before, count } = this
    // nothing was read: from there on there is nothing, or it was taken away
    const end = this.end ?? { position: this.from - 1, hash: this.from === 1 ? BEGINNING.hash : before.hash }
    const fault = this.fault ?? verifyEnd(end, this.atHead, { before, after: known })
    return { count, end, fault, hasKept: this.hasKept || (count === 0 && end.hash === this.order.kept) }
  }

  /** What the first entry says it follows, where the ones before it are not read. */
  private beginning(first: AuditEntry | undefined): Link {
    if (this.from === 1) return BEGINNING
    return { position: this.from - 1, hash: first?.previous ?? this.before.hash }
  }
}

const linkOf = (entry: AuditEntry | undefined): Link | null =>
  entry ? { position: entry.position, hash: entry.hash } : null
