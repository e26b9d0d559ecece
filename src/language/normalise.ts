/** One spelling for what people type: width, case, traditional characters, spaces and punctuation folded. */
import * as OpenCC from 'opencc-js/t2cn'

const toSimplified = OpenCC.Converter({ from: 'tw', to: 'cn' })

/** Folds width and case and writes traditional characters as simplified ones. Keeps punctuation. */
export function normalise(text: string): string {
  return toSimplified(text.normalize('NFKC').toLowerCase()).replace(/\s+/g, ' ').trim()
}

/** `normalise`, and everything that is not a letter, digit or Chinese character dropped. */
export function bare(text: string): string {
  return normalise(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Number of characters a person would count (code points). */
export function lengthOf(text: string): number {
  return [...text].length
}

/** True when the text holds a Chinese character. */
export function hasChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text)
}
