/** A programme as a list of named things with named properties: what two versions are compared by. */
import type { FormSetting, Programme, Section } from './schema.ts'

/** Kinds of things, in the order in which an officer reads about them. */
export const PARTS = [
  ...(['call', 'notice', 'condition', 'area', 'topic', 'contact', 'recommender'] as const),
  ...(['section', 'field', 'form', 'answer', 'enquiries', 'review', 'project'] as const),
  ...(['calendar', 'print', 'paper', 'words', 'lexicon'] as const),
] as const
export type Part = (typeof PARTS)[number]

/** One thing of a programme: a field, a clause, an area … */
export interface Item {
  part: Part
  id: string
  /** what it is called, by language; empty where it has no name of its own */
  name: Readonly<Record<string, string>>
  /** dotted path → value; words are below `words.<language>` */
  aspects: ReadonlyMap<string, unknown>
}

/** Everything a folder says, in its order. */
export function itemsOf(programme: Programme): Item[] {
  return [
    callOf(programme),
    ...[...programme.notice].map(([id, text]) => item('notice', id, {}, { text })),
    ...programme.conditions.map(({ id, ...rest }) => spoken(programme, 'condition', id, rest, 'label')),
    ...areasOf(programme),
    ...contactsOf(programme),
    ...programme.recommenders.map(({ id, ...rest }) => spoken(programme, 'recommender', id, rest)),
    ...sectionsOf(programme, programme.sections),
    ...programme.facts.map(({ id, ...rest }) => spoken(programme, 'field', id, rest, 'label')),
    ...programme.forms.flatMap((setting) => formOf(programme, setting)),
    ...programme.answers.map(({ id, ...rest }) => spoken(programme, 'answer', id, rest, 'topic')),
    item('enquiries', '', {}, programme.enquiries),
    item('review', '', {}, programme.review),
    item('project', '', {}, { ...programme.project, optionalSteps: programme.optionalSteps }),
    ...[...programme.calendar].map(([year, { source, holidays }]) =>
      item('calendar', String(year), {}, { source, holidays: holidays.map(dayLine) }),
    ),
    item('print', '', {}, { layout: programme.template }),
    ...[...programme.papers].map(([kind, layout]) => item('paper', kind, {}, { layout })),
    ...wordsOf(programme),
    ...Object.entries(programme.lexicon).map(([id, list]) => item('lexicon', id, {}, { list })),
  ]
}

function callOf(programme: Programme): Item {
  const { id, document, signed, timezone, languages, window, dimensions, tiers } = programme
  const { numbering, print, privacyVersion, questions, versions } = programme
  const about = { id, document, signed, timezone, languages, window, dimensions, tiers }
  const rules = { numbering, print, privacyVersion, questions, versions }
  const words = perLanguage(programme, (text) => text.programme)
  return item('call', '', namesIn(words, 'title'), { ...about, ...rules, words })
}

function areasOf(programme: Programme): Item[] {
  return programme.areas.flatMap(({ id, topics, ...rest }) => [
    spoken(programme, 'area', id, rest),
    ...topics.map(({ id: topic, words, also }) =>
      spoken(programme, 'topic', topic, { area: id, quoted: words, also }),
    ),
  ])
}

function contactsOf(programme: Programme): Item[] {
  const { contacts, ...rest } = programme.contacts
  return [
    ...contacts.map(({ id, ...one }) => spoken(programme, 'contact', id, one)),
    item('contact', '', {}, rest),
  ]
}

function sectionsOf(programme: Programme, sections: readonly Section[], form = ''): Item[] {
  return sections.flatMap(({ id, fields, ...rest }) => [
    spoken(programme, 'section', id, rest, 'title', form),
    ...fields.map(({ id: field, ...one }) =>
      spoken(programme, 'field', field, { section: id, ...one }, 'label', form),
    ),
  ])
}

/** A form that follows an application, with its sections and fields below its name. */
function formOf(programme: Programme, { id, ...setting }: FormSetting): Item[] {
  const own = programme.formProgrammes.get(id)
  const words = perLanguage(programme, (text) => text.forms[id])
  return [
    item('form', id, namesIn(words, 'title'), { ...setting, words }),
    ...(own ? sectionsOf(own, own.sections, id) : []),
  ]
}

/** Where the words of a thing are, in the text of a language. */
const TABLES = {
  condition: 'conditions',
  area: 'areas',
  topic: 'topics',
  contact: 'contacts',
  recommender: 'recommenders',
  section: 'sections',
  field: 'fields',
  answer: 'answers',
} as const

function spoken(
  programme: Programme,
  part: keyof typeof TABLES,
  id: string,
  rest: object,
  name = '',
  form = '',
): Item {
  const words = perLanguage(programme, (text) => text[TABLES[part]][id])
  return item(part, form === '' ? id : `${form}/${id}`, namesIn(words, name), { ...rest, words })
}

/** Words that belong to nothing of the above: of the print, of papers, and the folder's own phrases. */
function wordsOf(programme: Programme): Item[] {
  const loose = perLanguage(programme, ({ print, papers, phrases, lists, tiers, recommenderKinds }) =>
    Object.fromEntries(flat({ print, papers, phrases, lists, tiers, recommenderKinds }, '')),
  )
  const ids = new Set(Object.values(loose).flatMap((table) => Object.keys(table as object)))
  return [...ids].map((id) => {
    const words = Object.fromEntries(
      Object.entries(loose).map(([language, table]) => [language, (table as Record<string, unknown>)[id]]),
    )
    return item('words', id, {}, { words })
  })
}

function perLanguage(
  programme: Programme,
  pick: (text: NonNullable<ReturnType<Programme['text']['get']>>) => unknown,
): Record<string, unknown> {
  return Object.fromEntries([...programme.text].map(([language, text]) => [language, pick(text)]))
}

/** The name in each language: the words themselves, or what stands under `key` of them. */
function namesIn(words: Record<string, unknown>, key: string): Record<string, string> {
  const named = Object.entries(words).flatMap(([language, value]) => {
    const name = key === '' ? value : (value as Record<string, unknown> | undefined)?.[key]
    return typeof name === 'string' ? [[language, name] as const] : []
  })
  return Object.fromEntries(named)
}

const item = (part: Part, id: string, name: Item['name'], aspects: object): Item => ({
  part,
  id,
  name,
  aspects: new Map(flat(aspects, '')),
})

/** Values that are one thing to a reader, although they have parts. */
const WHOLE: ReadonlySet<string> = new Set(['when', 'meets', 'suggest', 'holds', 'unless', 'prefill'])

/** Properties by dotted path; items of a list by their ids where they have some. */
function flat(value: unknown, path: string): [string, unknown][] {
  const last = path.split('.').at(-1) ?? ''
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null || WHOLE.has(last)) return [[path, value]]
  const under = (key: string, one: unknown) => flat(one, path === '' ? key : `${path}.${key}`)
  if (!Array.isArray(value)) return Object.entries(value).flatMap(([key, one]) => under(key, one))
  if (!value.every(hasId)) return value.length > 0 ? [[path, value]] : []
  const ids = value.map(({ id }) => id)
  return [
    ...(ids.length > 0 ? [[path, ids] as [string, unknown]] : []),
    ...value.flatMap(({ id, ...rest }) => under(id, rest)),
  ]
}

const hasId = (one: unknown): one is { id: string } & Record<string, unknown> =>
  typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string'

const dayLine = ({ name, from, to, work }: { name: string; from: string; to: string; work: string[] }) =>
  [`${name} ${from}`, from === to ? '' : `–${to}`, work.length > 0 ? ` (+${work.join(', ')})` : ''].join('')
