/** What a later form can take over from the application: answers to the fields that both have. */

import { areaOfTopic } from './rules.ts'
import type { Field, Programme } from './schema.ts'
import type { Entries, Value } from './values.ts'

/** Kinds of answers that belong to the paper they were given on. */
const NOT_CARRIED: readonly Field['type'][] = ['files', 'acknowledge', 'constant']

/** The answers, marked as derived: nobody is asked again, and the applicant may correct them. */
export function carryOver(form: Programme, from: Programme, entries: Entries): Entries {
  const carried: Entries = {}
  for (const field of form.fields.values()) {
    const value = entries[field.id]?.value
    const before = from.fields.get(field.id)
    if (value === undefined || before?.type !== field.type || NOT_CARRIED.includes(field.type)) continue
    if (fits(form, field, value)) carried[field.id] = { value, source: 'derived' }
  }
  return carried
}

/** False where the form has other choices, other columns or less room. */
function fits(form: Programme, field: Field, value: Value): boolean {
  const all: unknown[] = Array.isArray(value) ? value : [value]
  if (field.type === 'topics') return all.every((topic) => areaOfTopic(form, String(topic)) !== undefined)
  if (field.type === 'recommender') return form.recommenders.some(({ id }) => id === value)
  if (field.options) return all.every((one) => field.options?.includes(String(one)))
  if (field.columns) {
    const columns = field.columns.map(({ id }) => id)
    return all.every((row) => Object.keys(row as object).every((column) => columns.includes(column)))
  }
  return field.max === undefined || typeof value !== 'string' || [...value].length <= field.max
}
