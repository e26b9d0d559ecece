/** Replies that have to be sent, and what became of them. */
import type { Reply } from '../conversation/types.ts'

export interface OutboxRow {
  id: string
  conversationId: string
  messageId: string
  channel: string
  address: string
  /** what the channel keeps for sending there; null when it needs nothing */
  reference: unknown
  /** language of the conversation now */
  locale: string
  reply: Reply
  /** this one included */
  attempts: number
  /** native messages of this reply that went out in earlier attempts */
  sentParts: number
}

/** A reply that an operator has to look at. */
export interface StrandedReply {
  id: string
  channel: string
  address: string
  status: 'unknown' | 'dead'
  reason: string
  at: Date
}

export interface Outbox {
  /**
   * Claims due rows with SKIP LOCKED; nobody else gets them for `leaseMs`. Never more than the first open
   * row of a conversation, so that order holds whatever becomes of it: claim again until nothing comes.
   * `only`: of this conversation, and of others what has been due since before then.
   */
  claim(
    channel: string,
    limit: number,
    leaseMs: number,
    only?: { conversationId: string; orBefore: Date },
  ): Promise<OutboxRow[]>
  /** To be called right before the send: from here on nobody knows whether it arrived. False: it is not ours any more. */
  begin(row: Pick<OutboxRow, 'id' | 'attempts'>, leaseMs: number): Promise<boolean>
  /**
   * Leaves unknown what was being sent when its lease ran out; `all`: whatever the lease, because nobody else can be
   * sending. @returns how many
   */
  abandon(channel: string, all?: boolean): Promise<number>
  sent(ids: string[]): Promise<void>
  /** Will be tried again at `at`, from the part after `sentParts`. */
  retry(id: string, at: Date, reason: string, sentParts?: number): Promise<void>
  /** Accepted or not, nobody knows: never sent again by itself. */
  unknown(id: string, reason: string): Promise<void>
  dead(id: string, reason: string): Promise<void>
  /** What was given up or left unknown and neither sent again nor dismissed, oldest first. */
  stranded(limit: number): Promise<StrandedReply[]>
  /** Claimed by this process and not begun: others may have it at once. */
  release(id: string): Promise<void>
  /** The activity whose turn said this reply; null when nobody asked for it. */
  saidBy(reply: Pick<OutboxRow, 'conversationId' | 'messageId'>): Promise<string | null>
  /** An operator sends it once more. False: there is no such reply. */
  resend(id: string): Promise<boolean>
  /** An operator has dealt with it otherwise. False: there is no such reply. */
  dismiss(id: string): Promise<boolean>
}
