/** An enquiry as lists show it, to one officer. */
import type { EnquiryRow } from '../../contract/desk.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import { mayAct, type Officer } from '../../enquiry/policy.ts'

const OFFERED = ['answer', 'note', 'reassign', 'hand-over', 'take', 'close', 'merge'] as const

/** `names`: of officers, by id. */
export function toRow(
  enquiry: Enquiry,
  officer: Officer,
  names: ReadonlyMap<string, string>,
  now: Date,
): EnquiryRow {
  const { id, number, programmeId, question, status, channel, locale, area, contact, unpublished } = enquiry
  const { holderId, deputyId, askedAt, dueAt, lastAt, stars, mergedInto, version } = enquiry
  const named = (one: string | null) => (one === null ? null : { id: one, name: names.get(one) ?? '' })
  return {
    ...{ id, number, programmeId, question, status, channel, locale, area, contact, unpublished },
    holder: named(holderId),
    deputy: named(deputyId),
    askedAt: askedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    late: status === 'open' && dueAt !== null && dueAt < now,
    lastAt: lastAt.toISOString(),
    ...{ stars, mergedInto, version },
    may: OFFERED.filter((action) => mayAct(officer, action, enquiry)),
  }
}
