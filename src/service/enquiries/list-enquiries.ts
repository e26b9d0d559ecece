/** The officers' list of enquiries: filters, pages and counts, each officer's own view. */
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { startOfDay } from '../../casework/window.ts'
import type { enquiryListSchema, enquiryQuerySchema } from '../../contract/desk.ts'
import { enquiryStatusSchema } from '../../contract/desk.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import type { Officer } from '../../enquiry/policy.ts'
import type { EnquiryStore, Filter, OfficerStore, Page } from '../../ports/desk.ts'
import type { Clock } from '../../ports/outside.ts'
import { Failure } from '../failure.ts'
import type { Libraries } from '../libraries.ts'
import { isId } from '../officers/accounts.ts'
import { scopeOf } from '../officers/scope.ts'
import { toRow } from './enquiry-row.ts'

type Query = z.infer<typeof enquiryQuerySchema>
type EnquiryList = z.infer<typeof enquiryListSchema>

interface Deps {
  store: { enquiries: EnquiryStore; officers: OfficerStore }
  libraries: Libraries
  clock: Clock
}

/** One page, newest first, with the counts of the tabs. @throws Failure bad-request naming the field */
export async function listEnquiries(officer: Officer, query: Query, deps: Deps): Promise<EnquiryList> {
  const { store, clock } = deps
  const scope = scopeOf(officer)
  const now = clock.now()
  const { status, holder, late, contact, ...common } = query
  const base = commonFilter(common, deps)
  const filter: Filter = {
    ...base,
    ...(contact ? { contact } : {}),
    ...(status ? { status: statusesOf(status) } : {}),
    ...(holder ? { holder: holderOf(holder, officer) } : {}),
    ...(late ? { lateAt: now } : {}),
  }
  const after = query.after ? readCursor(query.after) : undefined
  const [found, counts, names] = await Promise.all([
    // one more than asked for tells whether there is a next page
    store.enquiries.list(scope, filter, { limit: query.limit + 1, ...(after ? { after } : {}) }),
    store.enquiries.counts(scope, base, now),
    officerNames(store),
  ])
  const items = found.slice(0, query.limit)
  const last = found.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map((enquiry) => toRow(enquiry, officer, names, now)),
    next: last ? writeCursor(last) : null,
    counts,
  }
}

/** Every officer's name, those withdrawn included: their acts stay theirs. */
export async function officerNames({ officers }: { officers: OfficerStore }): Promise<Map<string, string>> {
  return new Map((await officers.all()).map(({ id, name }) => [id, name]))
}

type Common = Pick<Query, 'programme' | 'q' | 'from' | 'until'>

function commonFilter({ programme, q, from, until }: Common, { libraries }: Deps): Filter {
  const zone = libraries.find(programme)?.programme
  if (!zone) throw new Failure('unknown-programme', { id: programme ?? '' })
  return {
    ...(programme ? { programmeId: programme } : {}),
    ...(q?.trim() ? { words: q } : {}),
    ...(from ? { askedFrom: startOfDay(zone, from) } : {}),
    ...(until ? { askedUntil: endOfDay(zone, until) } : {}),
  }
}

/** The first instant after a day of the zone. */
export const endOfDay = (zone: { timezone: string }, day: string): Date =>
  startOfDay(zone, Temporal.PlainDate.from(day).add({ days: 1 }).toString())

function statusesOf(list: string): NonNullable<Filter['status']> {
  return list.split(',').map((one) => {
    const read = enquiryStatusSchema.safeParse(one)
    if (!read.success) throw new Failure('bad-request', {}, 'status')
    return read.data
  })
}

function holderOf(holder: string, { id }: Officer): string {
  if (holder === 'me') return id
  if (holder !== 'none' && !isId(holder)) throw new Failure('bad-request', {}, 'holder')
  return holder
}

/** Where the page after this one begins. */
export const writeCursor = ({ lastAt, id }: Pick<Enquiry, 'lastAt' | 'id'>): string =>
  `${lastAt.getTime()}.${id}`

/** Where a page begins, from the address. @throws Failure bad-request naming the field */
export function readCursor(cursor: string): NonNullable<Page['after']> {
  const [at = '', id = ''] = cursor.split('.')
  if (!/^\d{1,15}$/.test(at) || !isId(id)) throw new Failure('bad-request', {}, 'after')
  return { lastAt: new Date(Number(at)), id }
}
