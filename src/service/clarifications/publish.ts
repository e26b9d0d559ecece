/** What follows from publishing: everybody who asked is told, open enquiries are answered, officers concerned hear of it. */
import { workingBetween } from '../../enquiry/calendar.ts'
import { clarifyEnquiry } from '../../enquiry/clarified.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import type { Officer } from '../../enquiry/policy.ts'
import type { ClarificationRecord, EnquiryChange, OfficerRecord } from '../../ports/desk.ts'
import type { StoredActivity } from '../../ports/store.ts'
import { tellDesks } from '../enquiries/desk-tells.ts'
import { topicOf, wordsIn } from './clarified-library.ts'
import type { ClarificationDeps } from './deps.ts'

/** The change, once the number is known. Enquiries merged into those listed are answered with them. */
export async function followsFrom(
  deps: ClarificationDeps,
  officer: Officer,
  record: ClarificationRecord,
): Promise<(number: number | null) => EnquiryChange> {
  const enquiries = await concerned(deps, record)
  const officers = await officersOf(deps, [record.proposedBy, ...enquiries.flatMap(desksOf)])
  return (number) => {
    const told = enquiries.flatMap((enquiry) => toldTo(deps, officer, record, enquiry, number ?? 0))
    return {
      type: 'enquiry',
      enquiries: told.map(({ enquiry }) => ({ enquiry, isNew: false })),
      entries: told.map(({ entry }) => entry),
      keep: [],
      tell: [
        ...told.map(({ tell }) => tell),
        ...publishedTo(deps, officer, record, [...officers.values()]),
        ...enquiries.flatMap((enquiry) => answeredTo(deps, officer, record, enquiry, officers)),
      ],
    }
  }
}

async function concerned(
  { store }: ClarificationDeps,
  { enquiries }: ClarificationRecord,
): Promise<Enquiry[]> {
  const all = new Map<string, Enquiry>()
  for (const id of enquiries) {
    const found = await store.enquiries.find(id)
    for (const one of found ? [found, ...(await store.enquiries.mergedInto(id))] : []) all.set(one.id, one)
  }
  return [...all.values()]
}

async function officersOf({ store }: ClarificationDeps, ids: string[]): Promise<Map<string, OfficerRecord>> {
  const all = new Map<string, OfficerRecord>()
  for (const id of new Set(ids)) {
    const found = await store.officers.find(id)
    if (found?.active) all.set(id, found)
  }
  return all
}

const desksOf = ({ holderId, deputyId }: Enquiry): string[] =>
  [holderId, deputyId].filter((id) => id !== null)

function toldTo(
  deps: ClarificationDeps,
  officer: Officer,
  record: ClarificationRecord,
  enquiry: Enquiry,
  number: number,
) {
  const { ids, clock, libraries } = deps
  const now = record.decidedAt ?? clock.now()
  const library = libraries.find(record.programmeId)
  const language = library?.speech(enquiry.locale).phrases.language ?? enquiry.locale
  const done = clarifyEnquiry(enquiry, {
    number,
    ...wordsIn(record.words, language, library?.programme.languages[0] ?? ''),
    officerId: officer.id,
    now,
    entryId: ids.next(),
    minutes: library ? Math.round(workingBetween(library.programme, enquiry.askedAt, now).minutes) : null,
  })
  if (!done) return []
  const tell: StoredActivity = {
    id: ids.next(),
    conversationId: enquiry.conversationId,
    dedupeKey: `clarified:${record.id}:${enquiry.id}`,
    activity: { kind: 'event', event: { type: 'enquiry', news: done.news } },
    receivedAt: now,
  }
  return [{ ...done, tell }]
}

function publishedTo(
  deps: ClarificationDeps,
  officer: Officer,
  record: ClarificationRecord,
  to: OfficerRecord[],
) {
  const question = topicOf(deps.libraries, record)
  const others = to.filter(({ id }) => id !== officer.id)
  const news = { type: 'published' as const, clarification: record.id, question, by: officer.name }
  return tellDesks(others, news, record.id, deps)
}

/** Whoever owed the answer owes it no more. */
function answeredTo(
  deps: ClarificationDeps,
  officer: Officer,
  record: ClarificationRecord,
  enquiry: Enquiry,
  officers: ReadonlyMap<string, OfficerRecord>,
) {
  if (enquiry.status !== 'open') return []
  const owing = desksOf(enquiry).flatMap((id) => (id === officer.id ? [] : (officers.get(id) ?? [])))
  const news = { type: 'answered' as const, number: enquiry.number, by: officer.name }
  return tellDesks(owing, news, `${record.id}:${enquiry.id}`, deps)
}
