/** What the core's shell needs from a database. Times are UTC `Date`s, ids are UUIDv7 strings. */
import type { HandedIn } from '../casework/standing.ts'
import type { Activity, ConversationState, Draft, DraftEvent, FileRef, Reply } from '../conversation/types.ts'

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
}

export interface StoredActivity {
  id: string
  conversationId: string
  dedupeKey: string
  activity: Activity
  receivedAt: Date
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
}

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
    conversation: Omit<ConversationRecord, 'version' | 'seq' | 'draft' | 'draftCode'> & {
      draftId: string | null
      at: Date
    },
  ): Promise<void>
  load(conversationId: string): Promise<ConversationRecord | null>
  findByAddress(channel: string, address: string): Promise<string | null>
  /** One statement: activity, snapshot, transcript, draft, draft events, submission, outbox. */
  commit(turn: TurnRecord): Promise<CommitOutcome>
  /** Stores an activity before it is acknowledged; false when the dedupe key is known (no effect then). */
  receive(activity: StoredActivity): Promise<boolean>
  /** The oldest activities that were received and not yet taken, one a conversation at most. */
  pending(limit: number): Promise<StoredActivity[]>
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
  /** The draft of a conversation, begun empty when there is none; its id. A turn under way is then taken again. */
  begin(conversationId: string, draft: { id: string; code: string; at: Date }): Promise<string | null>
  /** True when a conversation with this token hash holds the draft. */
  isHeldBy(draftId: string, tokenHash: string): Promise<boolean>
  events(draftId: string): Promise<(DraftEvent & { revision: number; at: Date; channel: string })[]>
}

export interface SubmissionStore {
  /** The next running number of the programme; gaps are possible, repeats are not. */
  nextNumber(programmeId: string): Promise<number>
  find(number: string): Promise<SubmissionRecord | null>
  findByCheckCode(checkCode: string): Promise<SubmissionRecord | null>
  /** Every submission of a draft, oldest first, those taken back included. */
  history(draftId: string): Promise<HandedIn[]>
}

export interface ProgrammeStore {
  /** Keeps the files of a version for as long as something pins it. */
  keep(version: { hash: string; programmeId: string; files: Record<string, string>; at: Date }): Promise<void>
  files(hash: string): Promise<Record<string, string> | null>
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
  /** Only files of this conversation's draft or conversation. */
  find(conversationId: string, ids: string[]): Promise<FileRef[]>
  read(conversationId: string, id: string): Promise<{ ref: FileRef; content: Uint8Array } | null>
}

export interface OutboxRow {
  id: string
  conversationId: string
  channel: string
  address: string
  reply: Reply
  attempts: number
}

export interface Outbox {
  /**
   * Claims due rows with SKIP LOCKED; nobody else gets them for `leaseMs`. Never more than the first open
   * row of a conversation, so that order holds whatever becomes of it: claim again until nothing comes.
   */
  claim(channel: string, limit: number, leaseMs: number): Promise<OutboxRow[]>
  sent(ids: string[]): Promise<void>
  /** Will be tried again at `at`. */
  retry(id: string, at: Date, reason: string): Promise<void>
  /** Accepted or not, nobody knows: never sent again by itself. */
  unknown(id: string, reason: string): Promise<void>
  dead(id: string, reason: string): Promise<void>
}

export interface Changes {
  /** Something new can be read of this conversation or draft; a commit announces both. */
  announce(id: string): void
  /**
   * Hears of changes on every node. `missed`: some may have gone unheard (the connection was away), look
   * at everything. Returns what stops it.
   */
  listen(handler: (id: string) => void, missed?: () => void): () => void
}

export interface Store extends TurnStore {
  drafts: DraftStore
  submissions: SubmissionStore
  programmes: ProgrammeStore
  files: FileStore
  unanswered: UnansweredStore
  outbox: Outbox
  changes: Changes
  /** null while well; else what is wrong, in a word for operators */
  health(): Promise<string | null>
  close(): Promise<void>
}
