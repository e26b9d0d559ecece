/** Which field of the programme a column of somebody's spreadsheet holds. */
import type { Speech } from '../../conversation/world.ts'
import { fieldsCalled } from '../../language/field-names.ts'
import type { Field } from '../../programme/schema.ts'

export interface Column {
  /** place in its row */
  at: number
  header: string
  /** null: not recognised, and so not used */
  field: Field | null
}

/** A sheet whose head has been found. */
export interface Table {
  columns: Column[]
  /** rows below the head with anything in them, with their line in the file */
  rows: { line: number; cells: string[] }[]
}

/** A title, a note and an empty line may stand above the head. */
const MOST_ABOVE = 20

/** The sheet and the line with the most fields we know; null where nothing is known at all. */
export function findTable(
  sheets: readonly { rows: string[][] }[],
  speeches: readonly Speech[],
): Table | null {
  let best: { table: Table; known: number } | null = null
  for (const { rows } of sheets)
    for (const [line, row] of rows.slice(0, MOST_ABOVE).entries()) {
      const columns = columnsOf(row, speeches)
      const known = columns.filter(({ field }) => field !== null).length
      if (known > (best?.known ?? 0)) best = { table: { columns, rows: below(rows, line) }, known }
    }
  return best?.table ?? null
}

function below(rows: readonly string[][], head: number): Table['rows'] {
  return rows
    .map((cells, index) => ({ line: index + 1, cells }))
    .slice(head + 1)
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

/** Of columns for the same field the first one counts; a name that several fields have goes to the next of them. */
function columnsOf(row: readonly string[], speeches: readonly Speech[]): Column[] {
  const taken = new Set<string>()
  return row.flatMap((header, at) => {
    if (header === '') return []
    const field = fieldsNamed(header, speeches).find(({ id }) => !taken.has(id)) ?? null
    if (field) taken.add(field.id)
    return [{ at, header, field }]
  })
}

/** By its id, or by its label and other names in any language. */
function fieldsNamed(header: string, speeches: readonly Speech[]): Field[] {
  const name = header.replace(/^\s*\d+\s*[.、．)）]\s*/, '').replace(/[*＊:：\s]+$/, '')
  const byId = speeches[0]?.programme.fields.get(name)
  if (byId) return [byId]
  return speeches.flatMap((speech) => fieldsCalled(name, speech) ?? [])
}
