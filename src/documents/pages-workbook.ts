/** Sheets of words as a workbook. */
import type { Readable } from 'node:stream'
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import type { SheetCell, SheetPage } from '../ports/outside.ts'
import { headRow, textCell } from './cells.ts'

const TINTS = { good: '#e2f0d9', open: '#fff2cc', bad: '#f8d7da' } as const
const WIDTHS = { narrow: 16, wide: 44 } as const
/** Characters from which a column is a wide one. */
const LONG = 14

/** Every cell is a text, whatever it begins with. */
export function writePages(pages: readonly SheetPage[]): Promise<Readable> {
  const book = writeExcelFile(
    pages.map(({ name, head, rows }) => ({
      sheet: name,
      data: [headRow(head), ...rows.map((row) => row.map(cellOf))],
      columns: head.map((title, at) => ({ width: widthOf(title, rows, at) })),
      stickyRowsCount: 1,
    })),
  )
  // the types know only the way with a stream to write to
  return (book.toStream as () => Promise<Readable>)()
}

const cellOf = ({ text, tint }: SheetCell): Cell => ({
  ...textCell(text),
  ...{ wrap: true, alignVertical: 'top' as const },
  ...(tint ? { backgroundColor: TINTS[tint] } : {}),
})

function widthOf(title: string, rows: SheetPage['rows'], at: number): number {
  const longest = Math.max(title.length, ...rows.slice(0, 200).map((row) => row[at]?.text.length ?? 0))
  return longest > LONG ? WIDTHS.wide : WIDTHS.narrow
}
