/** Compares what was said with lists of words people use. */
import { bare } from './normalise.ts'

/** True when the text is one of the words, give or take a polite particle such as “please”. */
export function isOneOf(plain: string, words: readonly string[], polite: readonly string[] = []): boolean {
  const squeezed = plain.replace(/ /g, '')
  return words.some((word) => {
    const wanted = bare(word).replace(/ /g, '')
    return (
      squeezed === wanted || polite.some((tail) => squeezed === wanted + tail || squeezed === tail + wanted)
    )
  })
}
