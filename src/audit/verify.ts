/** Whether the log is what was written: pure, and a batch at a time. */
import { type Hash, hashOf } from './chain.ts'
import type { AuditEntry, Link } from './entry.ts'

export interface Fault {
  /** of the first entry that is not as it must be */
  position: number
  kind: /** not what its hash was made of */
    | 'changed'
    /** nothing stands here */
    | 'removed'
    /** the genuine entry of another place */
    | 'reordered'
    /** sound in itself, but it follows another entry than the one before it */
    | 'forked'
}

/**
 * The first fault of these entries, which stand in the order of their positions; null: there is none.
 * @param after what they follow @param last the highest position of the whole log
 */
export function verify(entries: readonly AuditEntry[], after: Link, last: number, hash: Hash): Fault | null {
  let before = after
  for (const entry of entries) {
    const kind = faultOf(entry, before, last, hash)
    const position = kind === 'removed' ? before.position + 1 : entry.position
    if (kind) return { position, kind }
    before = entry
  }
  return null
}

/**
 * What is wrong with the end of a log that is whole so far: it must reach what the store kept as its end, and not go
 * beyond. @param end the last entry @param at the entry where the store's end was before reading, if it was met
 * @param known the store's end before reading, and its position after
 */
export function verifyEnd(end: Link, at: Link | null, known: { before: Link; after: number }): Fault | null {
  if (end.position < known.before.position) return { position: end.position + 1, kind: 'removed' }
  if (at && at.hash !== known.before.hash) return { position: at.position, kind: 'changed' }
  if (end.position > known.after) return { position: known.after + 1, kind: 'forked' }
  return null
}

function faultOf(entry: AuditEntry, before: Link, last: number, hash: Hash): Fault['kind'] | null {
  if (entry.position > before.position + 1) return 'removed'
  if (entry.position <= before.position) return 'forked'
  if (hashOf(entry, hash) !== entry.hash) return isFromElsewhere(entry, last, hash) ? 'reordered' : 'changed'
  return entry.previous === before.hash ? null : 'forked'
}

/** Tries every place: it is done once, for the first entry that is wrong. */
function isFromElsewhere(entry: AuditEntry, last: number, hash: Hash): boolean {
  for (let position = 1; position <= last; position++)
    if (hashOf({ ...entry, position }, hash) === entry.hash) return true
  return false
}
