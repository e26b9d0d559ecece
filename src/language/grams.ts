/**
 * Pieces of text by which a database index finds words anywhere in a text. Scripts written without spaces give single
 * characters and pairs, other words give themselves and every three characters in a row, signs give themselves.
 */
import { normalise } from './normalise.ts'

/** What one word of a query must meet: all its grams, and itself where they do not say it all. */
export interface Sought {
  /** literally in the text; null: the grams say it already */
  needle: string | null
  grams: string[]
}

const TIGHT = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}`
const RUNS = new RegExp(`[${TIGHT}]+|(?:(?![${TIGHT}])[\\p{L}\\p{M}\\p{N}])+|[^\\s\\p{L}\\p{M}\\p{N}]`, 'gu')
const IS_TIGHT = new RegExp(`^[${TIGHT}]`, 'u')
const IS_SIGN = /^[^\p{L}\p{M}\p{N}]/u

/** The texts as one that can be searched, each on a line of its own. */
export function haystackOf(texts: string[]): string {
  return texts
    .map(normalise)
    .filter((text) => text !== '')
    .join('\n')
}

/** Every piece of a haystack, each once. */
export function gramsOf(haystack: string): string[] {
  return [...new Set(runsOf(haystack).flatMap(piecesOf))]
}

/**
 * Grams as signed numbers of 32 bits, which an index holds in a third of the room. One or two characters of the basic
 * plane are a number of their own; longer ones share theirs with another gram once in four thousand million.
 */
export function numbersOf(grams: string[]): number[] {
  return [...new Set(grams.map(numberOf))]
}

function numberOf(gram: string): number {
  const [first = 0, second = 0] = [gram.charCodeAt(0), gram.charCodeAt(1) || 0]
  if (gram.length <= 2) return (second << 16) | first
  let hash = 0x811c9dc5
  for (let at = 0; at < gram.length; at++) hash = Math.imul(hash ^ gram.charCodeAt(at), 0x01000193)
  return hash | 0
}

/** The words of a query. */
export function soughtIn(query: string): Sought[] {
  const words = new Set(normalise(query).split(' ').filter(Boolean))
  return [...words].map((word) => {
    const grams = [...new Set(tellingOf(runsOf(word)))]
    return { needle: grams.length === 1 && grams[0] === word ? null : word, grams }
  })
}

const runsOf = (text: string): string[] => text.match(RUNS) ?? []

function piecesOf(run: string): string[] {
  const characters = [...run]
  if (IS_TIGHT.test(run)) return [...characters, ...inARow(characters, 2)]
  return [run, ...inARow(characters, 3)]
}

/** The grams that any text with these runs has. Ends of words may be missing: what is short counts only alone. */
function tellingOf(runs: string[]): string[] {
  const certain = runs.flatMap((run) => {
    const characters = [...run]
    if (IS_TIGHT.test(run)) return characters.length === 1 ? characters : inARow(characters, 2)
    return IS_SIGN.test(run) ? [run] : inARow(characters, 3)
  })
  return certain.length > 0 ? certain : runs
}

const inARow = (characters: string[], length: number): string[] =>
  characters.slice(length - 1).map((_, at) => characters.slice(at, at + length).join(''))
