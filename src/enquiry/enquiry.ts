/** What an enquiry is, what can be done with it, and who hears of it. Plain data: everything here survives JSON. */
import type { FileRef } from '../programme/values.ts'

export type EnquiryStatus =
  /** an answer is owed */
  | 'open'
  | 'answered'
  | 'closed'
  /** the asker had it deleted: number and times are left */
  | 'erased'

/** What an officer may see of the draft, with the applicant's consent, as it was then. */
export type Summary = { label: string; rows: { label: string; value: string }[] }[]

/** One line of the talk before the enquiry, with consent. */
export interface Said {
  from: 'you' | 'bot'
  at: string
  text: string
}

export interface Enquiry {
  id: string
  number: string
  programmeId: string
  /** where it was asked, and where answers go */
  conversationId: string
  channel: string
  locale: string
  area: string | null
  /** contact line; null: none could be named */
  contact: string | null
  /** clause of a type that has no line of its own */
  unpublished: string | null
  holderId: string | null
  /** may answer too, since a leave or the ladder said so */
  deputyId: string | null
  status: EnquiryStatus
  /** empty once erased */
  question: string
  summary: Summary | null
  transcript: Said[] | null
  askedAt: Date
  /** when the running promise began; null: no answer is owed */
  since: Date | null
  dueAt: Date | null
  /** steps of the ladder taken of the running promise */
  steps: number
  /** when the clock has to look next */
  nextAt: Date | null
  firstAnswerAt: Date | null
  /** working minutes from asking to the first answer */
  firstAnswerIn: number | null
  closedAt: Date | null
  /** 1 … 5 */
  stars: number | null
  /** goes together with this one and is answered with it */
  mergedInto: string | null
  /** grows by one with every act */
  version: number
  /** of the last entry */
  lastAt: Date
}

export type EntryKind =
  | 'asked'
  | 'followed-up'
  | 'reopened'
  | 'answered'
  /** only officers see it */
  | 'note'
  /** to another line or another officer, with a reason */
  | 'moved'
  /** somebody took it who did not hold it */
  | 'taken'
  | 'reminded'
  /** the deputy was told too */
  | 'deputised'
  /** late: it went to the lead */
  | 'escalated'
  | 'closed'
  | 'rated'
  | 'merged'
  | 'unmerged'
  /** a clarification was published that answers it */
  | 'clarified'
  | 'erased'

/** One line of the thread. */
export interface Entry {
  id: string
  enquiryId: string
  at: Date
  by: 'asker' | 'officer' | 'clock'
  officerId: string | null
  kind: EntryKind
  text: string
  data: EntryData
  /** by which it came; null for the clock */
  channel: string | null
}

export interface EntryData {
  files?: FileRef[]
  from?: { contact?: string | null; officer?: string | null }
  to?: { contact?: string | null; officer?: string | null }
  /** the promise that runs from here on, ISO */
  dueAt?: string
  /** false: the calendar of that year is not known yet */
  certain?: boolean
  stars?: number
  /** number of the other enquiry, or of the clarification */
  other?: string
  /** of the enquiry after the act, to tell what came after somebody looked */
  version?: number
}

/** What can be done with an enquiry. */
export type Act =
  | { type: 'follow-up'; text: string; files: FileRef[] }
  | { type: 'rate'; stars: number }
  | { type: 'answer'; text: string; files: FileRef[] }
  | { type: 'note'; text: string; files: FileRef[] }
  /** to another contact line, whose officers then hold it; the reason is told to the asker */
  | { type: 'reassign'; contact: string; reason: string }
  /** to a colleague of the line, or to anybody a lead chooses */
  | { type: 'hand-over'; officer: string; reason: string }
  /** takes it over from whoever holds it */
  | { type: 'take' }
  /** nothing more is to be said; the asker may reopen by writing again */
  | { type: 'close'; reason: string }
  | { type: 'merge'; into: string }
  | { type: 'unmerge' }

export type ActType = Act['type']

/** What the asker hears, on the asker's own channel. */
export type AskerNews =
  | {
      type: 'sent'
      number: string
      area: string | null
      contact: string | null
      unpublished: string | null
      dueAt: string
      certain: boolean
    }
  | { type: 'added'; number: string; dueAt: string | null; certain: boolean }
  | { type: 'answered'; number: string; by: string; text: string; files: FileRef[] }
  | { type: 'moved'; number: string; contact: string | null; reason: string; dueAt: string | null }
  | { type: 'late'; number: string }
  | { type: 'closed'; number: string; reason: string }
  | { type: 'rated'; number: string; stars: number }
  | {
      type: 'clarified'
      number: string
      clarification: number
      question: string
      answer: string
    }
  | { type: 'list'; enquiries: Standing[] }
  /** what was wanted cannot be; `why` names a phrase */
  | { type: 'refused'; number: string | null; why: string; count?: number; max?: number }

/** How one enquiry of the asker stands. */
export interface Standing {
  number: string
  question: string
  status: EnquiryStatus
  contact: string | null
  askedAt: string
  dueAt: string | null
}

/** What an officer hears, in every chat and mailbox bound to the account. */
export type DeskNews =
  | { type: 'new' | 'followed-up' | 'reopened' | 'assigned' | 'remind' | 'deputy' | 'escalated'; card: Card }
  /** somebody else did it: nothing is left to do here */
  | { type: 'answered' | 'closed' | 'moved-away' | 'erased'; number: string; by: string }
  | { type: 'proposed' | 'published' | 'declined'; clarification: string; question: string; by: string }
  | { type: 'bound' }
  /** an application or a project needs somebody here; `of` and `news` name the phrase */
  | {
      type: 'case'
      of: 'application' | 'project'
      news: string
      id: string
      programmeId: string
      number: string
      title: string
      applicant: string
    }
  | { type: 'withdrawn' }
  /** a mail came in the officer's name that could not be verified */
  | { type: 'forged-mail' }
  /** what an act came to */
  | { type: 'done'; act: ActType; number: string }
  | { type: 'refused'; why: string; number: string | null; by?: string; count?: number; max?: number }

/** What an officer needs to answer from a chat or a mail. */
export interface Card {
  id: string
  number: string
  programmeId: string
  area: string | null
  contact: string | null
  locale: string
  /** what was said last by the asker, or the question */
  text: string
  files: FileRef[]
  askedAt: string
  dueAt: string | null
  /** moved or handed over: why */
  reason?: string
}
