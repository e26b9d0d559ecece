/** What the core's shell needs from a database. Times are UTC `Date`s, ids are UUIDv7 strings. */
import type { HandedIn } from '../casework/standing.ts'
import type { ConversationState, Draft, DraftEvent, FileRef, Reply } from '../conversation/types.ts'
import type { StoredActivity } from './activity.ts'
import type { AuditLog } from './audit.ts'
import type { CaseChange, CaseStore } from './cases.ts'
import type {
  CannedStore,
  ClarificationStore,
  EnquiryChange,
  EnquiryStore,
  EraseChange,
  OfficerStore,
} from './desk.ts'
import type { Connections, Figures } from './figures.ts'
import type { BrakeStore, RetentionStore } from './keeping.ts'
import type { Alone, Changes, QueueDatabase } from './nodes.ts'
import type { Outbox } from './outbox.ts'

import type { ProgrammeStore } from './programmes.ts'

export type { Delivered, RemoteFile, StoredActivity } from './activity.ts'

export interface ConversationRecord {
  id: string
  channel: string
  /** the channel's own address of the other side, such as a chat id; the conversation's id on the web */
  address: string
  programmeId: string
  programmeHash: string
  /** SHA-256 (hex) of the bearer token */
  tokenHash: string
  state: ConversationState
  /** grows by one with every turn; a turn written against an old version is refused */
  version: number
  /** number of the last message */
  seq: number
  draft: Draft | null
  /** resume code of the draft */
  draftCode: string | null
  /** who speaks here, once that is known beyond this conversation */
  personId: string | null
  /** true when the person wants notices, and wants them here */
  noticesHere: boolean
  /** the officer whose desk this is; null: an applicant speaks here */
  officerId: string | null
}

export interface StoredMessage {
  id: string
  seq: number
  from: 'you' | 'bot'
  at: Date
  /** the utterance, or the reply's text */
  text: string
  reply: Reply | null
  activityId: string | null
}

/** Everything one turn writes, in one transaction. */
export interface TurnRecord {
  conversationId: string
  /** the version the turn was computed from */
  version: number
  activity: StoredActivity
  /** what the person said, as shown in the transcript; null when there is nothing to show (start, shell event) */
  said: string | null
  state: ConversationState
  replies: { id: string; reply: Reply }[]
  /** the draft after the turn when it changed (or was begun), and its events */
  draft: { draft: Draft; code: string; isNew: boolean; revisionBefore: number; events: DraftEvent[] } | null
  /** the draft that the conversation goes on with from now on, and its programme; null: the one it has */
  adopted: { draftId: string; programmeId: string; programmeHash: string } | null
  /** a submission made by this turn */
  submission: SubmissionRecord | null
  /** number of the submission this turn takes back; it stays on record */
  recalled: string | null
  /** the draft whose other faces must look again: it was changed, handed in or taken back */
  touched: string | null
  unanswered: { text: string; answers: string[] }[]
  at: Date
  /** true: outbox rows are written and a deliverer sends them; false: the client fetches from the transcript */
  push: boolean
  /** what it changes beyond the conversation, written in the same transaction */
  beyond?: BeyondChange | null
}

export type BeyondChange =
  | PersonChange
  | EnquiryChange
  | EraseChange
  | DeskChange
  | CaseChange
  | VersionChange

/** The draft, and every conversation that holds it, goes on with another version of its programme; handed in, it stays. */
export interface VersionChange {
  type: 'move-draft'
  draftId: string
  /** content hashes; another one than `from` by now makes the turn a conflict */
  from: string
  to: string
}

/** This conversation becomes an officer's desk, or ceases to be one. */
export type DeskChange =
  /** `ticket`: hash of the code that is used up by it; used already makes the turn a conflict */
  { type: 'bind'; officerId: string; ticket: string } | { type: 'unbind' }

/** A change of who is known where. Activities of other conversations are taken later, as turns of their own. */
export type PersonChange =
  | { type: 'link-code'; code: string; expiresAt: Date }
  | {
      type: 'link'
      code: string
      /** made when there is none */
      personId: string
      /** the conversation that showed the code; it takes over the draft when it has none itself */
      other: string
      othersDraft: string | null
      tell: StoredActivity
    }
  /** these conversations know nobody any more, and lose the draft */
  | { type: 'unlink'; conversations: string[]; tell: StoredActivity[] }
  | { type: 'notices'; personId: string; to: string | null }

export interface SubmissionRecord {
  id: string
  number: string
  draftId: string
  draftRevision: number
  programmeId: string
  programmeHash: string
  entries: Draft['entries']
  checkCode: string
  receivedAt: Date
}

export type CommitOutcome =
  | { type: 'committed' }
  /** someone else took a turn in between: load again and take the turn again */
  | { type: 'conflict' }
  /** this dedupe key was already taken; these were its replies */
  | { type: 'duplicate'; replies: { id: string; reply: Reply }[] }

