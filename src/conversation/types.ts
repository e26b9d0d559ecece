/** What goes into a turn and what comes out of it. Plain data: everything here survives JSON. */
import type { ApplicantAct, CaseNews, DraftCase } from '../casework/case.ts'
import type { PaperFindings } from '../casework/paper.ts'
import type { Choice, Citation, FormCard, Part, WireReply } from '../contract/conversation.ts'
import type { DeskState } from '../enquiry/desk-shapes.ts'
import type { AskerNews, DeskNews } from '../enquiry/enquiry.ts'
import type { FieldAnswer } from '../language/commands.ts'
import type { Entry, FileRef } from '../programme/values.ts'

export type { Entry, FileRef, Row, Value } from '../programme/values.ts'

/** What a channel delivers, already stored. */
export type Activity =
  /** `code`: go on with the draft of this resume code */
  | { kind: 'start'; code?: string }
  /** `quoted`: words of the message it answers, as far as the channel shows them */
  | { kind: 'text'; text: string; quoted?: string }
  /** `label`: what stood on the button, for the transcript */
  | { kind: 'choice'; value: string; label?: string }
  | { kind: 'form'; step: string; values: Record<string, string | string[]> }
  /** `text`: words that came with the files; `lost`: why one that came with them could not be taken, as in `unreadable` */
  | { kind: 'file'; files: FileRef[]; text?: string; quoted?: string; lost?: string }
  /** answers to any fields at once, from the whole form; refused as a whole when `revision` is not the draft's */
  | { kind: 'fill'; locale: string; revision?: number; set: Record<string, FormAnswer> }
  /** a button of the whole form, whose press is the yes; `move` and `stay`: what to do about an amendment */
  | { kind: 'settle'; locale: string; revision?: number; what: 'submit' | 'recall' | 'move' | 'stay' }
  /** the shell reports the outcome of an effect */
  | { kind: 'event'; event: ShellEvent }

/** What the whole form holds for a field: what was typed, chosen ids, all rows, all files; null or blank empties it. */
export type FormAnswer = string | string[] | Record<string, string>[] | FileRef[] | null

export type ShellEvent =
  | { type: 'submitted'; number: string; checkCode: string; href: string; at: string }
  /** another face of the draft changed it */
  | { type: 'draft-changed' }
  /** something came that is neither words nor a file we take; `why` names a phrase of `unreadable` or a failure */
  | { type: 'unreadable'; why: string }
  /** what linking and notices came to */
  | LinkEvent
  /** something to be told unasked */
  | { type: 'notice'; notice: Notice }
  /** how an enquiry went on, told to whoever asked it */
  | { type: 'enquiry'; news: AskerNews }
  /** how an application or a project went on, told to its applicant; also what an own act came to */
  | { type: 'case'; news: CaseNews }
  /** what the stamped form was found to be; `file`: under which name it is kept */
  | { type: 'paper'; findings: PaperFindings; file: string }
  /** told to an officer's desk */
  | { type: 'desk'; news: DeskNews }
  /** everything of the person was deleted; `kept`: numbers of applications that stay on record */
  | { type: 'erased'; kept: string[] }
  /** the office has all of it deleted: the person asked for that elsewhere, or it was kept long enough */
  | { type: 'erase-ordered'; why: 'asked' | 'kept-long-enough' }
  /** everything of the person can be fetched there for so many minutes */
  | { type: 'exported'; href: string; minutes: number }
  /** nobody has a draft of the code that was given */
  | { type: 'no-such-draft' }
  /** a turn could not be taken, several times */
  | { type: 'trouble' }

/** `days` until the closing day. */
export type Notice = { kind: 'closes'; days: number } | { kind: 'unfinished' }

/** One person on several channels. `channel` names one, such as `telegram`. */
export type LinkEvent =
  | { type: 'link-code'; code: string; minutes: number }
  /** `own`: this conversation has answers of its own, which it would leave */
  | { type: 'link-offer'; code: string; channel: string; project: string; own: boolean }
  | { type: 'no-such-link' }
  /** so many were wrong that none is looked up for a while */
  | { type: 'too-many-codes' }
  /** `left`: resume code of the draft that this conversation had before */
  | { type: 'linked'; channel: string; left: string | null }
  /** told on the other side */
  | { type: 'linked-there'; channel: string }
  | { type: 'unlinked'; who: 'here' | 'others'; count: number }
  | { type: 'unlinked-there' }
  | { type: 'notices'; on: boolean }

/** What this conversation can do beyond itself. */
export interface Reach {
  channel: string
  /** words reach the person here when nobody is looking */
  canNotify: boolean
  noticesHere: boolean
  /** officers take enquiries of this programme */
  enquiries: boolean
}

export interface Draft {
  id: string
  /** what a person types to go on elsewhere, such as K7QF-2M9D */
  code: string
  revision: number
  entries: Record<string, Entry>
  /** the submission that counts now, if any */
  submission?: { number: string; checkCode: string; at: string }
  /** how it went on since; of a later form how its application did */
  case?: DraftCase
  /** which later form of its programme it is, and the code of its application; absent: an application itself */
  form?: { id: string; parentCode: string }
}

