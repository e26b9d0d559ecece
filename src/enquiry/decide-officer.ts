/** What officers can do, and why it may be too late for it. */
import { MAX_ANSWER, MAX_REASON } from '../contract/desk.ts'
import { workingBetween } from './calendar.ts'
import { fromTo, handOver, reassign, take } from './decide-moves.ts'
import type { Enquiry, Entry, EntryKind } from './enquiry.ts'
import type { ByOfficer, OfficerAct } from './officer-act.ts'
import {
  after,
  type Context,
  type Decision,
  entryOf,
  NO_PROMISE,
  nameOf,
  type Refusal,
  readWords,
  tell,
} from './outcome.ts'
import { type EnquiryAction, mayAct } from './policy.ts'

/** Which right an act needs. */
const RIGHT_FOR: Readonly<Record<OfficerAct['type'], EnquiryAction>> = {
  answer: 'answer',
  note: 'note',
  reassign: 'reassign',
  'hand-over': 'hand-over',
  take: 'take',
  close: 'close',
  merge: 'merge',
  unmerge: 'merge',
}

export function decideOfficer(
  enquiry: Enquiry,
  act: OfficerAct,
  author: ByOfficer,
  context: Context,
): Decision {
  if (!mayAct(author.officer, 'read', enquiry)) return { refused: 'not-allowed' }
  if (enquiry.status === 'erased') return { refused: 'erased' }
  if (!mayAct(author.officer, RIGHT_FOR[act.type], enquiry)) return { refused: 'not-allowed' }
  return overtaken(enquiry, act, author, context) ?? perform(enquiry, act, author, context)
}

function perform(enquiry: Enquiry, act: OfficerAct, author: ByOfficer, context: Context): Decision {
  switch (act.type) {
    case 'answer':
      return answer(enquiry, act, author, context)
    case 'note':
      return note(enquiry, act, author, context)
    case 'reassign':
      return reassign(enquiry, act, author, context)
    case 'hand-over':
      return handOver(enquiry, act, author, context)
    case 'take':
      return take(enquiry, author, context)
    case 'close':
      return close(enquiry, act.reason, author, context)
    case 'merge':
      return merge(enquiry, author, context)
    case 'unmerge':
      return unmerge(enquiry, author, context)
  }
}

/** What changes nothing about what an officer was going to do. */
const HARMLESS: ReadonlySet<EntryKind> = new Set(['note', 'reminded', 'deputised', 'escalated', 'rated'])
const SETTLING: ReadonlySet<EntryKind> = new Set(['answered', 'clarified', 'closed'])

/** Somebody else was quicker, in a way that matters to this act. */
function overtaken(
  { status }: Enquiry,
  { type }: OfficerAct,
  { officer, seen }: ByOfficer,
  context: Context,
): Refusal | null {
  if (type === 'note') return null
  const by = ({ officerId }: Entry) => ({ by: nameOf(officerId, context) })
  const isNew = ({ data, officerId }: Entry) =>
    officerId !== officer.id && (seen === null || (data.version ?? 0) > seen)
  const settled = status === 'open' ? undefined : context.thread.findLast(({ kind }) => SETTLING.has(kind))
  if (type === 'answer' && settled && isNew(settled))
    return { refused: settled.kind === 'closed' ? 'already-closed' : 'already-answered', ...by(settled) }
  const latest = context.thread.findLast((entry) => !HARMLESS.has(entry.kind) && isNew(entry))
  return seen !== null && latest ? { refused: 'enquiry-changed', ...by(latest) } : null
}

function answer(
  enquiry: Enquiry,
  act: Extract<OfficerAct, { type: 'answer' }>,
  author: ByOfficer,
  context: Context,
): Decision {
  const text = readWords(act.text, MAX_ANSWER, { beEmpty: act.files.length > 0 })
  if (typeof text !== 'string') return text
  const next = after(enquiry, answered(enquiry, context), context)
  const { number } = enquiry
  const by = author.officer.name
  return {
    enquiry: next,
    entries: [entryOf(next, 'answered', author, context, { text, files: act.files })],
    asker: { type: 'answered', number, by, text, files: act.files },
    desks: tell([enquiry.holderId, enquiry.deputyId], { type: 'answered', number, by }, author),
  }
}

