/** Text in boxes of a size that is known before it is drawn, for the layout engine has no measures of Chinese. */

/** Size of the letters in points; a Chinese character is as wide as it is high. */
export const TYPE = 14
const LATIN = TYPE * 0.58
const LINE = TYPE * 1.45
const PER_INCH = 72

/** The width of a line in points, estimated. */
const widthOf = (line: string): number =>
  [...line].reduce((sum, character) => sum + (isWide(character) ? TYPE : LATIN), 0)

const isWide = (character: string): boolean => character > '\u2e7f' || '“”‘’…—·'.includes(character)

/** Breaks a text into lines of about `most` points; Latin words stay whole, and no bracket stands alone. */
export function wrap(text: string, most: number): string[] {
  const lines = ['']
  for (const piece of text.match(PIECES) ?? []) {
    const line = `${lines.at(-1)}${piece}`
    if (piece === '\n' || (lines.at(-1) !== '' && widthOf(line.trimEnd()) > most)) lines.push(piece)
    else lines[lines.length - 1] = line
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

/** A Latin word, or one character, with what may not be parted from it: opening marks before, closing ones after. */
const PIECES = /\n|[（《“(]*(?:[!-'*-~\u00a0-\u024f’]+|[^\n])[，。、；：？！）》”,.;:?!)]* ?/gu

const PADDING = 12

/** Attributes of a node that holds these lines of at most `most` points: the text, and the size in inches. */
export function boxed(lines: readonly string[], most: number) {
  return {
    label: lines.join('\n'),
    width: (most + 2 * PADDING) / PER_INCH,
    height: (lines.length * LINE + PADDING) / PER_INCH,
    fixedsize: true,
  }
}
