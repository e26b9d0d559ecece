/** One text for one value, whatever the order of its keys. */
import type { Json } from './entry.ts'

/** JSON without blanks, keys in the order of their UTF-16 code units (as RFC 8785 has it). */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`)
  return `{${parts.join(',')}}`
}
