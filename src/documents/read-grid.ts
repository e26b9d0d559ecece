/** A spreadsheet file as rows of text. Formulas are never computed: what the file itself says they came to is taken. */
import { Unzip, UnzipInflate } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import { parseCsv } from './parse-csv.ts'

/** One sheet; row i stands in line i + 1 of the file, the last one with anything in it is the last. */
export interface Grid {
  name: string
  rows: string[][]
}

/** Why a file cannot be read. */
export type SheetFault =
  /** no spreadsheet, or a broken one */
  | 'unreadable'
  /** the kind of before 2007 */
  | 'old-format'
  /** far more than it seemed to hold */
  | 'bomb'

/** Bytes that a workbook may unpack to. */
const MOST_UNPACKED = 80_000_000
const MOST_COLUMNS = 200
/** Cells between the first and the furthest one of a sheet: all of them are laid out, with something in them or not. */
const MOST_CELLS = 4_000_000
const LONGEST = 5_000

/** Every sheet that has anything in it. */
export async function readGrid(content: Uint8Array): Promise<Grid[] | SheetFault> {
  if (startsWith(content, OLD)) return 'old-format'
  if (!startsWith(content, ZIP)) return readCsv(content)
  if (unpacksTooFar(content)) return 'bomb'
  try {
    const sheets = await readExcelFile(Buffer.from(content))
    return sheets.map(({ sheet, data }) => gridOf(sheet, data)).filter(({ rows }) => rows.length > 0)
  } catch {
    return 'unreadable'
  }
}

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLD = [0xd0, 0xcf, 0x11, 0xe0]
const startsWith = (content: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => content[index] === byte)

/** Unpacks without keeping anything; what the file says of its sizes is not believed. True for cells far out, too. */
function unpacksTooFar(content: Uint8Array): boolean {
  let unpacked = 0
  const enough = new Error('enough')
  const unzip = new Unzip((file) => {
    const isFar = farCells()
    file.ondata = (error, chunk) => {
      if (error) throw error
      unpacked += chunk.length
      if (unpacked > MOST_UNPACKED || (file.name.endsWith('.xml') && isFar(chunk))) throw enough
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    const step = 64 * 1024
    for (let at = 0; at < content.length; at += step)
      unzip.push(content.subarray(at, at + step), at + step >= content.length)
    return false
  } catch (error) {
    return error === enough
  }
}

/** Looks through the XML of a sheet as it comes; true once its places span more cells than can be laid out. */
function farCells(): (chunk: Uint8Array) => boolean {
  let before = ''
  let [columns, rows] = [0, 0]
  return (chunk) => {
    const text = before + Buffer.from(chunk).toString('latin1')
    for (const [, letters = '', row] of text.matchAll(PLACE)) {
      columns = Math.max(columns, columnOf(letters))
      rows = Math.max(rows, Number(row))
    }
    before = text.slice(-LONGEST_PLACE)
    return columns * rows > MOST_CELLS
  }
}

/** Where a cell stands, or the last one of a span. */
const PLACE = /\b(?:r|ref)=["'](?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})["']/g
/** `ref="XFD1048576:XFD1048576"` */
const LONGEST_PLACE = 27
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

function readCsv(content: Uint8Array): Grid[] | SheetFault {
  const text = decode(content)
  if (text === null || /\p{Cc}/u.test(text.replace(/[\t\r\n]/g, ''))) return 'unreadable'
  const grid = gridOf('csv', parseCsv(text))
  return grid.rows.length > 0 ? [grid] : []
}

/** UTF-8, UTF-16 with its mark, or what spreadsheets in China write; null for what is no text. */
function decode(content: Uint8Array): string | null {
  for (const encoding of startsWith(content, [0xff, 0xfe]) ? ['utf-16le'] : ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content)
    } catch {}
  return null
}

function gridOf(name: string, data: readonly (readonly unknown[])[]): Grid {
  const rows = data.map((row) => row.slice(0, MOST_COLUMNS).map(textOf))
  const last = rows.findLastIndex((row) => row.some((cell) => cell !== ''))
  return { name, rows: rows.slice(0, last + 1) }
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return (
    String(cell ?? '')
      .toWellFormed()
      .trim()
      .slice(0, LONGEST)
      // never half a character
      .replace(/[\ud800-\udbff]$/, '')
  )
}
