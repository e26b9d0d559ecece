/** Values of a draft in words. */
import { showDate } from '../../language/dates.ts'
import { optionsOf } from '../../language/read-answer.ts'
import { sumOf } from '../../programme/rules.ts'
import type { Field } from '../../programme/schema.ts'
import type { Entry, FileRef, Row } from '../../programme/values.ts'
import { rowsOf } from '../draft.ts'
import { readingOf, type World } from '../world.ts'

/** What a person sees of an entry; wrong input is shown as typed. */
export function showEntry(world: World, field: Field, entry: Entry | undefined): string {
  const { phrases } = world
  if (!entry) return phrases.say('values.open')
  if (entry.wrongRows) return showTyped(world, field, entry)
  if (entry.value === undefined)
    return entry.raw ?? phrases.say(entry.skipped ? 'values.skipped' : 'values.open')
  const { value } = entry
  if (field.type === 'date') return showDate(String(value), phrases.language)
  if (field.type === 'rows') return showRows(world, field, value as Row[])
  if (field.type === 'files')
    return (value as FileRef[]).map((file) => file.name).join(phrases.say('marks.list'))
  if (field.type === 'percent') return `${value}%`
  const options = optionsOf(field, readingOf(world))
  const chosen = Array.isArray(value)
    ? (value as string[])
    : [typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]
  return chosen
    .map((one) => options.find((option) => option.value === one)?.label ?? one)
    .join(phrases.say('marks.list'))
}

/** One row on one line. */
export function showRow(world: World, field: Field, row: Row): string {
  return (field.columns ?? [])
    .filter((column) => row[column.id] !== undefined)
    .map((column) => {
      const value = String(row[column.id])
      if (column.type === 'date') return showDate(value, world.phrases.language)
      return world.text.fields[field.id]?.columns?.[column.id]?.options?.[value] ?? value
    })
    .join(world.phrases.say('marks.cell'))
}

function showRows(world: World, field: Field, rows: Row[]): string {
  return ['', ...rows.map((row, i) => `${i + 1}) ${showRow(world, field, row)}`)].join('\n')
}

/** Rows of which some are wrong: those as typed, in their places. */
function showTyped(world: World, field: Field, { value, wrongRows = [] }: Entry): string {
  const lines = ((value ?? []) as Row[]).map((row) => showRow(world, field, row))
  for (const { at, cells } of wrongRows)
    lines.splice(at, 0, Object.values(cells).join(world.phrases.say('marks.cell')))
  return ['', ...lines.map((line, i) => `${i + 1}) ${line}`)].join('\n')
}

/** One line for each summed column; none while there is no row. */
export function showSums(world: World, field: Field): string[] {
  if (rowsOf(world.draft, field.id).length === 0) return []
  return field.sums.map((column) =>
    world.phrases.say('filing.sum', {
      label: world.text.fields[field.id]?.columns?.[column]?.label ?? column,
      sum: sumOf(rowsOf(world.draft, field.id), column),
    }),
  )
}
