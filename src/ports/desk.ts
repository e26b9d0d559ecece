/** What enquiries, their officers and clarifications need from a database. `by`: who does it, for the log of acts. */
import type { Actor } from '../audit/entry.ts'
import type { Enquiry, EnquiryStatus, Entry } from '../enquiry/enquiry.ts'
import type { Grant, Officer, Role } from '../enquiry/policy.ts'
import type { Attendance } from '../enquiry/staff.ts'
import type { FileRef } from '../programme/values.ts'
import type { StoredActivity } from './activity.ts'

/** Where files are that came with an act. */
export type FilesOf = { conversation: string } | { enquiry: string }

/** Everything one act writes, in one transaction, with the turn that brought it or alone. */
export interface EnquiryChange {
  type: 'enquiry'
  /** rows as they are after the act; `isNew`, or else refused when the stored version is not `version - 1` */
  enquiries: { enquiry: Enquiry; isNew: boolean }[]
  entries: Entry[]
  /** files that become files of the thread as well */
  keep: { enquiryId: string; from: FilesOf; file: FileRef }[]
  /** for askers and for desks; a dedupe key that is known has no effect */
  tell: StoredActivity[]
}

/**
 * Deletes what these conversations hold and said: transcripts, activities, files, questions noted as unanswered,
 * and the drafts that were never handed in. Conversations stay, empty, so that the last word can reach them.
 */
export interface EraseChange {
  type: 'erase'
  conversations: string[]
  /** drafts to be deleted, for everybody who holds them */
  drafts: string[]
  /** the enquiries of these conversations, emptied, and who is told */
  enquiries: EnquiryChange
}

/**
 * Who may see what of a list. `lines`: null, or only these contact lines; what the officer holds or stands in for is
 * seen whatever its line, in these programmes.
 */
export interface Scope {
  officerId: string
  /** by programme; '*' stands for every programme */
  programmes: { id: string; lines: string[] | null }[]
}

export interface Filter {
  programmeId?: string
  status?: EnquiryStatus[]
  contact?: string
  /** an officer's id, or `none` */
  holder?: string
  /** promise ran out before this instant and no answer yet */
  lateAt?: Date
  /** words that all occur */
  words?: string
  askedFrom?: Date
  askedUntil?: Date
}

/** Newest first; `after` is the cursor of the last row seen. */
export interface Page {
  limit: number
  after?: { lastAt: Date; id: string }
}

export interface EnquiryCounts {
  open: number
  late: number
  mine: number
  unheld: number
  answered: number
  closed: number
}

/** One month, week or line of a report. */
export interface Tally {
  key: string
  asked: number
  answered: number
  /** answered before the promise ran out */
  kept: number
  /** median working minutes to the first answer; null: none yet */
  medianMinutes: number | null
  stars: number | null
}

export interface EnquiryStore {
  nextNumber(programmeId: string): Promise<number>
  find(id: string): Promise<Enquiry | null>
  findByNumber(number: string): Promise<Enquiry | null>
  /** Oldest first. */
  entries(enquiryId: string): Promise<Entry[]>
  /** All that are merged into this one. */
  mergedInto(enquiryId: string): Promise<Enquiry[]>
  /** Enquiries asked in these conversations, newest first. */
  ofConversations(ids: string[]): Promise<Enquiry[]>
  /** Enquiries this officer holds or stands in for, that are open, oldest promise first. */
  heldBy(officerId: string, limit: number): Promise<Enquiry[]>
  /** Officer → how many open ones are held; nobody who holds none. */
  openByHolder(): Promise<Map<string, number>>
  list(scope: Scope, filter: Filter, page: Page): Promise<Enquiry[]>
  /** Of all that the filter lets through, whatever it says of status, holder and lateness: those are counted. */
  counts(scope: Scope, filter: Filter, now: Date): Promise<EnquiryCounts>
  /** Open questions of a programme, newest first, for suggesting what is equal. */
  openQuestions(
    programmeId: string,
    limit: number,
  ): Promise<{ id: string; number: string; question: string }[]>
  /** Where the clock has to look by `now`, of these programmes, earliest first. */
  due(now: Date, limit: number, programmes: readonly string[]): Promise<Enquiry[]>
  /** Open ones whose holder, or deputy, is not there, may not answer or is no longer needed: for the clock to look at. */
  unattended(attendance: Attendance, limit: number): Promise<Enquiry[]>
  /** Writes an act that no turn brought. False: somebody else wrote in between; decide again. */
  write(change: EnquiryChange): Promise<boolean>
  file(enquiryId: string, fileId: string): Promise<{ ref: FileRef; content: Uint8Array } | null>
  saveFile(enquiryId: string, file: FileRef, content: Uint8Array, at: Date): Promise<void>
  /** By contact line and by calendar month of the zone. */
  tallies(
    scope: Scope,
    span: { from: Date; until: Date; timezone: string; programmeId?: string },
  ): Promise<{ lines: Tally[]; months: Tally[]; days: Tally[] }>
  /** Every enquiry of a span for the report, oldest first, in batches. */
  rows(scope: Scope, span: { from: Date; until: Date; programmeId?: string }): AsyncIterable<ReportRow[]>
}

export interface ReportRow extends Enquiry {
  /** what was promised when it was asked */
  promised: Date | null
  /** every promise until the first answer; null: none yet */
  kept: boolean | null
}

export interface OfficerRecord extends Officer {
  leave: { from: Date; until: Date; deputyId: string | null } | null
  subject: string | null
  /** chats and mailboxes bound to the account */
  channels: { conversationId: string; channel: string; address: string }[]
}

