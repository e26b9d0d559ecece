/** Recognises words that mean the same, in any language and by their sound. */
import type { Programme } from '../programme/schema.ts'
import { bare, hasChinese } from './normalise.ts'
import type { Locale } from './phrases.ts'
import { soundOf, syllablesOf } from './sounds.ts'

/** Concept id → the words that name it. */
export type Concepts = ReadonlyMap<string, readonly string[]>

/** Concept of the words that ask for an area, such as “which area”. */
export const ASKS_FOR_AREA = 'asks for an area'
/** Concepts of the words of areas begin so. */
const AREA = 'area '

/** True when a text names nothing but what areas are about. */
export const namesOnlyAreas = (concepts: ReadonlySet<string>): boolean =>
  concepts.size > 0 && [...concepts].every((concept) => concept.startsWith(AREA))

/**
 * The concepts of the assistant's languages, of the programme, its areas by the words of their topics, and its contacts
 * by name and extension.
 */
export function conceptsOf(programme: Programme, locales: ReadonlyMap<string, Locale>): Concepts {
  const concepts = new Map<string, string[]>()
  const add = (id: string, words: readonly string[]): void => {
    concepts.set(id, [...(concepts.get(id) ?? []), ...words])
  }
  for (const { lists } of locales.values()) {
    for (const [key, words] of lists)
      if (key.startsWith('concepts.')) add(key.slice('concepts.'.length), words)
    add(ASKS_FOR_AREA, lists.get('topics.asks') ?? [])
  }
  for (const [id, words] of Object.entries(programme.lexicon)) add(id, words)
  for (const area of programme.areas) {
    const labels = [...programme.text.values()].flatMap((text) => text.areas[area.id] ?? [])
    add(`${AREA}${area.id}`, [...labels, ...area.topics.flatMap((topic) => [...topic.words, ...topic.also])])
  }
  for (const { id, person = '', phone = '' } of programme.contacts.contacts)
    add(
      `contact ${id}`,
      [person.replace(/\s/g, ''), phone.split('-')[1] ?? ''].filter((word) => word !== ''),
    )
  return concepts
}

/** A text taken apart once: Chinese by character and by sound, other words by their stems. */
export interface Wording {
  /** the whole, folded, without spaces */
  plain: string
  runs: readonly (readonly string[])[]
  sounds: readonly (readonly string[])[]
  stems: readonly string[]
  /** syllables of typed pinyin */
  typed: readonly string[]
}

/** Takes a text apart. `repair` puts right a word that is misspelt. */
export function wordingOf(text: string, repair: (stem: string) => string = (stem) => stem): Wording {
  const plain = bare(text)
  const runs = (plain.match(/\p{Script=Han}+/gu) ?? []).map((run) => [...run])
  const words = plain.match(/[a-z0-9]+/g) ?? []
  return {
    plain: plain.replace(/ /g, ''),
    runs,
    sounds: runs.map((run) => run.map(soundOf)),
    stems: words.map((word) => repair(stem(word))),
    typed: runs.length === 0 ? syllablesOf(words) : [],
  }
}

/** The part of an English word that its forms share, roughly. */
export function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:ations?|ements?|ing|ies|es|ed|s|e|y)$/, '') : word
}

interface Node {
  concepts: string[]
  next: Map<string, Node>
}

const node = (): Node => ({ concepts: [], next: new Map() })

/** Finds concepts in a wording; of two words that overlap the longer one counts. */
export class Lexicon {
  private readonly written = node()
  private readonly spoken = node()
  private readonly latin = node()
  /** words of Chinese with figures or letters, such as “24点”: a part of one alone means nothing */
  private readonly mixed: { concept: string; word: string }[] = []
  /** stems of every word that is not Chinese */
  readonly stems = new Set<string>()

  constructor(concepts: Concepts) {
    for (const [concept, words] of concepts) for (const word of words) this.learn(concept, word)
  }

  /** Ids of the concepts named. */
  conceptsIn({ plain, runs, stems, typed }: Wording): Set<string> {
    const found = new Set(this.mixed.filter(({ word }) => plain.includes(word)).map(({ concept }) => concept))
    for (const run of runs) collect(this.written, run, found)
    collect(this.spoken, typed, found)
    collect(this.latin, stems, found)
    return found
  }

  /** Ids of the concepts that the Chinese characters sound like: what was meant, if they are misspelt. */
  conceptsHeard({ sounds }: Wording): Set<string> {
    const found = new Set<string>()
    for (const run of sounds) collect(this.spoken, run, found)
    return found
  }

  private learn(concept: string, word: string): void {
    const { plain, runs, sounds, stems } = wordingOf(word)
    const [run = [], sound = []] = [runs[0], sounds[0]]
    if (runs.length > 1 || (runs.length > 0 && stems.length > 0)) this.mixed.push({ concept, word: plain })
    else if (hasChinese(word)) {
      put(this.written, run, concept)
      if (run.length > 1) put(this.spoken, sound, concept)
    } else {
      put(this.latin, stems, concept)
      for (const each of stems) this.stems.add(each)
    }
  }
}

function put(root: Node, parts: readonly string[], concept: string): void {
  let at = root
  for (const part of parts) {
    const next = at.next.get(part) ?? node()
    at.next.set(part, next)
    at = next
  }
  if (at !== root && !at.concepts.includes(concept)) at.concepts.push(concept)
}

/** Adds what the parts name, from left to right; a word that overlaps the one before it counts when it is longer. */
function collect(root: Node, parts: readonly string[], found: Set<string>): void {
  let last = { start: 0, end: 0 }
  for (let start = 0; start < parts.length; start++) {
    const { concepts, end } = longest(root, parts, start)
    const overlaps = start < last.end
    if (end === start || (overlaps && end - start <= last.end - last.start)) continue
    last = { start, end }
    for (const concept of concepts) found.add(concept)
  }
}

function longest(root: Node, parts: readonly string[], start: number): { concepts: string[]; end: number } {
  let best = { concepts: [] as string[], end: start }
  let at: Node | undefined = root
  for (let i = start; i < parts.length; i++) {
    at = at.next.get(parts[i] ?? '')
    if (!at) break
    if (at.concepts.length > 0) best = { concepts: at.concepts, end: i + 1 }
  }
  return best
}
