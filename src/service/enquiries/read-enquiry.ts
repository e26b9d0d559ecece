/** A thread as an officer reads it: everything in names and words, and only what the officer may see. */

import type { EnquiryView } from '../../contract/desk.ts'
import { contactLine } from '../../conversation/replies/answer-question.ts'
import type { Speech } from '../../conversation/world.ts'
import type { Enquiry, Entry } from '../../enquiry/enquiry.ts'
import { mayAct, type Officer } from '../../enquiry/policy.ts'
import { canHold, isAway, teamOf } from '../../enquiry/staff.ts'
import { Failure } from '../failure.ts'
import { Decider, type EnquiryDeps, type Staff } from './decider.ts'
import { toRow } from './enquiry-row.ts'

/** The view but for what is suggested beside it. */
export type Thread = Omit<EnquiryView, 'similar' | 'near' | 'placeholders'>

/** @throws Failure unknown-enquiry when there is none, or none that this officer may know of */
export async function readEnquiry(officer: Officer, id: string, deps: EnquiryDeps): Promise<Thread> {
  const { enquiries } = deps.store
  const enquiry = await enquiries.find(id)
  if (!enquiry || !mayAct(officer, 'read', enquiry)) throw new Failure('unknown-enquiry')
  const [entries, merged, staff] = await Promise.all([
    enquiries.entries(id),
    enquiries.mergedInto(id),
    new Decider(deps).staff(),
  ])
  const now = deps.clock.now()
  const names = new Map(staff.map((one) => [one.id, one.name]))
  const speech = deps.libraries.find(enquiry.programmeId)?.speech(officer.locale) ?? null
  const { summary, transcript } = enquiry
  return {
    enquiry: toRow(enquiry, officer, names, now),
    entries: entries.map((entry) => entryOf(entry, names, speech)),
    summary,
    transcript,
    merged: merged.map(({ id: one, number, question }) => ({ id: one, number, question })),
    colleagues: colleaguesOf(enquiry, officer, staff, now),
  }
}

function entryOf(
  { id, at, by, officerId, kind, text, channel, data }: Entry,
  names: ReadonlyMap<string, string>,
  speech: Speech | null,
): Thread['entries'][number] {
  const place = (one: Entry['data']['from']): string | null => {
    const who = one?.officer ? (names.get(one.officer) ?? '') : null
    const line = one?.contact ? lineOf(one.contact, speech) : null
    return [line, who].filter((part) => part !== null).join(' · ') || null
  }
  return {
    ...{ id, by, kind, text, channel },
    at: at.toISOString(),
    name: officerId === null ? null : (names.get(officerId) ?? ''),
    files: data.files ?? [],
    from: place(data.from),
    to: place(data.to),
    dueAt: data.dueAt ?? null,
    other: data.other ?? null,
    stars: data.stars ?? null,
  }
}

/** A line that the folder has no more is shown by its id. */
function lineOf(contact: string, speech: Speech | null): string {
  const isKnown = speech?.programme.contacts.contacts.some(({ id }) => id === contact)
  return speech && isKnown ? contactLine(speech, contact).label : contact
}

/** Whom the officer can hand it to: colleagues of the line, and for a lead everybody who may hold it. */
function colleaguesOf(enquiry: Enquiry, officer: Officer, staff: Staff, now: Date): Thread['colleagues'] {
  const { programmeId, holderId } = enquiry
  const isLead = officer.grants.some(
    (grant) => grant.role === 'lead' && (grant.programmeId ?? programmeId) === programmeId,
  )
  const all = isLead ? staff.filter((one) => canHold(one, programmeId)) : teamOf(staff, enquiry)
  return all
    .filter(({ id }) => id !== holderId)
    .map((one) => ({ id: one.id, name: one.name, away: isAway(one, now) }))
}
