/** Rows of a field as the whole form shows and takes them: good and wrong ones in one order. */
import { readRow } from '../language/read-answer.ts'
import type { Field } from '../programme/schema.ts'
import type { Entry, Row } from '../programme/values.ts'
import { type Change, put } from './draft.ts'
import { errorText } from './replies/ask-field.ts'
import { readingOf, type World } from './world.ts'

/** Replaces all rows; those that do not read well are kept as typed and block the submission. */
export function setRows(world: World, field: Field, rows: readonly Record<string, string>[]): Change {
  const { columns = [], maxRows: max = Number.POSITIVE_INFINITY } = field
  const labels = world.text.fields[field.id]?.columns ?? {}
  const filled = rows.filter((cells) => Object.values(cells).some((cell) => cell.trim() !== ''))
  const good: Row[] = []
  const wrongRows: NonNullable<Entry['wrongRows']> = []
  filled.forEach((cells, at) => {
    const reading = readRow(columns, cells, labels, readingOf(world))
    if (reading.ok) good.push(reading.row)
    else wrongRows.push({ at, cells })
  })
  const error = faultOf(wrongRows.length, filled.length, max)
  if (filled.length === 0) return put(world.draft, field.id, null)
  return put(world.draft, field.id, {
    value: good,
    ...(wrongRows.length > 0 ? { wrongRows } : {}),
    ...(error ? { error } : {}),
    source: 'applicant',
  })
}

function faultOf(wrong: number, all: number, max: number): Entry['error'] {
  if (wrong > 0) return { code: 'rows-wrong', params: { count: wrong } }
  return all > max ? { code: 'too-many-rows', params: { max } } : undefined
}

/** One row as typed; `errors` by column, none in a good one. */
export interface TypedRow {
  cells: Record<string, string>
  errors: Record<string, string>
}

/** Every row in order, good and wrong. */
export function typedRows(world: World, field: Field): TypedRow[] {
  const { value, wrongRows = [] } = world.draft.entries[field.id] ?? {}
  const rows: TypedRow[] = (Array.isArray(value) ? (value as Row[]) : []).map((row) => ({
    cells: Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(cell)])),
    errors: {},
  }))
  for (const { at, cells } of wrongRows) rows.splice(at, 0, { cells, errors: errorsOf(world, field, cells) })
  return rows
}

/** What is wrong with each cell. */
function errorsOf(world: World, field: Field, cells: Record<string, string>): Record<string, string> {
  const labels = world.text.fields[field.id]?.columns ?? {}
  const errors: Record<string, string> = {}
  for (const column of field.columns ?? []) {
    const isEmpty = (cells[column.id] ?? '').trim() === ''
    if (isEmpty && !column.required) continue
    const reading = readRow([column], cells, labels, readingOf(world))
    if (reading.ok) continue
    const label = labels[column.id]?.label ?? column.id
    errors[column.id] = errorText(world, field, {
      code: reading.error.code,
      params: { ...reading.error.params, label },
    })
  }
  return errors
}
