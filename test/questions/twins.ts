/** Tells examples that are the question itself in another spelling: they may not help to answer it. */
import { bare } from '../../src/language/normalise.ts'

/** Share of common character pairs from which two wordings are the same. */
const SAME = 0.8

/** True for the same wording once punctuation, width, case, spaces and traditional characters are folded, or nearly. */
export function areTwins(a: string, b: string): boolean {
  const [x, y] = [squeeze(a), squeeze(b)]
  return x === y || overlap(pairs(x), pairs(y)) >= SAME
}

const squeeze = (text: string): string => bare(text).replaceAll(' ', '')

function pairs(text: string): string[] {
  const characters = [...text]
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`)
}

/** Sørensen–Dice over two bags, 0 … 1. */
function overlap(a: string[], b: string[]): number {
  const left = new Map<string, number>()
  for (const pair of a) left.set(pair, (left.get(pair) ?? 0) + 1)
  let common = 0
  for (const pair of b) {
    const n = left.get(pair) ?? 0
    if (n > 0) common++
    left.set(pair, n - 1)
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length)
}
