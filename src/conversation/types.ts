/** What goes into a turn and what comes out of it. Plain data: everything here survives JSON. */
import type { Choice, Citation, FormCard, Part } from '../contract/conversation.ts'
import type { Entry, FileRef } from '../programme/values.ts'

export type { Entry, FileRef, Row, Value } from '../programme/values.ts'

/** What a channel delivers, already stored. */
export type Activity =
  | { kind: 'start' }
  | { kind: 'text'; text: string }
  | { kind: 'choice'; value: string }
  | { kind: 'form'; step: string; values: Record<string, string | string[]> }
  | { kind: 'file'; files: FileRef[] }
  /** the shell reports the outcome of an effect */
  | { kind: 'event'; event: ShellEvent }

export type ShellEvent = { type: 'submitted'; number: string; checkCode: string; href: string }

export interface Draft {
  id: string
  revision: number
  entries: Record<string, Entry>
  /** the submission that counts now, if any */
  submission?: { number: string; checkCode: string; at: string }
}

/** One change of one field, in the order it happened. */
export interface DraftEvent {
  field: string
  old: Entry | null
  new: Entry | null
}

/** Where we are: the machine's snapshot plus the little that is not the machine's. */
export interface ConversationState {
  locale: string
  snapshot: unknown
}

export interface Reply {
  key: string
  text: string
  choices?: Choice[]
  form?: FormCard
  citations?: Citation[]
  parts?: Part[]
  document?: { kind: 'application-form'; title: string; href: string; mediaType: string }
  pending?: { field: string }
}

/** What the shell must do; the core only decides. */
export type Effect =
  /** freeze the draft as a submission, give it a number, and report `submitted` */
  | { type: 'submit' }
  /** a question nobody could answer, for the report of what people could not find; `answers` are the near ones */
  | { type: 'unanswered'; text: string; answers: string[] }
