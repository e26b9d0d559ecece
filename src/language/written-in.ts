/** Tells in which of a programme's languages a text is written. */
import { bare, hasChinese } from './normalise.ts'
import { syllablesOf } from './sounds.ts'

/** One of `languages`, or null where the text does not show it: a figure, a name. Typed pinyin is Chinese. */
export function writtenIn(text: string, languages: readonly string[]): string | null {
  const words = bare(text).match(/[a-z]{2,}/g) ?? []
  const chinese = hasChinese(text) || syllablesOf(words).length > 0
  if (!chinese && words.length === 0) return null
  return languages.find((language) => language.startsWith('zh') === chinese) ?? null
}
