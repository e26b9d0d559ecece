/** Pages of a PDF as pixels, and the QR codes on them: several attempts, each at another size. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import { readPageCode } from '../casework/check-code.ts'
import { ScanFault } from '../ports/outside.ts'

/** A rendered page takes a byte a pixel there and five here. */
const MOST_PIXELS = 9_000_000
/** Pixels of the shorter side: 150, 300, 100, 200 and 400 an inch on A4. */
const ATTEMPTS: readonly { side: number; options?: ReaderOptions }[] = [
  { side: 1240 },
  { side: 2480, options: { tryDenoise: true } },
  { side: 830 },
  { side: 1654, options: { binarizer: 'GlobalHistogram' } },
  { side: 3300 },
]
const OPTIONS: ReaderOptions = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 }

interface Picture {
  width: number
  height: number
  grey: Uint8Array
}

export interface PageReader {
  open(pdf: Uint8Array): Promise<PDFiumDocument>
  /** Every code of ours on a page, counted from 0; null: it is blank. @throws ScanFault scan-slow past `until` */
  codesOn(document: PDFiumDocument, page: number, until: number): Promise<string[] | null>
}

/** Loads both engines from the installed packages; nothing is fetched. */
export async function createPageReader(): Promise<PageReader> {
  const wasmBinary = Uint8Array.from(
    readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))),
  ).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  const pdfium = await PDFiumLibrary.init()
  return { open: (pdf) => open(pdfium, pdf), codesOn }
}

async function open(pdfium: PDFiumLibrary, pdf: Uint8Array): Promise<PDFiumDocument> {
  return pdfium.loadDocument(pdf).catch((error: unknown) => {
    throw new ScanFault(/password|security/i.test(String(error)) ? 'scan-locked' : 'scan-broken')
  })
}

async function codesOn(document: PDFiumDocument, page: number, until: number): Promise<string[] | null> {
  for (const [at, { side, options = {} }] of ATTEMPTS.entries()) {
    if (performance.now() > until) throw new ScanFault('scan-slow')
    const picture = await draw(document, page, side)
    if (at === 0 && isBlank(picture)) return null
    const found = await readBarcodes(asImage(picture), { ...OPTIONS, ...options })
    const ours = found.map(({ text }) => text).filter((text) => readPageCode(text) !== null)
    if (ours.length > 0) return ours
  }
  return []
}

async function draw(document: PDFiumDocument, number: number, side: number): Promise<Picture> {
  const page = document.getPage(number)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  if (!(originalWidth > 0 && originalHeight > 0)) throw new ScanFault('scan-broken')
  const wanted = side / Math.min(originalWidth, originalHeight)
  const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / (originalWidth * originalHeight)))
  const size = (length: number) => Math.max(1, Math.floor(length * scale))
  const [width, height] = [size(originalWidth), size(originalHeight)]
  const { data } = await page.render({ width, height, scale: 1, render: 'bitmap', colorSpace: 'Gray' })
  return { width, height, grey: data }
}

/** Less ink than a line of print has. */
const BLANK = 0.0002
const DARK = 160

function isBlank({ grey }: Picture): boolean {
  let dark = 0
  for (const pixel of grey) if (pixel < DARK) dark += 1
  return dark < grey.length * BLANK
}

/** The same in the four colours that the reader of codes takes. */
function asImage({ width, height, grey }: Picture) {
  const pixels = new Uint32Array(grey.length)
  for (let at = 0; at < grey.length; at++) pixels[at] = 0xff000000 | ((grey[at] ?? 0) * 0x010101)
  return { width, height, data: new Uint8ClampedArray(pixels.buffer), colorSpace: 'srgb' as const }
}
