/** JSON as PostgreSQL takes it. */
import type { Prisma } from '../generated/prisma/client.ts'

const REFUSED = /\\u(?:0000|d[89ab][0-9a-f]{2}|d[c-f][0-9a-f]{2})/i

/**
 * JSON text for a jsonb parameter. PostgreSQL refuses the character NUL and halves of surrogate pairs, both
 * of which arrive from the outside world; they become U+FFFD rather than losing the turn.
 */
export function json(value: unknown): string {
  const text = JSON.stringify(value)
  return REFUSED.test(text) ? JSON.stringify(clean(value)) : text
}

/** A value as the database keeps it, for a Json column. */
export function safe(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(json(value)) as Prisma.InputJsonValue
}

/** The same text without what PostgreSQL refuses. */
export function plain(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return plain(value)
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [plain(key), clean(one)]))
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** False for what cannot be an id of ours: such a thing is unknown, not an error of the database. */
export function isUuid(id: string): boolean {
  return UUID.test(id)
}
