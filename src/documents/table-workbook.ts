/** A table as a workbook of one sheet. */
import type { Readable } from 'node:stream'
import writeExcelFile, { type Row } from 'write-excel-file/node'
import type { Table } from '../ports/outside.ts'
import { headRow, numberCell, textCell } from './cells.ts'

const WIDEST = 60
const NARROWEST = 8
/** Characters that take twice the room. */
const WIDE = /[\u1100-\u115f\u2e80-\uffdc]/gu

/**
 * Reads the rows batch by batch and keeps only their cells; the library wants all cells of a sheet before it begins to
 * write. @throws when a batch cannot be read: nothing has been sent then
 */
export async function writeTable({ name, columns, rows }: Table): Promise<Readable> {
  const cells: Row[] = [headRow(columns)]
  const widths = columns.map(widthOf)
  for await (const batch of rows)
    for (const row of batch) {
      cells.push(row.map((value) => (typeof value === 'number' ? numberCell(value) : textCell(value))))
      row.forEach((value, at) => {
        widths[at] = Math.max(widths[at] ?? NARROWEST, widthOf(String(value)))
      })
    }
  const book = writeExcelFile([
    { sheet: name, data: cells, columns: widths.map((width) => ({ width })), stickyRowsCount: 1 },
  ])
  // the types know only the way with a stream to write to
  return (book.toStream as () => Promise<Readable>)()
}

function widthOf(text: string): number {
  const longest = text.split('\n').map((line) => line.length + (line.match(WIDE)?.length ?? 0))
  return Math.min(WIDEST, Math.max(NARROWEST, ...longest) + 2)
}
