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

const HAN_DIGITS = '零一二三四五六七八九'
const HAN_PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** A number in Chinese at the beginning of a text, and what is behind it. */
export const HAN_NUMBER = /^([零一二两三四五六七八九十百千]+)(.*)$/

/** Chinese numerals below ten thousand, such as 三十, 一百零五 or 十二; NaN when they are none. */
export function readHanNumber(text: string): number {
  let sum = 0
  let digit: number | null = null
  for (const character of text) {
    const place = HAN_PLACES[character]
    const value = character === '两' ? 2 : HAN_DIGITS.indexOf(character)
    if (place !== undefined) {
      sum += (digit ?? 1) * place
      digit = null
    } else if (value < 0 || (digit !== null && digit !== 0)) return Number.NaN
    else digit = value
  }
  return text === '' ? Number.NaN : sum + (digit ?? 0)
}
