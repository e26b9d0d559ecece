/** The names people use for the fields of a form: the label, and what the folder says it is also called. */
import type { Field, Programme, ProgrammeText } from '../programme/schema.ts'
import { normalise } from './normalise.ts'
import { type ReadingContext, readAnswer } from './read-answer.ts'

export interface Named {
  /** every field of this name, in the order of the form */
  fields: [Field, ...Field[]]
  start: number
  end: number
}

type Naming = Pick<ReadingContext, 'programme' | 'text'>

/** The fields whose name stands in a normalised text; the longest name wins. */
export function fieldNamedIn(text: string, at: Naming): Named | null {
  return find(at, (name) => text.indexOf(name))
}

/** The fields with whose name a normalised text begins at `from`; a Latin name must end with the word. */
export function fieldNamedAt(text: string, from: number, at: Naming): Named | null {
  return find(at, (name) => {
    const goesOn = /[a-z]$/.test(name) && /^[a-z]/.test(text.slice(from + name.length))
    return text.startsWith(name, from) && !goesOn ? from : -1
  })
}

/** The fields that go by exactly this name. */
export function fieldsCalled(name: string, at: Naming): [Field, ...Field[]] | null {
  const wanted = plainName(name)
  return find(at, (known) => (known === wanted ? 0 : -1))?.fields ?? null
}

/** Of fields that go by the same name, the first that can be read from the value. */
export function fitting([first, ...others]: [Field, ...Field[]], raw: string, at: ReadingContext): Field {
  return [first, ...others].find((field) => readAnswer(field, raw, at).ok) ?? first
}

/** How much was typed for the first `length` characters of its normalised text. */
export function typedLength(typed: string, length: number): number {
  let low = 0
  let high = typed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (normalise(typed.slice(0, middle)).length < length) low = middle + 1
    else high = middle
  }
  return low
}

function find(at: Naming, startOf: (name: string) => number): Named | null {
  let best: Named | null = null
  for (const { field, name } of namesIn(at)) {
    if (best && name.length < best.end - best.start) break
    const start = startOf(name)
    if (start < 0) continue
    if (!best) best = { fields: [field], start, end: start + name.length }
    else if (start === best.start && !best.fields.includes(field)) best.fields.push(field)
  }
  return best
}

interface Name {
  field: Field
  name: string
}

const known = new WeakMap<ProgrammeText, Name[]>()

/** Every name of every field, the longest first; worked out once for a text. */
function namesIn({ programme, text }: Naming): Name[] {
  const names = known.get(text) ?? collectNames(programme, text)
  known.set(text, names)
  return names
}

function collectNames(programme: Programme, text: ProgrammeText): Name[] {
  return [...programme.fields.values()]
    .filter((field) => field.type !== 'constant')
    .flatMap((field) => namesOf(field, text).map((name) => ({ field, name })))
    .sort((a, b) => b.name.length - a.name.length)
}

/** The names of one field, normalised and without what stands in brackets. */
export function namesOf(field: Field, text: ProgrammeText): string[] {
  const words = text.fields[field.id]
  return [words?.label ?? '', ...(words?.also ?? [])].map(plainName).filter((name) => name !== '')
}

const plainName = (name: string): string =>
  normalise(name)
    .replace(/[（(].*$/, '')
    .trim()
