/** Makes enquiries, and what acts write, for tests of the store. */

import { v7 } from 'uuid'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { Enquiry, Entry } from '../../src/enquiry/enquiry.ts'
import type { EnquiryChange } from '../../src/ports/desk.ts'
import type { Store } from '../../src/ports/store.ts'
import { AT, begin } from './turns.ts'

export const HOUR = 3_600_000

/** The instant so many hours after the tests' beginning. */
export const later = (hours: number): Date => new Date(AT.getTime() + hours * HOUR)

/** A new officer's id. */
export async function enrol(store: Store, name = 'Officer'): Promise<string> {
  const id = v7()
  await store.officers.create({ id, name, email: `${id}@desk.test`, locale: 'zh-CN', at: AT }, OPERATOR)
  return id
}

/** An open enquiry of a conversation; `change` replaces parts of it. */
export function enquiryOf(conversationId: string, change: Partial<Enquiry> = {}): Enquiry {
  return {
    id: v7(),
    number: `ZX-${v7()}`,
    programmeId: 'specimen',
    conversationId,
    channel: 'web',
    locale: 'zh-CN',
    area: null,
    contact: 'north',
    unpublished: null,
    holderId: null,
    deputyId: null,
    status: 'open',
    question: '怎么办理？',
    summary: null,
    transcript: null,
    askedAt: AT,
    since: AT,
    dueAt: later(8),
    steps: 0,
    nextAt: later(4),
    firstAnswerAt: null,
    firstAnswerIn: null,
    closedAt: null,
    stars: null,
    mergedInto: null,
    version: 0,
    lastAt: AT,
    ...change,
  }
}

/** A line of its thread. */
export function entryOf(enquiry: Enquiry, change: Partial<Entry> = {}): Entry {
  const line = { kind: 'asked', by: 'asker', officerId: null, channel: 'web', data: {} } as const
  return { id: v7(), enquiryId: enquiry.id, at: enquiry.lastAt, text: enquiry.question, ...line, ...change }
}

/** What an act writes; new enquiries have version 0. */
export function changeOf(enquiries: Enquiry[], more: Partial<EnquiryChange> = {}): EnquiryChange {
  const rows = enquiries.map((enquiry) => ({ enquiry, isNew: enquiry.version === 0 }))
  return { type: 'enquiry', enquiries: rows, entries: [], keep: [], tell: [], ...more }
}

/** The same enquiry one act later. */
export const next = (enquiry: Enquiry, change: Partial<Enquiry> = {}): Enquiry => ({
  ...enquiry,
  version: enquiry.version + 1,
  ...change,
})

/** An enquiry that is in the store, asked in a conversation of its own, with what was asked as its first line. */
export async function ask(store: Store, change: Partial<Enquiry> = {}): Promise<Enquiry> {
  const enquiry = enquiryOf(change.conversationId ?? (await begin(store)), change)
  const data = enquiry.dueAt ? { dueAt: enquiry.dueAt.toISOString() } : {}
  const entries = [entryOf(enquiry, { at: enquiry.askedAt, data })]
  await store.enquiries.write(changeOf([enquiry], { entries }))
  return enquiry
}
