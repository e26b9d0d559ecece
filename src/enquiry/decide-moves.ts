/** Moving an enquiry: to another line, to another officer, to oneself. */
import { MAX_REASON } from '../contract/desk.ts'
import type { AskerNews, Enquiry } from './enquiry.ts'
import type { ByOfficer, OfficerAct } from './officer-act.ts'
import { after, type Context, cardOf, type Decision, entryOf, keepersOf, readWords, tell } from './outcome.ts'
import { canHold, isAway, place, standInOf, teamOf } from './staff.ts'

/** To another line; what was promised goes on, for it is not the asker's fault. */
export function reassign(
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
export function handOver(
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
  asker: AskerNews | null,
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

export function take(enquiry: Enquiry, author: ByOfficer, context: Context): Decision {
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
