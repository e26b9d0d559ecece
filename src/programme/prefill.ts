/** Fills in what one answer tells about others. */
import type { Field, Programme } from './schema.ts'
import { answerOf, type Entries, type Value } from './values.ts'

/** Values that `changed` suggests for fields the applicant has not answered themselves. */
export function prefills(programme: Programme, entries: Entries, changed: string): Map<string, Value> {
  const found = new Map<string, Value>()
  for (const field of programme.fields.values()) {
    if (field.prefill?.from !== changed || entries[field.id]?.source === 'applicant') continue
    const value = lookUp(field, String(answerOf(entries, changed) ?? ''))
    if (value !== undefined) found.set(field.id, value)
  }
  return found
}

function lookUp(field: Field, source: string): Value | undefined {
  if (!field.prefill) return undefined
  const { at, map } = field.prefill
  const part = source.slice(at)
  const keys = Object.keys(map).filter((key) => part.startsWith(key))
  const longest = keys.sort((a, b) => b.length - a.length)[0]
  return longest === undefined ? undefined : map[longest]
}
