/** What an act comes to, and the little that all acts share. */
import type { Programme } from '../programme/schema.ts'
import type { AskerNews, Card, DeskNews, Enquiry, Entry, EntryData, EntryKind } from './enquiry.ts'
import type { Officer } from './policy.ts'
import { ladderOf, promiseFor } from './promise.ts'
import { type Colleague, leadsOf } from './staff.ts'

export type Desk = Pick<Programme, 'timezone' | 'calendar' | 'enquiries' | 'contacts'>

/** What a decision needs to know beside the enquiry and the act. */
export interface Context {
  /** as it is now: a changed promise holds for what is asked from now on */
  programme: Desk
  now: Date
  /** a fresh id with every call; the first is that of the entry that stands for the act */
  id(): string
  /** every officer of the programme, whoever is away or withdrawn included */
  staff: readonly Colleague[]
  /** what was written so far, oldest first; empty for a new one */
  thread: readonly Entry[]
  /** the enquiry that this one is merged into, or is to be */
  head: { enquiry: Enquiry; thread: readonly Entry[] } | null
}

/** Why something cannot be done; the words are `failures.<why>`, or the asker's phrases of refusals. */
export type Why =
  | 'not-allowed'
  /** another officer answered or closed it; `by` says who */
  | 'already-answered'
  | 'already-closed'
  /** it went on since the officer looked */
  | 'enquiry-changed'
  | 'erased'
  | 'empty'
  /** `count` characters, `max` at most */
  | 'too-long'
  /** no answer is owed, so there is nothing to be moved or hurried */
  | 'nothing-owed'
  | 'unknown-line'
  | 'same-line'
  | 'unknown-officer'
  | 'same-officer'
  /** on leave without a deputy who is there */
  | 'officer-away'
  | 'cannot-merge'
  | 'not-merged'
  /** only what was answered or closed can be rated */
  | 'not-yet'
  | 'bad-stars'

export interface Refusal {
  refused: Why
  by?: string
  count?: number
  max?: number
}

/** The enquiry after the act, what it adds to the thread, and who hears of it. */
export interface Outcome {
  enquiry: Enquiry
  entries: Entry[]
  asker: AskerNews | null
  desks: { officerId: string; news: DeskNews }[]
}

export type Decision = Outcome | Refusal

export const isRefusal = <T extends object>(decision: T | Refusal): decision is Refusal =>
  'refused' in decision

/** Who acts: the asker, an officer, or (null) the clock. */
export type Author = { by: 'asker'; channel: string } | { by: 'officer'; officer: Officer; channel: string }

export const CLOCK: Author | null = null

/** The enquiry one act further on. */
export function after(enquiry: Enquiry, changes: Partial<Enquiry>, { now }: Context): Enquiry {
  return { ...enquiry, ...changes, version: enquiry.version + 1, lastAt: now }
}

/** One line of the thread of an enquiry as it is after the act. */
export function entryOf(
  { id: enquiryId, version }: Enquiry,
  kind: EntryKind,
  author: Author | null,
  { id, now }: Context,
  { text = '', ...data }: EntryData & { text?: string } = {},
): Entry {
  return {
    id: id(),
    enquiryId,
    at: now,
    by: author?.by ?? 'clock',
    officerId: author?.by === 'officer' ? author.officer.id : null,
    kind,
    text,
    data: { ...data, version },
    channel: author?.channel ?? null,
  }
}

/** The same news for several officers, each once; nobody is told of the own act. */
export function tell(
  officers: readonly (string | null)[],
  news: DeskNews,
  author: Author | null = CLOCK,
): Outcome['desks'] {
  const self = author?.by === 'officer' ? author.officer.id : null
  const ids = [...new Set(officers)].filter((id): id is string => id !== null && id !== self)
  return ids.map((officerId) => ({ officerId, news }))
}

/** Whoever holds it or stands in; the leads when that is nobody. */
export function keepersOf({ holderId, deputyId, programmeId }: Enquiry, { staff }: Context): string[] {
  const own = [holderId, deputyId].filter((id) => id !== null)
  return own.length > 0 ? own : leadsOf(staff, programmeId)
}

/** What an officer needs to answer from a chat; `entries` are those of the act, which are not in the thread yet. */
export function cardOf(
  enquiry: Enquiry,
  thread: readonly Entry[],
  entries: readonly Entry[],
  reason?: string,
): Card {
  const said = [...thread, ...entries].findLast(({ kind }) => ASKED.has(kind))
  return {
    id: enquiry.id,
    number: enquiry.number,
    programmeId: enquiry.programmeId,
    area: enquiry.area,
    contact: enquiry.contact,
    locale: enquiry.locale,
    text: said?.text || enquiry.question,
    files: said?.data.files ?? [],
    askedAt: enquiry.askedAt.toISOString(),
    dueAt: enquiry.dueAt?.toISOString() ?? null,
    ...(reason === undefined ? {} : { reason }),
  }
}

const ASKED: ReadonlySet<EntryKind> = new Set(['asked', 'followed-up', 'reopened'])

/** The promise that begins now, and when the clock has to look first. */
export function promiseFrom(programme: Desk, now: Date) {
  const { dueAt, certain } = promiseFor(programme, now)
  return { running: { since: now, dueAt, steps: 0, nextAt: lookAt(programme, dueAt, 0) }, certain }
}

/** When the clock has to look next; null at the end of the ladder. */
export const lookAt = (programme: Desk, dueAt: Date, steps: number): Date | null =>
  ladderOf(programme, dueAt)[steps]?.at ?? null

/** Nothing is owed any more. */
export const NO_PROMISE = { since: null, dueAt: null, steps: 0, nextAt: null }

/** The words without space around them, or why they cannot be taken. Nothing is ever cut. */
export function readWords(words: string, max: number, may: { beEmpty: boolean }): string | Refusal {
  const text = words.trim()
  const count = [...text].length
  if (count === 0 && !may.beEmpty) return { refused: 'empty' }
  return count > max ? { refused: 'too-long', count, max } : text
}

export const nameOf = (id: string | null, { staff }: Context): string =>
  staff.find((officer) => officer.id === id)?.name ?? ''
