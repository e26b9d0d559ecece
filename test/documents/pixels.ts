/** Looks at a PDF the way a reader does: as pixels and as text that can be searched. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsqr from 'jsqr'

// The package is CommonJS and its function sits on `default` twice over under ESM types.
const readQr = jsqr as unknown as typeof jsqr.default

/** True when poppler is at hand; says so when it is not, and fails where nothing may be skipped. */
export function canLook(): boolean {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch (error) {
    if (process.env.SHENBAO_NO_SKIP === '1') {
      throw new Error('pdftoppm (poppler) is missing and nothing may be skipped: install poppler', {
        cause: error,
      })
    }
    console.warn('SKIPPED: printed pages were not looked at, because pdftoppm (poppler) is missing')
    return false
  }
}

function inFolder<Result>(pdf: Uint8Array, look: (folder: string, file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'shenbao-pages-'))
  try {
    const file = join(folder, 'print.pdf')
    writeFileSync(file, pdf)
    return look(folder, file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A page in shades of grey, row by row. */
export interface Page {
  width: number
  height: number
  grey: Uint8Array
}

/** Left, top, right and bottom as shares of the page. */
export type Part = [number, number, number, number]

/** Each page as pixels, or one page alone (counted from 1). */
export const pages = (pdf: Uint8Array, dpi: number, only?: number): Page[] =>
  inFolder(pdf, (folder, file) => {
    const range = only === undefined ? [] : ['-f', String(only), '-l', String(only)]
    execFileSync('pdftoppm', ['-gray', '-r', String(dpi), ...range, file, join(folder, 'page')])
    const names = readdirSync(folder).filter((name) => name.endsWith('.pgm'))
    return names.sort().map((name) => readGrey(readFileSync(join(folder, name))))
  })

/** Reads a binary PGM: magic, width, height and maximum as words, then one byte a pixel. */
function readGrey(file: Buffer): Page {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 40))
  if (!head) throw new Error('pdftoppm wrote something else than an 8-bit PGM')
  return { width: Number(head[1]), height: Number(head[2]), grey: file.subarray(head[0].length) }
}

/** The text of each page. */
export const pageTexts = (pdf: Uint8Array): string[] =>
  inFolder(pdf, (_folder, file) =>
    execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1),
  )

/** What pdfinfo says of the file. */
export const info = (pdf: Uint8Array): string =>
  inFolder(pdf, (_folder, file) => execFileSync('pdfinfo', [file], { encoding: 'utf8', stdio: 'pipe' }))

/** The tags of the file, one a line, children indented, with the text they hold. */
export const structure = (pdf: Uint8Array): string =>
  inFolder(pdf, (_folder, file) =>
    execFileSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8', stdio: 'pipe' }),
  )

/** The QR code in the top quarter of a page, as a phone would read it. */
export function qrOn({ grey, width, height }: Page): string | undefined {
  const rows = Math.floor(height / 4)
  const colours = new Uint8ClampedArray(width * rows * 4)
  for (let at = 0; at < width * rows; at++) colours.fill(grey[at] ?? 255, at * 4, at * 4 + 4)
  return readQr(colours, width, rows)?.data
}

/** The share of dark pixels within a part of a page. */
export function ink({ grey, width, height }: Page, [left, top, right, bottom]: Part): number {
  let dark = 0
  let all = 0
  for (let y = Math.floor(height * top); y < Math.floor(height * bottom); y++) {
    for (let x = Math.floor(width * left); x < Math.floor(width * right); x++) {
      all += 1
      if ((grey[y * width + x] ?? 255) < 128) dark += 1
    }
  }
  return dark / all
}
