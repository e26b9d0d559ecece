/** The desk's figures as a workbook: a sheet of tallies, and one with every enquiry. */
import type { Readable } from 'node:stream'
import { Temporal } from 'temporal-polyfill'
import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node'
import type { Phrases } from '../language/phrases.ts'
import type { ReportRow, Tally } from '../ports/desk.ts'
import { boldCell as bold, headRow as head, numberCell as number, textCell as text } from './cells.ts'

export interface WorkbookOrder {
  phrases: Phrases
  /** of the programme, IANA */
  timezone: string
  /** what stands above the tallies */
  title: string
  tallies: { lines: Tally[]; months: Tally[]; days: Tally[] }
  /** batches, oldest first */
  rows: AsyncIterable<ReportRow[]>
  /** name of a contact line; of none, that there is none */
  line: (id: string | null) => string
  area: (id: string | null) => string
}

const DATE_TIME = 'yyyy-mm-dd hh:mm'
const TALLY_WIDTHS = [28, 12, 12, 14, 12, 22, 12]
const ROW_WIDTHS = [16, 22, 22, 17, 17, 17, 14, 10, 10, 8, 80]

/**
 * Reads the rows batch by batch and keeps only their cells; the library wants all cells of a sheet before it begins to
 * write, and then gives a stream. @throws when a batch cannot be read: nothing has been sent then
 */
export async function writeWorkbook(order: WorkbookOrder): Promise<Readable> {
  const { phrases } = order
  const all = await rowSheet(order)
  const book = writeExcelFile([
    {
      sheet: phrases.say('report.sheet.tallies'),
      data: tallySheet(order),
      columns: TALLY_WIDTHS.map((width) => ({ width })),
    },
    {
      sheet: phrases.say('report.sheet.enquiries'),
      data: all,
      columns: ROW_WIDTHS.map((width) => ({ width })),
      stickyRowsCount: 1,
    },
  ])
  // the types know only the way with a stream to write to
  return (book.toStream as () => Promise<Readable>)()
}

function tallySheet(order: WorkbookOrder): Row[] {
  const { phrases, title, tallies, line } = order
  const block = (kind: 'lines' | 'months' | 'days', label: (key: string) => string): Row[] => [
    [],
    head([phrases.say(`report.by.${kind}`), ...phrases.list('report.tally-columns')]),
    ...tallies[kind].map((tally) => tallyRow(label(tally.key), tally)),
  ]
  return [
    [bold(title)],
    ...block('lines', (key) => line(key || null)),
    ...block('months', (key) => key),
    ...block('days', (key) => key),
  ]
}

function tallyRow(label: string, { asked, answered, kept, medianMinutes, stars }: Tally): Row {
  const share = answered === 0 ? null : { value: kept / answered, type: Number, format: '0%' }
  return [
    text(label),
    number(asked),
    number(answered),
    number(kept),
    share,
    medianMinutes === null ? null : number(Math.round(medianMinutes)),
    stars === null ? null : { value: stars, type: Number, format: '0.0' },
  ]
}

async function rowSheet({ phrases, timezone, rows, line, area }: WorkbookOrder): Promise<Row[]> {
  const cells: Row[] = [head(phrases.list('report.row-columns'))]
  const when = (at: Date | null): Cell =>
    at && { value: asShown(at, timezone), type: Date, format: DATE_TIME }
  for await (const batch of rows)
    for (const row of batch)
      cells.push([
        text(row.number),
        text(area(row.area)),
        text(line(row.contact)),
        when(row.askedAt),
        when(row.promised),
        when(row.firstAnswerAt),
        row.firstAnswerIn === null ? null : number(row.firstAnswerIn),
        row.kept === null ? null : text(phrases.say(row.kept ? 'report.kept' : 'report.broken')),
        text(phrases.say(`report.status.${row.status}`)),
        row.stars === null ? null : number(row.stars),
        text(row.question),
      ])
  return cells
}

/** A workbook knows no zones, and the library writes UTC: what a clock in the programme's zone shows, as if it were UTC. */
function asShown(at: Date, timezone: string): Date {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(
    timezone,
  )
  return new Date(at.getTime() + offsetNanoseconds / 1_000_000)
}