/** What an answer ends; the first one is measured from the asking. */
export function answered(enquiry: Enquiry, { programme, now }: Context): Partial<Enquiry> {
  const first = {
    firstAnswerAt: now,
    firstAnswerIn: Math.round(workingBetween(programme, enquiry.askedAt, now).minutes),
  }
  return { ...NO_PROMISE, ...(enquiry.firstAnswerAt ? {} : first), status: 'answered', closedAt: null }
}

function note(
  enquiry: Enquiry,
  act: Extract<OfficerAct, { type: 'note' }>,
  author: ByOfficer,
  context: Context,
): Decision {
  const text = readWords(act.text, MAX_ANSWER, { beEmpty: act.files.length > 0 })
  if (typeof text !== 'string') return text
  const next = after(enquiry, {}, context)
  const entries = [entryOf(next, 'note', author, context, { text, files: act.files })]
  return { enquiry: next, entries, asker: null, desks: [] }
}

function close(enquiry: Enquiry, words: string, author: ByOfficer, context: Context): Decision {
  const reason = readWords(words, MAX_REASON, { beEmpty: false })
  if (typeof reason !== 'string') return reason
  const last = context.thread.findLast(({ kind }) => kind === 'closed')
  if (enquiry.status === 'closed')
    return { refused: 'already-closed', by: nameOf(last?.officerId ?? null, context) }
  const next = after(enquiry, closed(context), context)
  const { number } = enquiry
  return {
    enquiry: next,
    entries: [entryOf(next, 'closed', author, context, { text: reason })],
    asker: { type: 'closed', number, reason },
    desks: tell(
      [enquiry.holderId, enquiry.deputyId],
      { type: 'closed', number, by: author.officer.name },
      author,
    ),
  }
}

/** What a closing ends. */
export const closed = ({ now }: Context): Partial<Enquiry> => ({
  ...NO_PROMISE,
  status: 'closed',
  closedAt: now,
})

/** It goes to whoever holds the head; an answer that the head has already is given at once. */
function merge(enquiry: Enquiry, author: ByOfficer, context: Context): Decision {
  const { head } = context
  if (!head || !canMerge(enquiry, head.enquiry)) return { refused: 'cannot-merge' }
  if (!mayAct(author.officer, 'merge', head.enquiry)) return { refused: 'not-allowed' }
  const { id: mergedInto, holderId, deputyId, number: other } = head.enquiry
  const given =
    enquiry.status === 'open' && head.enquiry.status === 'answered'
      ? head.thread.findLast(({ kind }) => kind === 'answered')
      : undefined
  const next = after(
    enquiry,
    { mergedInto, holderId, deputyId, ...(given ? answered(enquiry, context) : {}) },
    context,
  )
  const { number } = enquiry
  const files = given?.data.files ?? []
  const by = nameOf(given?.officerId ?? null, context)
  return {
    enquiry: next,
    entries: [
      entryOf(next, 'merged', author, context, { other, ...fromTo(enquiry, next) }),
      ...(given ? [entryOf(next, 'answered', author, context, { text: given.text, files, other })] : []),
    ],
    asker: given ? { type: 'answered', number, by, text: given.text, files } : null,
    desks: tell(
      [enquiry.holderId, enquiry.deputyId].filter((id) => id !== holderId && id !== deputyId),
      { type: 'moved-away', number, by: author.officer.name },
      author,
    ),
  }
}

const canMerge = (one: Enquiry, head: Enquiry): boolean =>
  one.id !== head.id &&
  one.mergedInto !== head.id &&
  head.mergedInto === null &&
  one.programmeId === head.programmeId &&
  [one, head].every(({ status }) => status === 'open' || status === 'answered')

function unmerge(enquiry: Enquiry, author: ByOfficer, context: Context): Decision {
  if (!enquiry.mergedInto) return { refused: 'not-merged' }
  const next = after(enquiry, { mergedInto: null }, context)
  const other = context.head ? { other: context.head.enquiry.number } : {}
  return {
    enquiry: next,
    entries: [entryOf(next, 'unmerged', author, context, other)],
    asker: null,
    desks: [],
  }
}
