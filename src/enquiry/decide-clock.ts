/** What time does: the ladder of a promise, and leave and rights that begin or end while something is open. */
import { fromTo } from './decide-moves.ts'
import type { Enquiry, EntryKind } from './enquiry.ts'
import {
  after,
  CLOCK,
  type Context,
  cardOf,
  type Decision,
  entryOf,
  keepersOf,
  lookAt,
  nameOf,
  type Outcome,
  tell,
} from './outcome.ts'
import { ladderOf } from './promise.ts'
import { type Colleague, canHold, isAway, leadsOf, place, standInOf } from './staff.ts'

/** Why the clock moved something: the text of its entries and cards, to be said in the reader's words. */
type Reason = 'leave' | 'leave-over' | 'rights-withdrawn'

export type ClockAct =
  /** takes the step of the ladder that is due */
  | { type: 'step' }
  /** sees that whoever holds it, or stands in, is there and may answer */
  | { type: 'look' }
  /** the head it was merged into was reopened or erased: it goes its own way again */
  | { type: 'release' }

export function decideClock(enquiry: Enquiry, act: ClockAct, context: Context): Decision {
  switch (act.type) {
    case 'step':
      return step(enquiry, context)
    case 'look':
      return look(enquiry, context)
    case 'release':
      return release(enquiry, context)
  }
}

function step(enquiry: Enquiry, context: Context): Decision {
  const { programme, now } = context
  const { dueAt, steps } = enquiry
  const rung = enquiry.status === 'open' && dueAt ? ladderOf(programme, dueAt)[steps] : undefined
  if (!rung || !dueAt || rung.at > now) return { refused: 'nothing-owed' }
  const taken = { steps: steps + 1, nextAt: lookAt(programme, dueAt, steps + 1) }
  return STEPS[rung.do](enquiry, taken, context)
}

type Taken = Pick<Enquiry, 'steps' | 'nextAt'>

const STEPS: Record<
  'remind' | 'deputy' | 'escalate',
  (enquiry: Enquiry, taken: Taken, context: Context) => Outcome
> = { remind, deputy, escalate }

function remind(enquiry: Enquiry, taken: Taken, context: Context): Outcome {
  const next = after(enquiry, taken, context)
  const holder = context.staff.find(({ id }) => id === enquiry.holderId)
  const away = holder && isAway(holder, context.now) && next.deputyId
  const to = away ? [next.deputyId] : keepersOf(next, context)
  return {
    enquiry: next,
    entries: [entryOf(next, 'reminded', CLOCK, context)],
    asker: null,
    desks: tell(to, { type: 'remind', card: cardOf(next, context.thread, []) }),
  }
}

function deputy(enquiry: Enquiry, taken: Taken, context: Context): Outcome {
  const deputyId = enquiry.deputyId ?? deputyFor(enquiry, context)
  const next = after(enquiry, { ...taken, deputyId }, context)
  return {
    enquiry: next,
    entries: [entryOf(next, 'deputised', CLOCK, context, { to: { officer: deputyId } })],
    asker: null,
    desks: tell(keepersOf(next, context), { type: 'deputy', card: cardOf(next, context.thread, []) }),
  }
}

/** The deputy the holder named; else the colleague of the line with the fewest open ones. */
function deputyFor(enquiry: Enquiry, { staff, now }: Context): string | null {
  const holder = staff.find(({ id }) => id === enquiry.holderId)
  if (!holder) return null
  const colleague = place(staff, enquiry, now, holder.id)
  return standInOf(staff, holder, enquiry.programmeId, now) ?? colleague.deputyId ?? colleague.holderId
}

function escalate(enquiry: Enquiry, taken: Taken, context: Context): Outcome {
  const next = after(enquiry, taken, context)
  const leads = leadsOf(context.staff, enquiry.programmeId)
  const card = cardOf(next, context.thread, [])
  return {
    enquiry: next,
    entries: [entryOf(next, 'escalated', CLOCK, context)],
    asker: { type: 'late', number: enquiry.number },
    desks: tell(leads.length > 0 ? leads : keepersOf(next, context), { type: 'escalated', card }),
  }
}

