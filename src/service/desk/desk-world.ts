/** What a turn of a desk can see: the officer's open enquiries, those that were named, and the words for them. */
import { mentionedIn, namedIn } from '../../enquiry/desk-find.ts'
import type { DeskActivity, DeskCase, DeskState, DeskTexts, DeskWorld } from '../../enquiry/desk-shapes.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import { mayAct } from '../../enquiry/policy.ts'
import type { Phrases } from '../../language/phrases.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { Clock } from '../../ports/outside.ts'
import type { Store } from '../../ports/store.ts'
import type { Libraries } from '../libraries.ts'
import { scopeOf } from '../officers/scope.ts'

export interface DeskWorldDeps {
  store: Store
  libraries: Libraries
  clock: Clock
  /** the house's words in a language */
  phrases: (locale: string) => Phrases
  languages: readonly string[]
  /** where the site is reached; null when nobody has said */
  publicUrl: () => string | null
}

/** Open ones that a desk looks through. */
const MOST_OPEN = 100

/** Loads what this activity is about. */
export async function deskWorld(
  deps: DeskWorldDeps,
  officer: OfficerRecord,
  { activity, state, locale }: { activity: DeskActivity; state: DeskState; locale: string },
): Promise<DeskWorld> {
  const found = await enquiriesFor(deps.store, officer, activity, state)
  const officers = await deps.store.officers.all()
  return {
    officer,
    phrases: deps.phrases(locale),
    tongues: deps.languages.map((language) => deps.phrases(language)),
    cases: await casesOf(deps.store, officer, found, activity),
    names: new Map(officers.map(({ id, name }) => [id, name])),
    textsOf: (programmeId) => textsOf(deps.libraries, programmeId, locale),
    linkOf: (id) => linkTo(deps.publicUrl(), 'enquiries', id),
    caseLinkOf: (of, id) => linkTo(deps.publicUrl(), `${of}s`, id),
    at: deps.clock.now(),
  }
}

interface Found {
  open: Enquiry[]
  named: Enquiry[]
}

async function enquiriesFor(
  { enquiries }: Store,
  officer: OfficerRecord,
  activity: DeskActivity,
  state: DeskState,
): Promise<Found> {
  const { ids, numbers } = mentionedIn(activity, state)
  const news = activity.kind === 'news' && 'card' in activity.news ? [activity.news.card.id] : []
  const named = [
    ...(await Promise.all([...ids, ...news].map((id) => enquiries.find(id)))),
    ...(await Promise.all(numbers.map((number) => enquiries.findByNumber(number)))),
  ]
  const held = await enquiries.heldBy(officer.id, MOST_OPEN)
  const listed = await enquiries.list(scopeOf(officer), { status: ['open'] }, { limit: MOST_OPEN })
  return { open: [...held, ...listed], named: named.filter((one) => one !== null) }
}

/** Earliest promise first; threads are read only of those that were named. */
async function casesOf(
  { enquiries }: Store,
  officer: OfficerRecord,
  { open, named }: Found,
  activity: DeskActivity,
): Promise<DeskCase[]> {
  const all = new Map([...open.toSorted(byPromise), ...named].map((enquiry) => [enquiry.id, enquiry]))
  const bare = [...all.values()].map((enquiry): DeskCase => {
    // what was erased is said to be, to those who could have answered it
    const may = mayAct(officer, 'answer', { ...enquiry, status: 'open' })
    return { enquiry, entries: [], may }
  })
  const said = activity.kind === 'text' || activity.kind === 'file' ? activity : { text: '', quoted: '' }
  const inWords = namedIn(`${said.text ?? ''}\n${said.quoted ?? ''}`, bare).map(({ enquiry }) => enquiry.id)
  const wanted = new Set([...named.map(({ id }) => id), ...inWords])
  return Promise.all(
    bare.map(async (one) =>
      wanted.has(one.enquiry.id) ? { ...one, entries: await enquiries.entries(one.enquiry.id) } : one,
    ),
  )
}

const byPromise = (a: Enquiry, b: Enquiry): number =>
  (a.dueAt?.getTime() ?? Number.POSITIVE_INFINITY) - (b.dueAt?.getTime() ?? Number.POSITIVE_INFINITY) ||
  a.askedAt.getTime() - b.askedAt.getTime()

function textsOf(libraries: Libraries, programmeId: string, locale: string): DeskTexts {
  const library = libraries.find(programmeId)
  // an enquiry outlives the folder it was asked about
  if (!library) return { areas: {}, contacts: {}, lines: [], timezone: 'UTC' }
  const { programme } = library
  const { areas, contacts } = library.speech(locale).text
  return {
    areas,
    contacts,
    lines: programme.contacts.contacts.map(({ id }) => id),
    timezone: programme.timezone,
  }
}

const linkTo = (publicUrl: string | null, screen: string, id: string): string | null =>
  publicUrl === null ? null : `${publicUrl.replace(/\/$/, '')}/desk/${screen}/${id}`
