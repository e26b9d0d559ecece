/** The card of a field: what a native form needs to ask it. */
import type { FormCard, Input } from '../../contract/conversation.ts'
import { type Option, optionsOf } from '../../language/read-answer.ts'
import type { Column, Field } from '../../programme/schema.ts'
import type { Entry } from '../../programme/values.ts'
import { readingOf, type World } from '../world.ts'

/** The native card of a field. */
export function cardOf(world: World, field: Field, error?: string): FormCard {
  const entry = world.draft.entries[field.id]
  const inputs =
    field.type === 'rows'
      ? (field.columns ?? []).map((column) => columnInput(world, field, column))
      : [fieldInput(world, field, entry, error)]
  return {
    step: field.id,
    title: world.text.fields[field.id]?.label ?? field.id,
    inputs,
    submit: world.phrases.say(field.type === 'rows' ? 'buttons.add-row' : 'buttons.next'),
  }
}

const INPUT_KINDS = {
  phone: 'tel',
  mobile: 'tel',
  uscc: 'code',
  postcode: 'code',
  topics: 'choices',
  recommender: 'choice',
  constant: 'text',
  rows: 'text',
} as const

function fieldInput(world: World, field: Field, entry: Entry | undefined, error?: string): Input {
  const words = world.text.fields[field.id]
  const kind = field.type in INPUT_KINDS ? INPUT_KINDS[field.type as keyof typeof INPUT_KINDS] : field.type
  const options = shownOptions(world, field)
  const value = typedValue(entry)
  return {
    name: field.id,
    kind: kind as Input['kind'],
    label: words?.label ?? field.id,
    required: field.required,
    ...(words?.hint ? { hint: words.hint } : {}),
    ...(field.max !== undefined && ['text', 'longtext', 'choices', 'topics', 'files'].includes(field.type)
      ? { max: field.max }
      : {}),
    ...(options.length > 0 ? { options } : {}),
    ...(value !== undefined ? { value } : {}),
    ...(error ? { error } : {}),
    ...(field.accept ? { accept: field.accept } : {}),
    ...(field.maxBytes ? { maxBytes: field.maxBytes } : {}),
  }
}

/** What stands in the input when the card opens: the answer so far, as it was typed. */
function typedValue(entry: Entry | undefined): string | string[] | undefined {
  if (entry?.raw !== undefined) return entry.raw
  const value = entry?.value
  if (value === undefined) return undefined
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string')
  return String(value)
}

function columnInput(world: World, field: Field, column: Column): Input {
  const words = world.text.fields[field.id]?.columns?.[column.id]
  const options = (column.options ?? []).map((value) => ({ value, label: words?.options?.[value] ?? value }))
  return {
    name: column.id,
    kind: column.type === 'uscc' ? 'code' : column.type,
    label: words?.label ?? column.id,
    required: column.required,
    ...(words?.hint ? { hint: words.hint } : {}),
    ...(column.max !== undefined ? { max: column.max } : {}),
    ...(options.length > 0 ? { options } : {}),
  }
}

/** Options as they are shown: a recommender that the notice does not name is marked as not confirmed. */
export function shownOptions(world: World, field: Field): Option[] {
  const options = optionsOf(field, readingOf(world))
  if (field.type !== 'recommender') return options
  const open = world.programme.recommenders.filter(({ status }) => status === 'to-be-confirmed')
  return options.map(({ value, label }) => ({
    value,
    label: open.some(({ id }) => id === value)
      ? world.phrases.say('areas.to-be-confirmed', { body: label })
      : label,
  }))
}
