/** The desk's workbook, read back with a library of another purpose. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import readExcelFile, { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { writeWorkbook } from '../../src/documents/report-workbook.ts'
import type { ReportRow, Tally } from '../../src/ports/desk.ts'
import { readLocales } from '../../src/read-locales.ts'
import { plainPhrases } from '../../src/service/libraries.ts'

const locales = await readLocales()

const row = (change: Partial<ReportRow>): ReportRow => ({
  id: 'x',
  number: 'ZX-2021-0001',
  programmeId: 'x',
  conversationId: 'x',
  channel: 'web',
  locale: 'zh-CN',
  area: 'parks',
  contact: 'first',
  unpublished: null,
  holderId: null,
  deputyId: null,
  status: 'answered',
  question: '可以吗',
  summary: null,
  transcript: null,
  askedAt: new Date('2021-04-12T02:00:00Z'),
  since: null,
  dueAt: null,
  steps: 0,
  nextAt: null,
  firstAnswerAt: new Date('2021-04-12T16:30:00Z'),
  firstAnswerIn: 95,
  closedAt: null,
  stars: 5,
  mergedInto: null,
  version: 1,
  lastAt: new Date('2021-04-12T16:30:00Z'),
  promised: new Date('2021-04-14T02:00:00Z'),
  kept: true,
  ...change,
})

/** To the second: a day's fraction is no round number. */
const toTheSecond = (cell: unknown): unknown =>
  cell instanceof Date ? new Date(Math.round(cell.getTime() / 1_000) * 1_000) : cell

async function* batches(...all: ReportRow[][]): AsyncIterable<ReportRow[]> {
  yield* all
}

const tally = (key: string): Tally => ({
  key,
  asked: 4,
  answered: 2,
  kept: 1,
  medianMinutes: 95.5,
  stars: 4.5,
})

async function written(rows: ReportRow[][], language = 'en', timezone = 'Asia/Shanghai'): Promise<Buffer> {
  const stream = await writeWorkbook({
    phrases: plainPhrases(language, locales),
    timezone,
    title: '=Pilots',
    tallies: { lines: [tally('first'), tally('')], months: [tally('2021-04')], days: [tally('2021-04-12')] },
    rows: batches(...rows),
    line: (id) => (id === null ? 'none' : `line ${id}`),
    area: (id) => id ?? 'none',
  })
  expect(stream).toBeInstanceOf(Readable)
  return buffer(stream)
}

test('has every enquiry with what a clock in the programme’s zone showed', async () => {
  const sheet = await readSheet(
    await written([[row({})], [row({ number: 'ZX-2021-0002', stars: null, kept: null })]]),
    2,
  )
  expect(sheet).toHaveLength(3)
  expect(sheet[1]?.map(toTheSecond)).toEqual([
    'ZX-2021-0001',
    'parks',
    'line first',
    new Date('2021-04-12T10:00:00Z'),
    new Date('2021-04-14T10:00:00Z'),
    // half past midnight, a day later than at Greenwich
    new Date('2021-04-13T00:30:00Z'),
    95,
    'in time',
    'answered',
    5,
    '可以吗',
  ])
  expect(sheet[2]?.slice(7, 10)).toEqual([null, 'answered', null])
})

test('shows the hour of the summer where there is one', async () => {
  const asked = [
    row({ askedAt: new Date('2021-01-12T12:00:00Z') }),
    row({ askedAt: new Date('2021-07-12T12:00:00Z') }),
  ]
  const sheet = await readSheet(await written([asked], 'en', 'Europe/Berlin'), 2)
  expect(sheet.slice(1).map((cells) => toTheSecond(cells[3]))).toEqual([
    new Date('2021-01-12T13:00:00Z'),
    new Date('2021-07-12T14:00:00Z'),
  ])
})

test('keeps what people typed a text, whatever it begins with and holds', async () => {
  const typed = [
    '=1+1',
    '+49 21',
    '@here',
    '-2',
    '=HYPERLINK("http://evil.example")',
    '<b>&"\u0001\u000b',
    '\ud800x',
  ]
  const book = await written([typed.map((question) => row({ question }))])
  const sheet = await readSheet(book, 2)
  expect(sheet.slice(1).map((cells) => cells.at(-1))).toEqual([
    ...typed.slice(0, 5),
    '<b>&"',
    expect.stringMatching(/^\ufffd?x$/),
  ])
  for (const xml of await xmlOf(book)) expect(xml).not.toMatch(/<f>|<f /)
})

test('tallies by line, month and day, in the officer’s language', async () => {
  const book = await written([], 'zh-CN')
  const [first, second] = await readExcelFile(book)
  expect([first?.sheet, second?.sheet]).toEqual(['汇总', '咨询明细'])
  const rows = first?.data ?? []
  expect(rows[0]?.[0]).toBe('=Pilots')
  expect(rows.map(([key]) => key).filter(Boolean)).toEqual([
    '=Pilots',
    '联系人',
    'line first',
    'none',
    '月份',
    '2021-04',
    '日期',
    '2021-04-12',
  ])
  expect(rows.find(([key]) => key === '2021-04')).toEqual(['2021-04', 4, 2, 1, 0.5, 96, 4.5])
})

test('holds twenty thousand enquiries', async () => {
  const batch = Array.from({ length: 500 }, (_, n) =>
    row({ number: `ZX-2021-${n}`, question: '可以吗'.repeat(20) }),
  )
  const book = await written(Array.from({ length: 40 }, () => batch))
  expect(await readSheet(book, 2)).toHaveLength(20_001)
}, 60_000)

async function xmlOf(book: Buffer): Promise<string[]> {
  const { unzipSync, strFromU8 } = await import('fflate')
  return Object.values(unzipSync(book)).map((file) => strFromU8(file))
}