/** What is announced when an enquiry changed: told apart from conversations, of which there are many more. */
export const changeOfEnquiry = (id: string): string => `enquiry:${id}`

/** What is announced when an account, its rights or its leave changed. */
export const OFFICERS = 'officers'

/** It would leave nobody who looks after accounts. */
export class LastAdmin extends Error {}

export interface OfficerStore {
  find(id: string): Promise<OfficerRecord | null>
  findByEmail(email: string): Promise<OfficerRecord | null>
  findBySubject(subject: string): Promise<OfficerRecord | null>
  all(): Promise<OfficerRecord[]>
  /** Active officers with this role in the programme, by name; for `contact`, of this line. */
  withRole(role: Role, programmeId: string, contact?: string): Promise<OfficerRecord[]>
  create(
    officer: { id: string; name: string; email: string; locale: string; at: Date },
    by: Actor,
  ): Promise<void>
  /**
   * `tell`: news of it, left in the same transaction. `keepAdmin`: nothing is changed that would leave nobody to look
   * after accounts, whatever others do at the same moment.
   * @throws LastAdmin; StoreError `taken` for an address that another account has
   */
  change(
    id: string,
    change: { name?: string; email?: string; locale?: string; active?: boolean; subject?: string },
    by: Actor,
    options?: { tell?: StoredActivity[]; keepAdmin?: boolean },
  ): Promise<void>
  setGrants(id: string, grants: Grant[], by: Actor, options?: { keepAdmin?: boolean }): Promise<void>
  setLeave(id: string, leave: OfficerRecord['leave'], by: Actor): Promise<void>
  /** Somebody who must sign in again everywhere. */
  endSessions(id: string, by: Actor): Promise<void>
  openSession(session: { tokenHash: string; officerId: string; at: Date; expiresAt: Date }): Promise<void>
  /**
   * The officer signed in with this; `mark` notes that it was used now. Null: none, expired, unused for `idleMs`, or the
   * officer is no longer active.
   */
  session(tokenHash: string, now: Date, idleMs: number, mark: boolean): Promise<OfficerRecord | null>
  endSession(tokenHash: string): Promise<void>
  issue(ticket: {
    tokenHash: string
    officerId: string
    purpose: 'sign-in' | 'channel'
    expiresAt: Date
    /** left out: the officer */
    by?: Actor
  }): Promise<void>
  /** Whose ticket it is, which stays as it is. Null: none, used, expired, or its officer is no longer active. */
  ticket(tokenHash: string, purpose: 'sign-in' | 'channel', now: Date): Promise<OfficerRecord | null>
  /** Uses a ticket up. Null: none, used, expired, or its officer is no longer active. */
  redeem(tokenHash: string, purpose: 'sign-in' | 'channel', now: Date): Promise<OfficerRecord | null>
  /** From now on this conversation is the officer's desk, and nobody's application. */
  bind(conversationId: string, officerId: string): Promise<void>
  unbind(conversationId: string): Promise<void>
}

/** Brings a one-time link to an officer. */
export interface LinkPost {
  send(email: string, link: string, locale: string): Promise<void>
}

/** Whom an identity provider vouches for. */
export interface Identity {
  /** issuer and subject: nobody else's, ever */
  subject: string
  /** null: none, or the provider has not verified it */
  email: string | null
}

/** What one attempt to sign in at the provider is held together by; the browser keeps it, nobody else sees it. */
export interface Attempt {
  state: string
  nonce: string
  verifier: string
  /** where the provider sends the browser back to */
  back: string
}

/** The organisation's own sign-in (OpenID Connect). */
export interface IdentityProvider {
  /** words for the button */
  name: string
  /** Where the browser has to go. @throws when the provider cannot be reached */
  begin(attempt: Attempt): Promise<string>
  /** Whoever came back with this address. @throws when anything about it is not as it must be */
  finish(address: string, attempt: Attempt): Promise<Identity>
  /** Where to sign out there too; null: it offers nothing. */
  end(back: string): Promise<string | null>
}

export interface ClarificationRecord {
  id: string
  programmeId: string
  /** given when it is published */
  number: number | null
  status: 'proposed' | 'published' | 'declined' | 'withdrawn'
  words: Record<string, { question: string; answer: string }>
  clauses: string[]
  asked: string[]
  proposedBy: string
  proposedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  reason: string | null
  withdrawnBy: string | null
  withdrawnAt: Date | null
  /** ids of enquiries whose askers are told */
  enquiries: string[]
  version: number
}

export interface ClarificationStore {
  find(id: string): Promise<ClarificationRecord | null>
  all(programmeId: string): Promise<ClarificationRecord[]>
  published(programmeId: string): Promise<ClarificationRecord[]>
  /** One whose id is known has no effect. */
  create(record: ClarificationRecord, tell?: StoredActivity[]): Promise<void>
  /**
   * Writes it with a version one higher, and a number when it becomes published; in the same transaction what follows
   * from it, which may need the number. Null, and nothing is written: it or one of the enquiries changed in between.
   */
  save(
    record: ClarificationRecord,
    follows?: (number: number | null) => EnquiryChange,
  ): Promise<ClarificationRecord | null>
}

export interface CannedRecord {
  id: string
  programmeId: string
  title: string
  locale: string
  text: string
  changedBy: string
  changedAt: Date
}

export interface CannedStore {
  all(programmeId: string): Promise<CannedRecord[]>
  save(record: CannedRecord): Promise<void>
  remove(id: string, by: Actor): Promise<void>
}

export type { Enquiry, Entry }
