/** Finds the answers that paper cannot show in full. */
import type { Draft, Entry, Row, Value } from '../conversation/types.ts'
import type { Unprintable } from '../ports/outside.ts'
import type { Coverage } from './coverage.ts'

type Place = Omit<Unprintable, 'characters'> & { text: string }

/** Names each character that cannot be printed, with its field and, in a table, its row and column. */
export function findUnprintable(entries: Draft['entries'], coverage: Coverage): Unprintable[] {
  return Object.entries(entries)
    .flatMap(([field, entry]) => placesOf(field, entry))
    .flatMap(({ text, ...place }) => {
      const characters = coverage.missing(text)
      return characters.length > 0 ? [{ ...place, characters }] : []
    })
}

function placesOf(field: string, { value, raw }: Entry): Place[] {
  if (value === undefined) return raw === undefined ? [] : [{ field, text: raw }]
  if (typeof value === 'string') return [{ field, text: value }]
  return Array.isArray(value) ? placesOfList(field, value) : []
}

function placesOfList(field: string, list: Exclude<Value, string | number | boolean>): Place[] {
  return list.flatMap((item, index) => {
    if (typeof item === 'string') return [{ field, text: item }]
    if (isFile(item)) return [{ field, text: item.name }]
    return Object.entries(item).map(([column, cell]) => ({
      field,
      row: index + 1,
      column,
      text: String(cell),
    }))
  })
}

/** A stored file, as opposed to a row of a table. */
export const isFile = (item: Row | object): item is { id: string; name: string } =>
  'mediaType' in item && 'bytes' in item
