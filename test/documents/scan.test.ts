/** Scans and photos as they come back: what can be read of them, and what harm they can do. */
import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createPrinter } from '../../src/documents/printer.ts'
import { createScanReader } from '../../src/documents/read-scan.ts'
import { isSigned } from '../../src/documents/signature.ts'
import type { ScanFile } from '../../src/ports/outside.ts'
import { asPdf, canScan, changed, photographed, scanned } from '../rigs/scanner.ts'
import { orderOf, printData } from './fixtures.ts'
import { info, pages, qrOn } from './pixels.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const printer = createPrinter({ threads: 1 })
const reader = createScanReader()
afterAll(() => Promise.all([printer.close(), reader.close()]))

let print: Uint8Array
let sheets: Buffer[]
beforeAll(async () => {
  print = await printer.print(orderOf(printData()))
  if (canScan()) sheets = scanned(print, 150)
})

const jpeg = (content: Uint8Array): ScanFile => ({ mediaType: 'image/jpeg', content })
const pdf = (content: Uint8Array): ScanFile => ({ mediaType: 'application/pdf', content })
/** `1:1-2`: on page 1 is the code of copy 1, page 2. */
async function codes(...files: ScanFile[]): Promise<string[]> {
  const read = await reader.read(files)
  return read.pages.map(({ page, code }) => `${page}:${code?.split('/').at(-1) ?? '-'}`)
}

describe.skipIf(!canScan())('a scan', () => {
  it('of all copies is read in the order of its pages', async () => {
    const found = await codes(pdf(await asPdf(sheets)))
    const each = sheets.length / 3
    const place = (at: number) => `${at + 1}:${Math.floor(at / each) + 1}-${(at % each) + 1}`
    expect(found).toEqual(sheets.map((_, at) => place(at)))
  })

  it.each<[string, string[]]>([
    ['lies on its left side', ['-rotate', '90']],
    ['lies on its right side', ['-rotate', '270']],
    ['stands on its head', ['-rotate', '180']],
    ['is skewed', ['-background', 'white', '-rotate', '4']],
    ['is dark and pale', ['-brightness-contrast', '-45x-35']],
    ['has 75 dpi', ['-resize', '50%']],
    ['is noisy', ['-attenuate', '0.5', '+noise', 'Gaussian']],
    [
      'has a seal over the edge of the code',
      ['-fill', 'none', '-stroke', '#c03030', '-strokewidth', '5', '-draw', 'circle 1120,150 1190,190'],
    ],
  ])('is read when it %s', async (_how, change) => {
    expect(await codes(jpeg(changed(sheets[1] as Buffer, ...change)))).toEqual(['1:1-2'])
  })

  it('is read from a photo taken askew by lamplight, also as a messenger shrinks it', async () => {
    const photo = photographed(scanned(print, 220)[4] as Buffer)
    expect(await codes(jpeg(photo), jpeg(changed(photo, '-resize', 'x1700')))).toEqual(['1:1-5', '2:1-5'])
  })

  it('says of a page without a code that there is none, and of blank backs nothing', async () => {
    const blank = changed(sheets[0] as Buffer, '-fill', '#f8f8f8', '-colorize', '100')
    const cut = changed(sheets[0] as Buffer, '-crop', '100%x70%+0+400', '+repage')
    expect(await codes(jpeg(sheets[0] as Buffer), jpeg(blank), jpeg(cut))).toEqual(['1:1-1', '3:-'])
  })

  it('of two sheets side by side is two pages', async () => {
    const [one, two] = await Promise.all([sheets[0], sheets[1]].map((sheet) => asPdf([sheet as Buffer])))
    const both = changed(sheets[0] as Buffer, '(', '+clone', '-rotate', '180', ')', '+append')
    expect((await codes(jpeg(both))).length).toBe(2)
    expect(await codes(pdf(one as Buffer), pdf(two as Buffer))).toEqual(['1:1-1', '2:1-2'])
  })

  it('is one PDF in the end: a photo a page, upright, as its camera noted', async () => {
    const lying = changed(sheets[1] as Buffer, '-rotate', '270', '-orient', 'RightTop')
    const tagged = withOrientation(lying, 6)
    const { pdf: bound } = await reader.read([jpeg(sheets[0] as Buffer), jpeg(tagged)])
    expect(info(bound)).toMatch(/Pages:\s+2/)
    expect(pages(bound, 130).map((page) => qrOn(page)?.split('/').at(-1))).toEqual(['1-1', '1-2'])
    for (const { width, height } of pages(bound, 20)) expect(width).toBeLessThan(height)
  })

  it('stays byte for byte what it is when it is a single PDF', async () => {
    const read = await reader.read([pdf(print)])
    expect(Buffer.compare(read.pdf, print)).toBe(0)
  })
})

/** The JPEG with an EXIF segment that holds nothing but this. */
function withOrientation(image: Buffer, orientation: number): Buffer {
  const exif = Buffer.from(
    `ffe1002245786966000049492a0008000000010012010300010000000${orientation}00000000000000`,
    'hex',
  )
  return Buffer.concat([image.subarray(0, 2), exif, image.subarray(2)])
}

