/** QR codes as vector pictures, for paper and screen alike. */
import { create } from 'qrcode'

/** Blank modules around the code, as the standard asks. */
const quiet = 4

/** An SVG of one path on white. Level M survives a stamp's edge or a fold through the code. */
export function qrSvg(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * quiet
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${darkRuns(modules)}"/></svg>`
  )
}

/** One rectangle for each run of dark modules: no hairlines between neighbours on any renderer. */
function darkRuns({ size, data }: { size: number; data: Uint8Array }): string {
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = column
      while (column < size && data[row * size + column]) column++
      if (column > from) path += `M${from + quiet} ${row + quiet}h${column - from}v1H${from + quiet}z`
    }
  }
  return path
}
