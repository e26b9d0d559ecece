/** What an officer's desk in a chat or mailbox is given, and what it gives. Plain data: everything here survives JSON but the world. */
import type { Choice, FormCard } from '../contract/conversation.ts'
import type { Phrases } from '../language/phrases.ts'
import type { FileRef } from '../programme/values.ts'
import type { DeskNews, Enquiry, Entry } from './enquiry.ts'
import type { OfficerAct } from './officer-act.ts'
import type { Officer } from './policy.ts'

/** What came to a desk; `quoted` holds the words of the message it answers, as far as the channel shows them. */
export type DeskActivity =
  | { kind: 'start' }
  | { kind: 'text'; text: string; quoted?: string }
  | { kind: 'choice'; value: string }
  | { kind: 'form'; step: string; values: Record<string, string | string[]> }
  /** `lost`: a file that came with it could not be taken */
  | { kind: 'file'; files: FileRef[]; text?: string; quoted?: string; lost?: string }
  | { kind: 'news'; news: DeskNews }
  /** nothing that can be read; `why` names a phrase of `channels.unreadable` or a failure */
  | { kind: 'unreadable'; why: string }
  | { kind: 'trouble' }

export interface DeskReply {
  /** the phrase it was made of */
  key: string
  text: string
  choices?: Choice[]
  form?: FormCard
  /** of a mail */
  subject?: string
  attachments?: { id: string; name: string; bytes: number }[]
}

/** An enquiry as the desk knows it. */
export interface DeskCase {
  enquiry: Enquiry
  /** oldest first; empty for those that are only listed */
  entries: Entry[]
  /** this officer may answer it, as rights are now */
  may: boolean
}

/** Words of a programme in the officer's language. */
export interface DeskTexts {
  areas: Readonly<Record<string, string>>
  contacts: Readonly<Record<string, string>>
  /** ids of the contact lines */
  lines: readonly string[]
  timezone: string
}

/** Everything a turn of the desk can see. */
export interface DeskWorld {
  officer: Officer
  phrases: Phrases
  /** the same words in every language there is: commands are understood in all of them */
  tongues: readonly Phrases[]
  /** open ones the officer may answer, earliest promise first; then those that were named or pressed */
  cases: readonly DeskCase[]
  /** names of officers by id */
  names: ReadonlyMap<string, string>
  textsOf(programmeId: string): DeskTexts
  /** where the console shows it; null when nobody said where the site is */
  linkOf(enquiryId: string): string | null
  /** the same for an application or a project */
  caseLinkOf(of: 'application' | 'project', id: string): string | null
  at: Date
}

/** What the next words are for. */
export type WantedWords = 'answer' | 'note' | 'move' | 'close'

export type Pending =
  /** asked for by a button or a command; `contact`: the line to move to */
  | {
      type: 'words'
      what: WantedWords
      id: string
      contact?: string
      files: FileRef[]
      /** ISO */
      at: string
      /** an addition to what was answered already, as the officer was told at this version */
      version?: number
    }
  /** an answer that waits for a yes; `id` null: which enquiry it answers is still to be chosen */
  | { type: 'confirm'; id: string | null; text: string; files: FileRef[]; addition: boolean }
  | { type: 'unbind' }

/** What a desk remembers between turns. */
export interface DeskState {
  /** grows with every question, so that an old yes is told from a new one */
  asked: number
  pending: Pending | null
}

export interface DeskAct {
  enquiryId: string
  act: OfficerAct
  /** the version the officer has been told of: an addition to what somebody else answered */
  version?: number
}

export type DeskCommand = { type: 'unbind' } | { type: 'language'; locale: string }

/** What a turn of the desk comes to; one act or one command at most. */
export interface DeskStep {
  replies: DeskReply[]
  state: DeskState
  act: DeskAct | null
  command: DeskCommand | null
}

/** How an act ended. */
export type DeskOutcome = Extract<DeskNews, { type: 'done' | 'refused' }>

export const NO_DESK: DeskState = { asked: 0, pending: null }