/** A PDF of one page that is filled by an image of this size, one bit a pixel, all of it black. */
async function imageBomb(side: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage([595, 842])
  const data = deflateSync(Buffer.alloc((side / 8) * side), { level: 9 })
  const dictionary = document.context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: side,
    Height: side,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
    Filter: 'FlateDecode',
    Length: data.length,
  })
  const image = document.context.register(PDFRawStream.of(dictionary, data))
  page.node.setXObject(PDFName.of('Bomb'), image)
  const drawing = document.context.stream('q 595 0 0 842 0 0 cm /Bomb Do Q')
  page.node.set(PDFName.of('Contents'), document.context.register(drawing))
  return document.save()
}

describe('a file that means harm, or was harmed', () => {
  const fault = (...files: ScanFile[]) =>
    reader.read(files).then(
      () => 'read',
      (error: { code?: string }) => error.code,
    )

  it('is refused when it is no PDF, or a broken one', async () => {
    expect(await fault(pdf(Buffer.from('%PDF-1.7 and nothing else')))).toBe('scan-broken')
    expect(await fault(pdf(Buffer.from('hello')))).toBe('scan-broken')
    expect(await fault(jpeg(Buffer.from([0xff, 0xd8, 0xff, 0xe0])))).toBe('scan-broken')
    expect(await fault({ mediaType: 'image/png', content: Buffer.alloc(100) })).toBe('scan-broken')
  })

  it('is refused when it asks for a password', async () => {
    const document = await PDFDocument.create()
    document.addPage()
    document.encrypt({ userPassword: 'secret', ownerPassword: 'secret' })
    expect(await fault(pdf(await document.save()))).toBe('scan-locked')
  })

  it('is refused when it has more pages than any form', async () => {
    const document = await PDFDocument.create()
    for (let page = 0; page < 301; page++) document.addPage()
    expect(await fault(pdf(await document.save()))).toBe('scan-too-long')
  })

  it('is refused before it is unpacked when it claims to be enormous', async () => {
    const png = Buffer.alloc(64)
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(png)
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    expect(await fault({ mediaType: 'image/png', content: png })).toBe('scan-too-large')
  })

  it('takes neither memory nor time when an image in it unpacks to hundreds of megabytes', async () => {
    const bomb = await imageBomb(40_000)
    expect(bomb.length).toBeLessThan(1_000_000)
    const before = process.memoryUsage().rss
    const began = performance.now()
    expect(await fault(pdf(bomb))).toBe('scan-too-large')
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  it('does not keep the next one waiting: what takes too long is given up', async () => {
    const hasty = createScanReader({ timeoutMs: 1 })
    const document = await PDFDocument.create()
    for (let page = 0; page < 40; page++) document.addPage()
    await expect(hasty.read([pdf(await document.save())])).rejects.toThrow('scan-slow')
    await hasty.close()
  })

  it('leaves memory flat, page after page', async () => {
    const document = await PDFDocument.create()
    for (let page = 0; page < 30; page++) document.addPage()
    const content = await document.save()
    await reader.read([pdf(content)])
    const before = process.memoryUsage().rss
    for (let round = 0; round < 3; round++) await reader.read([pdf(content)])
    expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000)
  })
})

describe('a digital signature', () => {
  /** A file with a signature dictionary such as software for e-seals appends. */
  const sealed = (signature: string, after = ''): Uint8Array => {
    const head = Buffer.from(print)
    const open =
      '\n9 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange [0 AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC]/Contents '
    const contents = `<${signature}>`
    const end = '>>\nendobj\n%%EOF\n'
    const from = head.length + open.length
    const numbers = [from, from + contents.length, end.length].map((one) => String(one).padStart(10, '0'))
    const opened = open
      .replace('AAAAAAAAAA', numbers[0] ?? '')
      .replace('BBBBBBBBBB', numbers[1] ?? '')
      .replace('CCCCCCCCCC', numbers[2] ?? '')
    return Buffer.concat([head, Buffer.from(opened + contents + end + after, 'latin1')])
  }
  const der = `3082${'0a'.repeat(400)}`

  it('is found where it covers the whole file', () => {
    expect(isSigned(sealed(der))).toBe(true)
  })

  it.each([
    ['a print as it is', () => print],
    ['a place for a signature that is empty', () => sealed('0'.repeat(800))],
    ['a signature with more behind it', () => sealed(der, 'another page')],
  ])('is not found in %s', (_what, file) => {
    expect(isSigned(file())).toBe(false)
  })

  it.skipIf(!canScan())('is not the picture of a seal', async () => {
    const picture = changed(
      sheets[4] as Buffer,
      '-fill',
      'none',
      '-stroke',
      'red',
      '-draw',
      'circle 900,500 980,560',
    )
    const { signed } = await reader.read([pdf(await asPdf([picture]))])
    expect(signed).toBe(false)
  })
})
