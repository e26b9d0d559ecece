/** What the house needs from a channel that is sent to, and what such a channel is told. */
import type { Reply } from '../conversation/types.ts'

/** How a send ended. Never `retry` once the other side may have what was sent. */
export type SendOutcome =
  | { type: 'sent' }
  /** nothing beyond `sentParts` native messages went out */
  | { type: 'retry'; afterMs: number; reason: string; sentParts?: number }
  /** accepted or not, nobody knows; it is never repeated by itself */
  | { type: 'unknown'; reason: string }
  | { type: 'refused'; reason: string }

/** One reply to be sent. Reasons of an outcome must not repeat its words: they are logged. */
export interface Parcel {
  conversationId: string
  /** id of the reply, by which its buttons find it again */
  messageId: string
  /** the channel's own address of the other side */
  address: string
  /** what the channel asked to be kept for this conversation, null when it never did */
  reference: unknown
  /** language of the conversation now */
  locale: string
  reply: Reply
  /** native messages of this reply that an earlier attempt has sent */
  sentParts: number
}

/** So many at once, and then so many a second. */
export interface Rate {
  burst: number
  perSecond: number
}

export interface Sender {
  channel: string
  /** how fast the platform lets us send, over all and to each address; null: as fast as it goes */
  pace: { overall: Rate; each: Rate } | null
  /** Has to come to an end by its own deadline. */
  send(parcel: Parcel): Promise<SendOutcome>
}

/** A file could not be fetched, and asking again will not help. */
export class FileOutOfReach extends Error {}

export interface FileSource {
  channel: string
  /** @throws FileOutOfReach; anything else is tried again */
  fetch(source: string, mostBytes: number): Promise<Uint8Array>
}

/** One thing that was looked at: well or not. */
export interface Finding {
  ok: boolean
  code: string
  params: Record<string, string | number>
}
