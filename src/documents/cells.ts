/** Cells of workbooks. */
import type { CellObject, Row } from 'write-excel-file/node'

/** Longest text of a cell that spreadsheets open. */
const LONGEST = 32_000
/** Control characters that XML cannot hold. */
const UNWRITABLE = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

/** Always a text, whatever it begins with: `=1+1` is what somebody wrote, and no formula. */
export const textCell = (value: string): CellObject => ({
  value: value.toWellFormed().replace(UNWRITABLE, '').slice(0, LONGEST),
  type: String,
})
export const numberCell = (value: number): CellObject => ({ value, type: Number })
export const boldCell = (value: string): CellObject => ({ ...textCell(value), fontWeight: 'bold' })
export const headRow = (titles: readonly string[]): Row => titles.map(boldCell)
