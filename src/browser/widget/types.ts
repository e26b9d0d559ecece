import type { Transcript, TranscriptEntry, WireActivity, WireReply } from './wire.ts'

export type Entry = TranscriptEntry
export type Resume = NonNullable<Transcript['resume']>

/** A sentence for the reader with what to do next, as the server put it. */
export interface Problem {
  message: string
  hint: string
}

/** What became of something we sent: on its way, waiting for the network, refused by the server, or taken. */
export type Delivery = 'sending' | 'waiting' | 'refused' | 'sent'

/** One message on the screen. */
export interface Item {
  /** stays the same for as long as the item is shown */
  key: string
  from: 'you' | 'bot'
  text: string
  /** place in the server's transcript, once known */
  seq?: number
  reply?: WireReply
  /** only on messages sent from here */
  activity?: WireActivity
  delivery?: Delivery
  problem?: Problem
}

/** Why nothing gets through at the moment, if so. */
export type Trouble = 'connecting' | 'offline' | 'unreachable' | 'blocked' | 'lost' | 'try-later'

export type Values = Record<string, string | string[]>

/** Everything the view shows. Replaced, never changed in place. */
export interface State {
  locale: string
  started: boolean
  items: readonly Item[]
  trouble: Trouble | null
  resume: Resume | null
}
