/** What the asker can do: ask, write again, rate, and have everything deleted. */
import { MAX_ANSWER } from '../contract/desk.ts'
import type { FileRef } from '../programme/values.ts'
import type { Enquiry, Said, Summary } from './enquiry.ts'
import {
  type Author,
  after,
  type Context,
  cardOf,
  type Decision,
  entryOf,
  keepersOf,
  NO_PROMISE,
  promiseFrom,
  readWords,
  tell,
} from './outcome.ts'
import { promiseFor } from './promise.ts'
import { keepOrPlace, place } from './staff.ts'

/** A new question: where it comes from and where it was routed. */
export interface Ask {
  type: 'ask'
  id: string
  number: string
  programmeId: string
  conversationId: string
  locale: string
  area: string | null
  contact: string | null
  unpublished: string | null
  text: string
  files: FileRef[]
  summary: Summary | null
  transcript: Said[] | null
}

/** `conversationId` is where it was written, and where answers go from now on. */
export type AskerAct =
  | { type: 'follow-up'; text: string; files: FileRef[]; conversationId: string; locale: string }
  | { type: 'rate'; stars: number }
  | { type: 'erase' }

export type Asker = Extract<Author, { by: 'asker' }>

export function decideAsk(act: Ask, author: Asker, context: Context): Decision {
  const question = readWords(act.text, MAX_ANSWER, { beEmpty: act.files.length > 0 })
  if (typeof question !== 'string') return question
  const { type: _, text: __, files, ...asked } = act
  const { running, certain } = promiseFrom(context.programme, context.now)
  const placement = place(context.staff, act, context.now)
  const enquiry: Enquiry = {
    ...asked,
    ...placement,
    ...running,
    channel: author.channel,
    question,
    status: 'open',
    askedAt: context.now,
    firstAnswerAt: null,
    firstAnswerIn: null,
    closedAt: null,
    stars: null,
    mergedInto: null,
    version: 0,
    lastAt: context.now,
  }
  const dueAt = running.dueAt.toISOString()
  const { number, area, contact, unpublished } = enquiry
  const entries = [
    entryOf(enquiry, 'asked', author, context, {
      text: question,
      files,
      dueAt,
      certain,
      to: { contact, officer: placement.holderId },
    }),
  ]
  return {
    enquiry,
    entries,
    asker: { type: 'sent', number, area, contact, unpublished, dueAt, certain },
    desks: tell(keepersOf(enquiry, context), { type: 'new', card: cardOf(enquiry, [], entries) }),
  }
}

export function decideAsker(enquiry: Enquiry, act: AskerAct, author: Asker, context: Context): Decision {
  if (enquiry.status === 'erased') return { refused: 'erased' }
  switch (act.type) {
    case 'follow-up':
      return followUp(enquiry, act, author, context)
    case 'rate':
      return rate(enquiry, act.stars, author, context)
    case 'erase':
      return erase(enquiry, author, context)
  }
}

/** While an answer is owed its promise goes on; after an answer or a closing a new one begins. */
function followUp(
  enquiry: Enquiry,
  act: Extract<AskerAct, { type: 'follow-up' }>,
  author: Asker,
  context: Context,
): Decision {
  const text = readWords(act.text, MAX_ANSWER, { beEmpty: act.files.length > 0 })
  if (typeof text !== 'string') return text
  const { running, certain, placement } = promiseOf(enquiry, context)
  const { conversationId, locale, files } = act
  const next = after(
    enquiry,
    {
      ...running,
      ...placement,
      conversationId,
      locale,
      channel: author.channel,
      status: 'open',
      closedAt: null,
      mergedInto: null,
    },
    context,
  )
  const dueAt = running.dueAt.toISOString()
  const kind = enquiry.status === 'open' ? 'followed-up' : 'reopened'
  const entries = [
    entryOf(next, kind, author, context, { text, files, dueAt, certain }),
    ...(enquiry.mergedInto ? [entryOf(next, 'unmerged', author, context, headNumber(context))] : []),
  ]
  return {
    enquiry: next,
    entries,
    asker: { type: 'added', number: enquiry.number, dueAt, certain },
    desks: tell(keepersOf(next, context), { type: kind, card: cardOf(next, context.thread, entries) }),
  }
}

function promiseOf(enquiry: Enquiry, context: Context) {
  const { since, dueAt, steps, nextAt, holderId, deputyId } = enquiry
  if (enquiry.status === 'open' && since && dueAt) {
    const { certain } = promiseFor(context.programme, since)
    return { running: { since, dueAt, steps, nextAt }, certain, placement: { holderId, deputyId } }
  }
  return {
    ...promiseFrom(context.programme, context.now),
    placement: keepOrPlace(context.staff, enquiry, context.now),
  }
}

const headNumber = ({ head }: Context) => (head ? { other: head.enquiry.number } : {})

function rate(enquiry: Enquiry, stars: number, author: Asker, context: Context): Decision {
  if (enquiry.status === 'open') return { refused: 'not-yet' }
  if (![1, 2, 3, 4, 5].includes(stars)) return { refused: 'bad-stars' }
  // whoever says how helpful it was has no more to ask for now
  const closedAt = enquiry.closedAt ?? context.now
  const next = after(enquiry, { stars, status: 'closed', closedAt }, context)
  return {
    enquiry: next,
    entries: [entryOf(next, 'rated', author, context, { stars })],
    asker: { type: 'rated', number: enquiry.number, stars },
    desks: [],
  }
}

/** Number, line and times stay; every word goes. */
function erase(enquiry: Enquiry, author: Asker, context: Context): Decision {
  const emptied = { question: '', summary: null, transcript: null, mergedInto: null }
  const next = after(enquiry, { ...emptied, ...NO_PROMISE, status: 'erased' }, context)
  return {
    enquiry: next,
    entries: [entryOf(next, 'erased', author, context)],
    asker: null,
    desks: tell(keepersOf(next, context), { type: 'erased', number: enquiry.number, by: '' }),
  }
}
