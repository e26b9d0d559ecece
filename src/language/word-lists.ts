/** Compares what was said with lists of words people use. */
import { bare } from './normalise.ts'

const squeeze = (text: string): string => text.replace(/ /g, '')
const squeezed = new WeakMap<readonly string[], ReadonlySet<string>>()

/** The words of a list in one spelling; worked out once for a list. */
function plainWords(words: readonly string[]): ReadonlySet<string> {
  const known = squeezed.get(words) ?? new Set(words.map((word) => squeeze(bare(word))))
  squeezed.set(words, known)
  return known
}

/** True when the text is one of the words, give or take a polite particle such as “please”. */
export function isOneOf(plain: string, words: readonly string[], polite: readonly string[] = []): boolean {
  const said = squeeze(plain)
  const wanted = plainWords(words)
  if (wanted.has(said)) return true
  for (const word of plainWords(polite)) {
    if (word === '') continue
    if (said.endsWith(word) && wanted.has(said.slice(0, -word.length))) return true
    if (said.startsWith(word) && wanted.has(said.slice(word.length))) return true
  }
  return false
}
