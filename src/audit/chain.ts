/** How one entry holds the one before it: a change anywhere changes every hash that follows. */
import { canonical } from './canonical.ts'
import type { AuditAct, AuditEntry, Link } from './entry.ts'

/** SHA-256 of a text, hex. */
export type Hash = (text: string) => string

/** What the first entry follows. */
export const BEGINNING: Link = { position: 0, hash: '0'.repeat(64) }

/** The hash that an entry must have: over everything in it but the hash itself. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>, hash: Hash): string {
  const { position, at, programmeId, actor, act, subject, details, previous } = entry
  return hash(
    canonical({
      position,
      at,
      programmeId,
      actor: { kind: actor.kind, id: actor.id },
      act,
      subject: { kind: subject.kind, id: subject.id },
      details,
      previous,
    }),
  )
}

/** These acts as the next entries. */
export function linked(acts: readonly AuditAct[], after: Link, hash: Hash): AuditEntry[] {
  let last = after
  return acts.map((act) => {
    const entry = { ...act, position: last.position + 1, previous: last.hash }
    const whole: AuditEntry = { ...entry, hash: hashOf(entry, hash) }
    last = whole
    return whole
  })
}
