/** Uploads are judged by what is in them, whatever they are called and declared to be. */
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { judgeFile } from '../../src/service/keep-file.ts'
import { safeName } from '../../src/service/uploads/safe-name.ts'
import { ROWS, SAMPLES, workbook } from '../fuzz/uploads.ts'

const ids = { next: () => 'id', code: () => 'code', token: () => 'token' }
const judged = (content: Uint8Array, filename = 'a.pdf') =>
  judgeFile({ filename, content }, ids as never).then(
    ({ mediaType }) => mediaType,
    (error: { code: string }) => error.code,
  )
const pdf = (objects: string | Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    Buffer.from(objects),
    Buffer.from('\ntrailer\n<</Root 1 0 R>>\n%%EOF\n'),
  ])
const packed = (objects: string, more = ''): Uint8Array => {
  const bytes = deflateSync(objects)
  const head = `5 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode${more} /Length ${bytes.length}>>\nstream\r\n`
  return pdf(Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream\nendobj')]))
}
const png = (width: number, height: number): Uint8Array => {
  const bytes = Buffer.from(SAMPLES.png)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
/** The first entry of an archive, changed in its directory. */
const inDirectory = (archive: Uint8Array, change: (bytes: Buffer, at: number) => void): Uint8Array => {
  const bytes = Buffer.from(archive)
  change(bytes, bytes.indexOf('PK\u0001\u0002', 0, 'latin1'))
  return bytes
}

describe('an upload', () => {
  it.each([
    ['a PDF', SAMPLES.pdf, 'application/pdf'],
    [
      'a PDF whose objects are packed',
      packed('1 0 <</Type /Catalog /OpenAction [3 0 R /Fit]>>'),
      'application/pdf',
    ],
    [
      'a signed form',
      pdf('1 0 obj\n<</Type /Catalog /AcroForm <</SigFlags 3>>>>\nendobj'),
      'application/pdf',
    ],
    ['a photo', SAMPLES.jpeg, 'image/jpeg'],
    ['a picture', SAMPLES.png, 'image/png'],
    ['a workbook', SAMPLES.xlsx, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['an archive', SAMPLES.zip, 'application/zip'],
  ])('is taken when it is %s', async (_what, content, type) => {
    expect(await judged(content, 'whatever.txt')).toBe(type)
  })

  it.each([
    ['SVG', SAMPLES.svg, 'file-type'],
    ['a page of the web', SAMPLES.html, 'file-type'],
    ['a page with the mark of a PDF further on', Buffer.concat([SAMPLES.html, SAMPLES.pdf]), 'file-type'],
    [
      'a PDF with a script',
      pdf('1 0 obj\n<</OpenAction <</S /JavaScript /JS (app.alert(1))>>>>\nendobj'),
      'file-active',
    ],
    [
      'a PDF with a script whose name is disguised',
      pdf('1 0 obj\n<</S /J#61vaScript /J#53 (1)>>\nendobj'),
      'file-active',
    ],
    ['a PDF with a script among packed objects', packed('1 0 <</S /JavaScript /JS (1)>>'), 'file-active'],
    [
      'a PDF whose packing is disguised',
      pdf('5 0 obj\n<</Type /Obj#53tm /Filter /FlateDecode>>\nstream\nx\nendstream'),
      'file-active',
    ],
    ['a PDF packed in an unusual way', packed('1 0 <<>>', ' /DecodeParms <</Predictor 12>>'), 'file-active'],
    ['a PDF that starts a program', pdf('1 0 obj\n<</S /Launch /F (cmd.exe)>>\nendobj'), 'file-active'],
    ['a PDF with a file inside', pdf('1 0 obj\n<</Names <</EmbeddedFiles 2 0 R>>>>\nendobj'), 'file-active'],
    ['a PDF that is locked', pdf('trailer\n<</Encrypt 9 0 R>>'), 'file-locked'],
    ['a PDF that unpacks without end', packed('x'.repeat(70_000_000)), 'file-too-much'],
    ['a PDF that is an archive as well', Buffer.concat([SAMPLES.pdf, SAMPLES.zip]), 'file-mixed'],
    ['a picture that is an archive as well', Buffer.concat([SAMPLES.png, SAMPLES.zip]), 'file-mixed'],
    ['a picture that is a PDF as well', Buffer.concat([SAMPLES.png, SAMPLES.pdf]), 'file-mixed'],
    ['a picture of a hundred thousand pixels a side', png(100_000, 100_000), 'file-too-much'],
    ['a workbook with macros', workbook(ROWS, { 'xl/vbaProject.bin': strToU8('x') }), 'file-active'],
    ['a workbook with controls', workbook(ROWS, { 'xl/activeX/activeX1.xml': strToU8('x') }), 'file-active'],
    [
      'a workbook that unpacks without end',
      workbook(ROWS, { 'xl/media/a.bmp': new Uint8Array(310_000_000) }),
      'file-too-much',
    ],
    [
      'a workbook that lies about it',
      inDirectory(zipSync({ 'a.txt': new Uint8Array(310_000_000) }), (bytes, at) =>
        bytes.writeUInt32LE(9, at + 24),
      ),
      'file-too-much',
    ],
    ['an archive with a program', zipSync({ '申报材料.exe': strToU8('MZ') }), 'file-active'],
    ['an archive whose paths lead out', zipSync({ '../../etc/cron.d/a': strToU8('x') }), 'file-active'],
    [
      'an archive that is locked',
      inDirectory(SAMPLES.zip, (bytes, at) => bytes.writeUInt16LE(1, at + 8)),
      'file-locked',
    ],
    [
      'an archive whose entries begin nowhere',
      inDirectory(workbook(ROWS), (bytes, at) => bytes.writeUInt32LE(0xfffffff0, at + 42)),
      'file-broken',
    ],
    ['an archive that breaks off', SAMPLES.zip.subarray(0, SAMPLES.zip.length - 10), 'file-broken'],
  ])(
    'is refused when it is %s',
    async (_what, content, code) => {
      expect(await judged(content)).toBe(code)
    },
    60_000,
  )
})

describe('the name of an upload', () => {
  it.each([
    ['../../etc/passwd', 'pdf', 'passwd.pdf'],
    ['C:\\Users\\a\\营业执照.pdf', 'pdf', '营业执照.pdf'],
    ['\u202egnp.exe', 'png', 'gnp.exe.png'],
    ['a\u0000\u001b[31m\r\nb\u200b.pdf', 'pdf', 'a[31mb.pdf'],
    ['scan.JPEG', 'jpg', 'scan.JPEG'],
    ['report.html', 'pdf', 'report.html.pdf'],
    ['CON.pdf', 'pdf', '_CON.pdf'],
    ['what?<is>"this"|*.pdf', 'pdf', 'what__is__this___.pdf'],
    ['...', 'zip', 'file.zip'],
    ['', 'docx', 'file.docx'],
    ['\ud800.pdf', 'pdf', '\ufffd.pdf'],
  ])('%j, which is %s, becomes %j', (given, extension, kept) => {
    expect(safeName(given, extension)).toBe(kept)
  })
})