/**
 * The field of an event that is no field: the version of the programme, by content hash as `value`. No field can have
 * this id.
 */
export const VERSION = '#version'

/** One change of one field, in the order it happened. */
export interface DraftEvent {
  field: string
  old: Entry | null
  new: Entry | null
}

/** Where we are: the machine's snapshot plus the little that is not the machine's. */
export interface ConversationState {
  locale: string
  /** the machine's state value and context */
  snapshot: unknown
  memory: Memory
}

/** What the assistant remembers between turns that is neither position nor answer. */
export interface Memory {
  /** the field answered last, for “the last one is wrong” */
  lastField: string | null
  /** the changes of the last turn that changed anything, for undo */
  lastChange: DraftEvent[]
  /** the question asked last and how often in a row */
  asked: { answer: string; times: number } | null
  /** the field that was answered wrongly last, and how often in a row */
  wrong?: { field: string; times: number }
  /** buttons on the screen */
  offered: Choice[]
  /** when a submission was begun in time, ISO; honoured for a while after the window has closed */
  submitBegunAt?: string
  /** the draft as this conversation last saw it, to notice what other faces of it did */
  seen?: {
    revision: number
    field: string | null
    entry: Entry | null
    submission: string | null
    /** content hash of its programme */
    version?: string
  }
  /** the amendment that was told of, by content hash, and what was chosen; without a choice it is open */
  amendment?: { hash: string; stays?: true }
  /** several answers of one message, read back and waiting for a yes; its number tells old buttons from new */
  proposed?: Proposal
  /** the other side that a yes would link this conversation to */
  linking?: Extract<LinkEvent, { type: 'link-offer' }>
  /** what could not be answered just now: at hand as a question for a person */
  unclear?: string
  /** the question for a person that is being put */
  enquiry?: EnquiryDraft
  /** photos of the stamped form, until they are all there */
  paper?: FileRef[]
  /** of an officer's desk, where nothing else is remembered */
  desk?: DeskState
  /** number of the submission taken back last, until the next one replaces it */
  recalled?: string
  /** returned fields that were looked at since they were returned */
  looked?: string[]
  /** what is wanted of an application or a project, while it is put into words; its number tells old buttons from new */
  wanted?: Wanted
}

export interface Wanted {
  number: number
  act: ApplicantAct['type']
  /** ISO date */
  until?: string
  reason?: string
}

export interface EnquiryDraft {
  text: string
  files: FileRef[]
  area: string | null
  /** the area stays unclear */
  general: boolean
  /** number of the enquiry that these are more words for */
  followUp: string | null
}

export interface Proposal {
  number: number
  /** the whole message */
  said: string
  answers: FieldAnswer[]
  /** what has no place in the form */
  rest: string[]
}

export interface Reply {
  key: string
  text: string
  choices?: Choice[]
  form?: FormCard
  citations?: Citation[]
  parts?: Part[]
  document?: WireReply['document']
  pending?: { field: string }
  /** subject of a mail; other channels ignore it */
  subject?: string
  /** stored files that are sent along */
  attachments?: { id: string; name: string; bytes: number }[]
}

/** What the shell must do; the core only decides. */
export type Effect =
  /** freeze the draft as a submission, give it a number, and report `submitted` */
  | { type: 'submit' }
  /** go on with the draft of this code instead, and report it with `start` or `no-such-draft` */
  | { type: 'adopt'; code: string }
  /** the draft goes on with this version of its programme, which it has been fitted to already */
  | { type: 'move-draft'; hash: string }
  /** take the submission back; it stays on record */
  | { type: 'recall' }
  /** make a code that links another channel to this conversation, and report it */
  | { type: 'make-link-code' }
  /** look up what a link code stands for, and report it */
  | { type: 'look-up-link'; code: string }
  /** link, and report it */
  | { type: 'link'; code: string }
  | { type: 'unlink'; who: 'here' | 'others' }
  | { type: 'set-notices'; on: boolean }
  /** route a question to a person, and report it; `area` null with `general`: it stays unclear */
  | {
      type: 'enquire'
      text: string
      files: FileRef[]
      area: string | null
      general: boolean
      consent: boolean
    }
  /** more words for an enquiry, which reopens it when it was answered or closed; reported */
  | { type: 'follow-up'; number: string; text: string; files: FileRef[] }
  | { type: 'rate-enquiry'; number: string; stars: number }
  /** what the applicant does with an application or a project; reported by `case` */
  | { type: 'case-act'; act: ApplicantAct }
  /** match the stamped form with what was handed in, keep it, and report it by `paper` or `unreadable` */
  | { type: 'match-paper'; files: FileRef[] }
  /** go on with a later form of this application, begun when there is none; reported with `start` or `case` */
  | { type: 'open-form'; form: string }
  /** from a later form back to the application; reported with `start` */
  | { type: 'leave-form' }
  /** report how the enquiries of this person stand */
  | { type: 'list-enquiries' }
  /** delete everything of this person that need not stay on record, and report it */
  | { type: 'erase' }
  /** make everything of this person ready to be fetched, and report it */
  | { type: 'export' }
  /** a question nobody could answer, for the report of what people could not find; `answers` are the near ones */
  | { type: 'unanswered'; text: string; answers: string[] }
