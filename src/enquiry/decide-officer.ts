/** What officers can do, and why it may be too late for it. */
import { MAX_ANSWER, MAX_REASON } from '../contract/desk.ts'
import { workingBetween } from './calendar.ts'
import type { Act, Enquiry, Entry, EntryKind } from './enquiry.ts'
import {
  type Author,
  after,
  type Context,
  cardOf,
  type Decision,
  entryOf,
  keepersOf,
  NO_PROMISE,
  nameOf,
  type Refusal,
  readWords,
  tell,
} from './outcome.ts'
import { type EnquiryAction, mayAct } from './policy.ts'
import { canHold, isAway, place, standInOf, teamOf } from './staff.ts'

export type OfficerAct = Exclude<Act, { type: 'follow-up' | 'rate' }>
export type ByOfficer = Extract<Author, { by: 'officer' }> & {
  /** version the officer looked at when deciding; null: that is not known */
  seen: number | null
}

/** Which right an act needs. */
export const RIGHT_FOR: Readonly<Record<OfficerAct['type'], EnquiryAction>> = {
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
const SETTLING: ReadonlySet<EntryKind> = new Set(['answered', 'closed'])

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

/** To another line; what was promised goes on, for it is not the asker's fault. */
function reassign(
  enquiry: Enquiry,
  act: Extract<OfficerAct, { type: 'reassign' }>,
  author: ByOfficer,
  context: Context,
): Decision {
  const reason = readWords(act.reason, MAX_REASON, { beEmpty: false })
  if (typeof reason !== 'string') return reason
  const { contact } = act
  if (enquiry.status !== 'open') return { refused: 'nothing-owed' }
  if (!context.programme.contacts.contacts.some(({ id }) => id === contact))
    return { refused: 'unknown-line' }
  if (contact === enquiry.contact) return { refused: 'same-line' }
  const placement = place(context.staff, { programmeId: enquiry.programmeId, contact }, context.now)
  const next = after(enquiry, { contact, ...placement }, context)
  return moved(enquiry, next, reason, author, context, {
    type: 'moved',
    number: enquiry.number,
    contact,
    reason,
    dueAt: enquiry.dueAt?.toISOString() ?? null,
  })
}

/** Within the line the asker hears nothing of it; beyond it a lead decides, and the asker is told. */
function handOver(
  enquiry: Enquiry,
  act: Extract<OfficerAct, { type: 'hand-over' }>,
  author: ByOfficer,
  context: Context,
): Decision {
  const reason = readWords(act.reason, MAX_REASON, { beEmpty: false })
  if (typeof reason !== 'string') return reason
  if (enquiry.status !== 'open') return { refused: 'nothing-owed' }
  const to = context.staff.find(({ id }) => id === act.officer)
  if (!to || !canHold(to, enquiry.programmeId)) return { refused: 'unknown-officer' }
  if (to.id === enquiry.holderId) return { refused: 'same-officer' }
  const isColleague = teamOf(context.staff, enquiry).includes(to)
  if (!isColleague && !leads(author, enquiry)) return { refused: 'not-allowed' }
  const deputyId = isAway(to, context.now)
    ? standInOf(context.staff, to, enquiry.programmeId, context.now)
    : null
  if (isAway(to, context.now) && !deputyId) return { refused: 'officer-away', by: to.name }
  const next = after(enquiry, { holderId: to.id, deputyId }, context)
  const { number, dueAt } = enquiry
  const news = { type: 'moved' as const, number, contact: null, reason, dueAt: dueAt?.toISOString() ?? null }
  return moved(enquiry, next, reason, author, context, isColleague ? null : news)
}

const leads = ({ officer }: ByOfficer, { programmeId }: Enquiry): boolean =>
  officer.grants.some((grant) => grant.role === 'lead' && (grant.programmeId ?? programmeId) === programmeId)

function moved(
  before: Enquiry,
  next: Enquiry,
  reason: string,
  author: ByOfficer,
  context: Context,
  asker: Extract<Decision, { asker: unknown }>['asker'],
): Decision {
  const entries = [entryOf(next, 'moved', author, context, { text: reason, ...fromTo(before, next) })]
  const card = cardOf(next, context.thread, entries, reason)
  const left = [before.holderId, before.deputyId].filter((id) => id !== next.holderId && id !== next.deputyId)
  const news = { type: 'moved-away' as const, number: next.number, by: author.officer.name }
  return {
    enquiry: next,
    entries,
    asker,
    desks: [
      ...tell(keepersOf(next, context), { type: next.holderId === null ? 'new' : 'assigned', card }, author),
      ...tell(left, news, author),
    ],
  }
}

/** Whose it was and whose it is, as an entry keeps it. */
export const fromTo = (before: Enquiry, next: Enquiry) => ({
  from: { contact: before.contact, officer: before.holderId },
  to: { contact: next.contact, officer: next.holderId },
})

function take(enquiry: Enquiry, author: ByOfficer, context: Context): Decision {
  const { id, name } = author.officer
  if (enquiry.status !== 'open') return { refused: 'nothing-owed' }
  if (enquiry.holderId === id) return { refused: 'same-officer' }
  const next = after(enquiry, { holderId: id, deputyId: null }, context)
  return {
    enquiry: next,
    entries: [entryOf(next, 'taken', author, context, fromTo(enquiry, next))],
    asker: null,
    desks: tell(
      [enquiry.holderId, enquiry.deputyId],
      { type: 'moved-away', number: enquiry.number, by: name },
      author,
    ),
  }
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
