import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it, vi } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { parseCsv } from '../../src/documents/parse-csv.ts'
import { readGrid } from '../../src/documents/read-grid.ts'
import { createSpreadsheetReader } from '../../src/documents/read-spreadsheet.ts'

vi.setConfig({ testTimeout: 60_000 })

/** A workbook with these rows as the XML of its only sheet. */
function workbook(rows: string, more = ''): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packed = 'http://schemas.openxmlformats.org/package/2006'
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const files = {
    '[Content_Types].xml': `<Types xmlns="${packed}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packed}/relationships"><Relationship Id="r1" Type="${rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packed}/relationships"><Relationship Id="r1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${more}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const rowsOf = async (content: Uint8Array) => {
  const sheets = await readGrid(content)
  return typeof sheets === 'string' ? sheets : sheets.map(({ rows }) => rows)
}

describe('a workbook', () => {
  it('is read as text: numbers, yes and no, and days', async () => {
    const day = { value: new Date('2021-04-30T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' }
    const book = writeExcelFile([
      { data: [[{ value: '名称' }, { value: 12.5 }, { value: true, type: Boolean }, day]], sheet: 'S' },
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await (book.toStream as () => Promise<AsyncIterable<Buffer>>)())
      chunks.push(chunk)
    expect(await rowsOf(Buffer.concat(chunks))).toEqual([[['名称', '12.5', 'yes', '2021-04-30']]])
  })

  it('has its formulas taken for what the file says they came to, and never computed', async () => {
    const rows = `<row r="1"><c r="A1"><f>1+1</f><v>7</v></c><c r="B1"><f>WEBSERVICE("http://127.0.0.1")</f></c>${text('C1', 'end')}</row>`
    expect(await rowsOf(workbook(rows))).toEqual([[['7', '', 'end']]])
  })

  it('may have holes, hidden rows and empty ones at the end', async () => {
    const rows = `<row r="1">${text('A1', 'a')}</row><row r="4" hidden="1">${text('C4', 'c')}</row><row r="9"></row>`
    const read = await rowsOf(workbook(rows))
    const lines = (read[0] as string[][]).map((row) => row.join('|'))
    expect([lines.length, lines[0]?.[0], lines[3]?.endsWith('c')]).toEqual([4, 'a', true])
  })

  it('reads nothing from outside, whatever the XML asks for', async () => {
    const evil = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    const read = JSON.stringify(await rowsOf(workbook(`<row r="1">${text('A1', '&f;')}</row>`, evil)))
    expect(read).not.toContain('root:')
  })
})

describe('what cannot be read', () => {
  it('is named for what it is', async () => {
    expect(await readGrid(strToU8('\u0000\u0001\u0002'))).toBe('unreadable')
    expect(await readGrid(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1))).toBe('old-format')
    expect(await readGrid(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 9, 9, 9))).toBe('unreadable')
    expect(await readGrid(zipSync({ 'a.txt': strToU8('no workbook') }))).toBe('unreadable')
  })

  it('is a small file that unpacks to a very large one', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(100_000_000) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await readGrid(bomb)).toBe('bomb')
  })

  it('is a sheet with a cell at its very end, which is not laid out and harms nothing', async () => {
    const reader = createSpreadsheetReader(15_000)
    afterAll(() => reader.close())
    const far = workbook(
      `<row r="1">${text('A1', 'a')}</row><row r="1048576">${text('XFD1048576', 'z')}</row>`,
    )
    const read = await reader.read(far)
    expect(read).toBe('bomb')
    expect(await reader.read(workbook(`<row r="1">${text('A1', 'say "GBT1234567"')}</row>`))).toMatchObject([
      { name: 'S' },
    ])
    expect(await reader.read(workbook(`<row r="1">${text('A1', 'after')}</row>`))).toEqual([
      { name: 'S', rows: [['after']] },
    ])
  })
})

describe('separated values', () => {
  it('are read with quotation marks, line breaks in cells, and any of three separators', () => {
    expect(parseCsv('a,"b ""c""\nd",\r\n1,2,3')).toEqual([
      ['a', 'b "c"\nd', ''],
      ['1', '2', '3'],
    ])
    expect([parseCsv('a;b')[0], parseCsv('a\tb')[0]]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
  })

  it('are read in UTF-8 with or without a mark, in UTF-16, and in what spreadsheets in China write', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('名称', 'utf16le')])
    const gb = Uint8Array.of(0xc3, 0xfb, 0xb3, 0xc6)
    for (const content of [strToU8('名称'), strToU8('\ufeff名称'), utf16, gb])
      expect(await rowsOf(content)).toEqual([[['名称']]])
  })

  it('have a cell that is far too long cut between characters', async () => {
    const sheets = (await rowsOf(strToU8(`一${'𠮷'.repeat(9_000)}`))) as string[][][]
    const cell = sheets.flat(2)[0] ?? ''
    expect(cell.length).toBeGreaterThan(1_000)
    expect(cell).toBe(`一${'𠮷'.repeat((cell.length - 1) / 2)}`)
  })
})
