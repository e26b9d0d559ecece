/** One act in the log. Plain data without any applicant's words: ids, kinds, numbers, times and hashes. */

/** Who acts; the clock, whoever runs the system, and askers have no id here. */
export type Actor =
  | { kind: 'officer'; id: string }
  /** on the command line of the machine */
  | { kind: 'operator' | 'clock'; id: null }
  /** outside: an applicant, or somebody who asked for a link to sign in */
  | { kind: 'asker'; id: null }

export type SubjectKind =
  | 'enquiry'
  | 'clarification'
  | 'officer'
  | 'canned-answer'
  /** a chat or mailbox that is an officer's */
  | 'desk'
  | 'conversation'
  | 'programme'
  | 'application'
  | 'project'
  /** one with a check code, such as a certificate */
  | 'paper'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What somebody did, before it has its place in the log. */
export interface AuditAct {
  /** ISO instant, in milliseconds */
  at: string
  programmeId: string | null
  actor: Actor
  act: string
  subject: { kind: SubjectKind; id: string }
  details: { [key: string]: Json }
}

/** A place in the log: where it ends, or what an entry follows. */
export interface Link {
  /** 1 is the first entry; 0: nothing yet */
  position: number
  /** SHA-256, hex */
  hash: string
}

export interface AuditEntry extends AuditAct, Link {
  /** hash of the entry before */
  previous: string
}

export const OPERATOR: Actor = { kind: 'operator', id: null }
export const CLOCK: Actor = { kind: 'clock', id: null }
export const ASKER: Actor = { kind: 'asker', id: null }
export const officerActor = (id: string): Actor => ({ kind: 'officer', id })
