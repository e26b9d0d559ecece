/** One spelling for what people type: width, case, traditional characters, spaces and punctuation folded. */
import { simplified } from './traditional.ts'

/** Wordings of the folder and of locales/ are asked for with every message; what is longer is somebody's own. */
const SHORT = 24
const MOST_KEPT = 20_000
const kept = new Map<string, string>()

/** Folds width, case and apostrophes and writes traditional characters as simplified ones. Keeps other punctuation. */
export function normalise(text: string): string {
  return simplified(text.normalize('NFKC').toLowerCase()).replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim()
}

/** `normalise`, and everything that is not a letter, digit or Chinese character dropped. */
export function bare(text: string): string {
  if (text.length > SHORT) return strip(text)
  let plain = kept.get(text)
  if (plain === undefined) {
    plain = strip(text)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(text, plain)
  }
  return plain
}

function strip(text: string): string {
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
