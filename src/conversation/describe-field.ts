/** One field of the whole form as data. */
import type { FormField } from '../contract/draft.ts'
import { optionsOf } from '../language/read-answer.ts'
import { sumOf } from '../programme/rules.ts'
import type { Field } from '../programme/schema.ts'
import { brokenRules, isOnPaper, warningsOf } from '../programme/steps.ts'
import type { FileRef } from '../programme/values.ts'
import { rowsOf } from './draft.ts'
import { commentOn, isClosed } from './handed-in.ts'
import { errorText } from './replies/ask-field.ts'
import { shownOptions } from './replies/card.ts'
import { showEntry } from './replies/show-value.ts'
import { typedRows } from './rows.ts'
import { factsOf, readingOf, type World } from './world.ts'

/** True while the field belongs to this applicant's form; a constant does, although nobody can change it. */
export function isOnForm(world: World, field: string): boolean {
  return isOnPaper(factsOf(world), field)
}

/** Words, limits, answer and faults of a field, in the language of the world. */
export function describeField(world: World, field: Field): FormField {
  const words = world.text.fields[field.id]
  const entry = world.draft.entries[field.id]
  const error = errorOf(world, field)
  return {
    id: field.id,
    type: field.type,
    label: words?.label ?? field.id,
    ask: words?.ask ?? field.id,
    ...defined({ hint: words?.hint, example: words?.example, clause: field.clause }),
    ...(field.type === 'acknowledge' ? { text: world.text.programme.privacy } : {}),
    required: field.required,
    prescribed: field.basis === 'N',
    shown: isOnForm(world, field.id),
    ...defined({ max: field.max, min: field.min, accept: field.accept, maxBytes: field.maxBytes }),
    ...(field.type === 'constant' ? {} : choicesOf(world, field)),
    ...answerOf(world, field),
    words: wordsOf(world, field),
    state: error ? 'wrong' : entry?.value !== undefined ? 'answered' : entry?.skipped ? 'skipped' : 'open',
    derived: entry?.source === 'derived',
    ...defined({ error }),
    warnings: warningsOf(factsOf(world), field).map((id) => world.phrases.render(words?.warn?.[id] ?? '')),
    editable: field.type !== 'constant' && !isClosed(world, field.id),
    ...defined({ comment: commentOn(world.draft, field.id) ?? undefined }),
  }
}

/** Only what is there: a key without a value is left out. */
function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

function choicesOf(
  world: World,
  field: Field,
): Pick<FormField, 'options' | 'columns' | 'minRows' | 'maxRows'> {
  if (field.type === 'rows') return columnsOf(world, field)
  const options = shownOptions(world, field)
  return options.length > 0 ? { options } : {}
}

function columnsOf(world: World, field: Field): Pick<FormField, 'columns' | 'minRows' | 'maxRows'> {
  const words = world.text.fields[field.id]?.columns
  const columns = (field.columns ?? []).map(({ id, type, required, max, options }) => ({
    id,
    type,
    label: words?.[id]?.label ?? id,
    required,
    ...defined({ max, hint: words?.[id]?.hint }),
    ...(options
      ? { options: options.map((value) => ({ value, label: words?.[id]?.options?.[value] ?? value })) }
      : {}),
  }))
  return { columns, ...defined({ minRows: field.minRows, maxRows: field.maxRows }) }
}

function answerOf(world: World, field: Field): Pick<FormField, 'value' | 'rows' | 'sums' | 'files'> {
  if (field.type === 'constant') return {}
  if (field.type === 'rows') return { rows: typedRows(world, field), sums: sumsOf(world, field) }
  const entry = world.draft.entries[field.id]
  if (field.type === 'files') return { files: (entry?.value as FileRef[] | undefined) ?? [] }
  if (entry?.raw !== undefined) return { value: chosenIn(world, field, entry.raw) }
  const value = entry?.value
  if (value === undefined) return {}
  if (typeof value === 'boolean') return { value: value ? 'yes' : 'no' }
  return { value: Array.isArray(value) ? (value as string[]) : String(value) }
}

/** Ticked boxes stay ticked although there are too many of them; other words stand as typed. */
function chosenIn(world: World, field: Field, raw: string): string | string[] {
  if (field.type !== 'choices' && field.type !== 'topics') return raw
  const known = new Set(optionsOf(field, readingOf(world)).map(({ value }) => value))
  const parts = raw.split(/[、,]/).map((part) => part.trim())
  return parts.every((part) => known.has(part)) ? parts : raw
}

function sumsOf(world: World, field: Field): NonNullable<FormField['sums']> {
  const words = world.text.fields[field.id]?.columns
  return field.sums.map((column) => ({
    column,
    label: words?.[column]?.label ?? column,
    sum: sumOf(rowsOf(world.draft, field.id), column),
  }))
}

function wordsOf(world: World, field: Field): string {
  if (field.type !== 'constant') return showEntry(world, field, world.draft.entries[field.id]).trim()
  const value = String(field.value ?? '')
  return world.text.fields[field.id]?.options?.[value] ?? value
}

/** What is wrong with the answer as it stands; a required field left open is not wrong yet. */
function errorOf(world: World, field: Field): string | undefined {
  const entry = world.draft.entries[field.id]
  if (entry?.error) return errorText(world, field, entry.error)
  const rule = entry?.value === undefined ? undefined : brokenRules(factsOf(world), field)[0]
  return rule ? errorText(world, field, { code: rule }) : undefined
}
