/** Small numbers as people type them. */

const HAN = '零一二三四五六七八九十'
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** A pattern for the figures that `readFigure` reads. */
export const FIGURE = `\\d+|[${HAN}两]|${ENGLISH.join('|')}`

/** `3`, `三`, `两` or `three` as a number; NaN when it is none. Up to ten: no programme asks for more copies or years. */
export function readFigure(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === '') return Number.NaN
  const at = text === '两' ? 2 : Math.max(HAN.indexOf(text), ENGLISH.indexOf(text))
  return at < 0 ? Number.NaN : at
}