function look(enquiry: Enquiry, context: Context): Decision {
  const holder = context.staff.find(({ id }) => id === enquiry.holderId)
  if (enquiry.status !== 'open' || enquiry.holderId === null) return { refused: 'nothing-owed' }
  if (!holder || !canHold(holder, enquiry.programmeId)) return giveOn(enquiry, 'rights-withdrawn', context)
  return isAway(holder, context.now) ? cover(enquiry, holder, context) : uncover(enquiry, holder, context)
}

/** To a colleague of the line, else to the leads. */
function giveOn(enquiry: Enquiry, reason: Reason, context: Context): Outcome {
  const placement = place(context.staff, enquiry, context.now, enquiry.holderId)
  const next = after(enquiry, placement, context)
  const entries = [entryOf(next, 'moved', CLOCK, context, { text: reason, ...fromTo(enquiry, next) })]
  const card = cardOf(next, context.thread, entries, reason)
  const left = [enquiry.holderId, enquiry.deputyId].filter(
    (id) => id !== next.holderId && id !== next.deputyId,
  )
  const by = nameOf(next.holderId, context)
  return {
    enquiry: next,
    entries,
    asker: null,
    desks: [
      ...tell(keepersOf(next, context), { type: next.holderId === null ? 'new' : 'assigned', card }),
      ...tell(left, { type: 'moved-away', number: enquiry.number, by }),
    ],
  }
}

/** The holder is away: the deputy is told and may answer; without one it is given on. */
function cover(enquiry: Enquiry, holder: Colleague, context: Context): Decision {
  const { staff, now } = context
  const standing = staff.find(({ id }) => id === enquiry.deputyId)
  if (standing && canHold(standing, enquiry.programmeId) && !isAway(standing, now))
    return { refused: 'nothing-owed' }
  const deputyId = standInOf(staff, holder, enquiry.programmeId, now)
  if (!deputyId) return giveOn(enquiry, 'leave', context)
  const next = after(enquiry, { deputyId }, context)
  const entries = [entryOf(next, 'deputised', CLOCK, context, { text: 'leave', to: { officer: deputyId } })]
  const card = cardOf(next, context.thread, entries, 'leave')
  return { enquiry: next, entries, asker: null, desks: tell([deputyId], { type: 'deputy', card }) }
}

/** The holder is there: a deputy stays only for as long as the ladder says so and the deputy may answer. */
function uncover(enquiry: Enquiry, holder: Colleague, context: Context): Decision {
  const standing = context.staff.find(({ id }) => id === enquiry.deputyId)
  const may = standing !== undefined && canHold(standing, enquiry.programmeId)
  if (enquiry.deputyId === null || (may && isDeputised(enquiry, context))) return { refused: 'nothing-owed' }
  const next = after(enquiry, { deputyId: null }, context)
  const { number, deputyId } = enquiry
  const data = {
    text: may ? 'leave-over' : 'rights-withdrawn',
    from: { officer: deputyId },
    to: { officer: holder.id },
  }
  return {
    enquiry: next,
    entries: [entryOf(next, 'moved', CLOCK, context, data)],
    asker: null,
    desks: tell([deputyId], { type: 'moved-away', number, by: holder.name }),
  }
}

const isDeputised = ({ steps }: Enquiry, { programme }: Context): boolean =>
  programme.enquiries.ladder.slice(0, steps).some((rung) => rung.do === 'deputy')

function release(enquiry: Enquiry, context: Context): Decision {
  if (!enquiry.mergedInto) return { refused: 'not-merged' }
  const next = after(enquiry, { mergedInto: null }, context)
  const other = context.head ? { other: context.head.enquiry.number } : {}
  const kind: EntryKind = 'unmerged'
  return {
    enquiry: next,
    entries: [entryOf(next, kind, CLOCK, context, other)],
    asker: null,
    desks: [],
  }
}
