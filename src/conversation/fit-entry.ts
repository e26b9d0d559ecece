/** One answer under another version of the programme: it stands, is read anew, or has no place any more. */
import { optionsOf, readAnswer } from '../language/read-answer.ts'
import type { Field } from '../programme/schema.ts'
import type { Entry } from '../programme/values.ts'
import { showEntry, showRow } from './replies/show-value.ts'
import { setRows, typedRows } from './rows.ts'
import { readingOf, type World } from './world.ts'

/** What becomes of an answer: `changed` reads otherwise now, `wrong` is kept as typed with its error, `gone` has no field. */
export type Fate = 'stands' | 'changed' | 'wrong' | 'gone'

export interface Fitted {
  /** null: it is taken out, and stays in the record of the draft */
  entry: Entry | null
  fate: Fate
}

const OF_OPTIONS: ReadonlySet<Field['type']> = new Set(['choice', 'choices', 'topics', 'recommender'])

/** The entry of a field of `from` as it is in `to`. Nothing is guessed: what does not read the same is wrong or said to be changed. */
export function fitEntry(from: World, to: World, id: string): Fitted {
  const entry = from.draft.entries[id] ?? {}
  const [before, after] = [from.programme.fields.get(id), to.programme.fields.get(id)]
  const isEmpty = entry.value === undefined && entry.raw === undefined && !entry.wrongRows
  if (!after || !before || after.type === 'constant')
    return { entry: null, fate: isEmpty ? 'stands' : 'gone' }
  if (isEmpty) return { entry, fate: 'stands' }
  if ((before.type === 'files') !== (after.type === 'files')) return { entry: null, fate: 'gone' }
  if (after.type === 'files') return { entry, fate: 'stands' }
  if (isSame(before, after) && !OF_OPTIONS.has(after.type)) return { entry, fate: 'stands' }
  return judged(entry, read(from, to, { entry, before, after }))
}

function judged(old: Entry, entry: Entry): Fitted {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  if (entry.error) return same(old, entry) ? { entry: old, fate: 'stands' } : { entry, fate: 'wrong' }
  return same(old.value, entry.value) ? { entry, fate: 'stands' } : { entry, fate: 'changed' }
}

interface Both {
  entry: Entry
  before: Field
  after: Field
}

/** What decides how an answer is read; words, order and conditions do not. */
function isSame(a: Field, b: Field): boolean {
  const shape = ({ type, max, min, decimals, unit, options, columns, maxRows }: Field) =>
    JSON.stringify({ type, max, min, decimals, unit, options, columns, maxRows })
  return shape(a) === shape(b)
}

function read(from: World, to: World, both: Both): Entry {
  const { entry, before, after } = both
  if (after.type === 'rows') return before.type === 'rows' ? readRows(from, to, both) : rawLines(from, both)
  if (OF_OPTIONS.has(after.type) && entry.value !== undefined) return readOptions(from, to, both)
  const typed = entry.raw ?? typedOf(from, before, entry)
  // the same figure in another unit is another amount: nobody but the applicant can say which is meant
  if (before.unit !== after.unit && entry.value !== undefined) return wrong(typed, { code: 'amended' })
  const reading = readAnswer(after, typed, readingOf(to))
  return reading.ok
    ? { value: reading.value, source: entry.source ?? 'applicant' }
    : wrong(typed, reading.error)
}

const wrong = (raw: string, error: Entry['error']): Entry => ({
  raw,
  ...(error ? { error } : {}),
  source: 'applicant',
})

/** Options by their ids; one that is there no more only by exactly the same label. */
function readOptions(from: World, to: World, { entry, before, after }: Both): Entry {
  const options = optionsOf(after, readingOf(to))
  const labels = new Map(optionsOf(before, readingOf(from)).map(({ value, label }) => [value, label]))
  const chosen = [entry.value].flat().map(String)
  const found = chosen.map(
    (one) =>
      options.find(({ value }) => value === one) ?? options.find(({ label }) => label === labels.get(one)),
  )
  const several = after.type === 'choices' || after.type === 'topics'
  const typed = showEntry(from, before, entry)
  if (found.includes(undefined) || (!several && found.length > 1)) return wrong(typed, { code: 'amended' })
  const values = found.map((option) => option?.value ?? '')
  if (after.max !== undefined && several && values.length > after.max)
    return wrong(typed, { code: 'too-many', params: { count: values.length, max: after.max } })
  return { value: several ? values : (values[0] ?? ''), source: entry.source ?? 'applicant' }
}

function readRows(from: World, to: World, { entry, before, after }: Both): Entry {
  const rows = typedRows(from, before).map(({ cells }) => cells)
  const blank = { ...to, draft: { ...to.draft, entries: {} } }
  const read = setRows(blank, after, rows).draft.entries[after.id] ?? {}
  return { ...read, ...(entry.raw === undefined ? {} : { raw: entry.raw }), source: 'applicant' }
}

/** A text where rows are wanted now: kept as lines that nobody has read yet. */
const rawLines = (from: World, { entry, before }: Both): Entry =>
  wrong(entry.raw ?? typedOf(from, before, entry), { code: 'amended' })

/** A value as it could have been typed. */
function typedOf(world: World, field: Field, entry: Entry): string {
  const { value } = entry
  if (field.type === 'rows')
    return [value ?? []]
      .flat()
      .map((row) => showRow(world, field, row as Record<string, string>))
      .join('\n')
  if (OF_OPTIONS.has(field.type) || typeof value === 'boolean') return showEntry(world, field, entry)
  return String(value)
}
