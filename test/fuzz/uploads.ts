/** Files as they are sent in: sound ones of every kind, and the same with something wrong. */
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { nearBytes, text } from './arbitraries.ts'

const pdf = strToU8(
  '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n' +
    '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n' +
    '0000000054 00000 n \n0000000105 00000 n \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n',
)
const png = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const jpeg = new Uint8Array(
  Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  ),
)
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packed = 'http://schemas.openxmlformats.org/package/2006'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const workbookParts = (rows: string): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries({
      '[Content_Types].xml': `<Types xmlns="${packed}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/></Types>`,
      '_rels/.rels': `<Relationships xmlns="${packed}/relationships"><Relationship Id="r1" Type="${rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packed}/relationships"><Relationship Id="r1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    }).map(([name, words]) => [name, strToU8(words)]),
  )

/** A workbook with these rows as the XML of its only sheet, and other parts beside it. */
export const workbook = (rows: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({ ...workbookParts(rows), ...more })

const cell = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`
/** The XML of a sheet that is sound. */
export const ROWS = `<row r="1">${cell('A1', '单位名称')}${cell('B1', '统一社会信用代码')}</row><row r="2">${cell('A2', '上海甲有限公司')}${cell('B2', '91310000132200821H')}</row>`

export const SAMPLES = {
  pdf,
  png,
  jpeg,
  xlsx: workbook(ROWS),
  zip: zipSync({ 'a.txt': strToU8('a') }),
  csv: strToU8('单位名称,统一社会信用代码\n上海甲有限公司,91310000132200821H\n'),
  svg: strToU8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  html: strToU8('<!doctype html><script>alert(1)</script>'),
} satisfies Record<string, Uint8Array>

export const uploads: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...Object.values(SAMPLES)) },
  { weight: 3, arbitrary: nearBytes(Object.values(SAMPLES)) },
  { weight: 1, arbitrary: text.map((words) => new Uint8Array(Buffer.from(words))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
)
