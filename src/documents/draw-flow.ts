/** Draws the picture of a flow, as a vector or as pixels. */
import { Resvg } from '@resvg/resvg-js'
import { instance } from '@viz-js/viz'
import { FONT, flowGraph } from './flow-graph.ts'
import { pictureFonts } from './fonts.ts'
import type { RuleWording } from './rule-words.ts'

/** The picture as SVG. A drawing of a form of 70 fields takes about 50 ms. */
export async function drawFlow(wording: RuleWording): Promise<string> {
  const viz = await instance()
  return viz.renderString(flowGraph(wording), { format: 'svg' })
}

/** An SVG of `drawFlow` as PNG, its letters drawn with the fonts of the print. */
export function toPng(svg: string): Buffer {
  const font = { loadSystemFonts: false, fontFiles: pictureFonts(), defaultFontFamily: FONT }
  return new Resvg(svg, { font, dpi: 72 }).render().asPng()
}
