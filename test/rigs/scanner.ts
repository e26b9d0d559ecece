/** A scanner, a stamp and a telephone: prints become the images that come back. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { bindScan } from '../../src/documents/bind-scan.ts'

/** True when poppler and ImageMagick are at hand; says so when not, and fails where nothing may be skipped. */
export function canScan(): boolean {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    execFileSync('convert', ['-version'], { stdio: 'ignore' })
    return true
  } catch (error) {
    if (process.env.SHENBAO_NO_SKIP === '1')
      throw new Error('pdftoppm (poppler) or convert (ImageMagick) is missing: install them', {
        cause: error,
      })
    console.warn('SKIPPED: no scans were made, because pdftoppm or convert is missing')
    return false
  }
}

function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'shenbao-scan-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Every page of a print as a JPEG, as a scanner makes it. */
export const scanned = (pdf: Uint8Array, dpi = 120): Buffer[] =>
  inFolder((folder) => {
    writeFileSync(join(folder, 'print.pdf'), pdf)
    const options = ['-gray', '-jpeg', '-jpegopt', 'quality=70', '-r', String(dpi)]
    execFileSync('pdftoppm', [...options, join(folder, 'print.pdf'), join(folder, 'page')])
    const names = readdirSync(folder).filter((name) => name.endsWith('.jpg'))
    return names.sort().map((name) => readFileSync(join(folder, name)))
  })

/** An image after ImageMagick has done this to it. */
export const changed = (image: Uint8Array, ...how: string[]): Buffer =>
  inFolder((folder) => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to.jpg')]
    writeFileSync(from, image)
    execFileSync('convert', [from, ...how, '-quality', '75', to])
    return readFileSync(to)
  })

/** Photographed by lamplight, askew, from the side. Meant for a page of 220 dpi. */
export const photographed = (image: Uint8Array): Buffer =>
  changed(
    image,
    ...['-bordercolor', '#443322', '-border', '150', '-virtual-pixel', 'edge'],
    ...['-distort', 'Perspective', '0,0 75,30  2119,0 2045,110  2119,2872 2100,2830  0,2872 15,2720'],
    ...['-attenuate', '0.4', '+noise', 'Gaussian', '-blur', '0x0.9', '-brightness-contrast', '-20x-25'],
  )

/** Images as one PDF, as a scanner hands them over. */
export async function asPdf(images: readonly Uint8Array[]): Promise<Buffer> {
  return Buffer.from(await bindScan(images.map((content) => ({ mediaType: 'image/jpeg', content }))))
}

/** A page with another QR code (SVG) glued over its own. */
export const overlaid = (image: Uint8Array, code: string): Buffer =>
  inFolder((folder) => {
    const [page, glued, to] = ['page.jpg', 'code.png', 'to.jpg'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(page, image)
    writeFileSync(glued, new Resvg(code, { fitTo: { mode: 'width', value: 100 } }).render().asPng())
    execFileSync('convert', [page, glued, '-gravity', 'NorthEast', '-geometry', '+80+50', '-composite', to])
    return readFileSync(to)
  })