export interface TurnStore {
  /**
   * Creates a conversation without messages.
   * @throws StoreError `taken` when the address of this channel has one already
   */
  create(
    conversation: Omit<
      ConversationRecord,
      'version' | 'seq' | 'draft' | 'draftCode' | 'personId' | 'noticesHere' | 'officerId'
    > & {
      draftId: string | null
      at: Date
    },
  ): Promise<void>
  load(conversationId: string): Promise<ConversationRecord | null>
  findByAddress(channel: string, address: string): Promise<{ id: string; version: number } | null>
  /** Keeps what the channel needs to send to this conversation later. */
  refer(conversationId: string, reference: unknown): Promise<void>
  /** The reply with this id, if it was said in this conversation. */
  replyTo(conversationId: string, messageId: string): Promise<Reply | null>
  /** One statement: activity, snapshot, transcript, draft, draft events, submission, outbox. */
  commit(turn: TurnRecord): Promise<CommitOutcome>
  /** Stores an activity before it is acknowledged; false when the dedupe key is known (no effect then). */
  receive(activity: StoredActivity): Promise<boolean>
  /** The oldest activities that were received and not yet taken, one a conversation at most. */
  pending(limit: number, exceptConversations?: string[]): Promise<StoredActivity[]>
  /** Replies of an activity already taken, null if not taken. */
  repliesOf(conversationId: string, dedupeKey: string): Promise<{ id: string; reply: Reply }[] | null>
  /** Messages with seq > after, oldest first. */
  transcript(conversationId: string, after: number): Promise<StoredMessage[]>
}

export interface DraftRecord {
  draft: Draft
  code: string
  programmeId: string
  programmeHash: string
}

export interface DraftStore {
  find(draftId: string): Promise<DraftRecord | null>
  findByCode(code: string): Promise<DraftRecord | null>
  /** When the draft was changed last; null for one there is not. */
  changedAt(draftId: string): Promise<Date | null>
  /** The draft of a conversation, begun empty when there is none; its id. A turn under way is then taken again. */
  begin(conversationId: string, draft: { id: string; code: string; at: Date }): Promise<string | null>
  /**
   * A conversation in which nothing was answered goes on with another version of its programme, and so does its empty
   * draft with all who hold it. Nothing happens when anything was answered meanwhile.
   */
  follow(conversationId: string, versions: { from: string; to: string }): Promise<void>
  /** Conversations that hold the draft, or a later form of it; the one that spoke last first. */
  holders(draftId: string): Promise<Acquaintance[]>
  /** True when a conversation with this token hash holds the draft. */
  isHeldBy(draftId: string, tokenHash: string): Promise<boolean>
  events(draftId: string): Promise<(DraftEvent & { revision: number; at: Date; channel: string })[]>
}

export interface SubmissionStore {
  /** The next running number of the programme; gaps are possible, repeats are not. */
  nextNumber(programmeId: string): Promise<number>
  find(number: string): Promise<SubmissionRecord | null>
  findById(id: string): Promise<SubmissionRecord | null>
  findByCheckCode(checkCode: string): Promise<SubmissionRecord | null>
  /** A file that is part of an answer of this submission, wherever it came in; null for any other. */
  file(submissionId: string, fileId: string): Promise<{ ref: FileRef; content: Uint8Array } | null>
  /** Every submission of a draft, oldest first, those taken back included. */
  history(draftId: string): Promise<HandedIn[]>
}

/** A conversation of a person, as other conversations need to know it. */
export interface Acquaintance {
  id: string
  channel: string
}

/** Somebody who wants notices, and where. */
export interface NoticeWish {
  conversationId: string
  since: Date
}

export interface PersonStore {
  /** The conversation that shows this code, while the code can be used. */
  linkedBy(code: string, at: Date): Promise<string | null>
  /** Every conversation of the person. */
  conversations(personId: string): Promise<Acquaintance[]>
  /** Who wants notices, in the order of their conversations' ids; those after `after`. */
  wantingNotices(limit: number, after: string | null): Promise<NoticeWish[]>
  /** True when an activity with this key has been received. */
  hasReceived(conversationId: string, dedupeKey: string): Promise<boolean>
}

/** One wording that could not be answered, as often as it was said. */
export interface UnansweredWording {
  text: string
  /** ids of the answers that were near when it was said last */
  answers: string[]
  count: number
  last: Date
}

export interface UnansweredStore {
  /** Every wording of a programme since an instant (null: ever), the most frequent first. */
  wordings(programmeId: string, since: Date | null): Promise<UnansweredWording[]>
}

export interface FileStore {
  save(file: FileRef & { conversationId: string; content: Uint8Array; at: Date }): Promise<void>
  /** How many files were saved for this conversation, and their bytes in all. */
  held(conversationId: string): Promise<{ count: number; bytes: number }>
  /** Only files of this conversation's draft or conversation. */
  find(conversationId: string, ids: string[]): Promise<FileRef[]>
  read(conversationId: string, id: string): Promise<{ ref: FileRef; content: Uint8Array } | null>
}

/** Why this release cannot use its database now. */
export type Trouble = 'database-unreachable' | 'schema-newer' | 'schema-older'

export interface Store extends TurnStore {
  brakes: BrakeStore
  retention: RetentionStore
  queue: QueueDatabase
  drafts: DraftStore
  persons: PersonStore
  submissions: SubmissionStore
  programmes: ProgrammeStore
  files: FileStore
  unanswered: UnansweredStore
  enquiries: EnquiryStore
  officers: OfficerStore
  clarifications: ClarificationStore
  cases: CaseStore
  canned: CannedStore
  audit: AuditLog
  outbox: Outbox
  changes: Changes
  alone: Alone
  /** null while well; else what is wrong, in a word for operators */
  health(): Promise<Trouble | null>
  /** What stands in the database, counted now. */
  figures(): Promise<Figures>
  connections(): Connections
  close(): Promise<void>
}
