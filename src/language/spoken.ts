/** Which language a message is plainly written in; people answer in the one they are asked in, but ask in their own. */
import { hasChinese } from './normalise.ts'
import type { Phrases } from './phrases.ts'
import { simplified, traditional } from './traditional.ts'

type Tongue = Pick<Phrases, 'language' | 'list'>

/**
 * The language of the message when it is plainly another one than `present`; null when it fits or cannot be told.
 * Chinese shows by its characters, which many messages share between scripts; others by the words no sentence of
 * theirs does without (`words.signs`).
 */
export function otherLanguage(text: string, present: string, tongues: readonly Tongue[]): string | null {
  const found = hasChinese(text) ? scriptOf(text, present) : tongueOf(text, tongues)
  return found !== present && tongues.some(({ language }) => language === found) ? found : null
}

function scriptOf(text: string, present: string): string | null {
  const inTraditional = simplified(text) !== text
  const inSimplified = traditional(text) !== text
  if (inTraditional !== inSimplified) return inTraditional ? 'zh-Hant' : 'zh-CN'
  return present.startsWith('zh') ? null : 'zh-CN'
}

function tongueOf(text: string, tongues: readonly Tongue[]): string | null {
  const words: string[] = text.toLowerCase().match(/[a-z']+/g) ?? []
  const isIn = (tongue: Tongue): boolean => tongue.list('words.signs').some((sign) => words.includes(sign))
  return words.length < 2 ? null : (tongues.find(isIn)?.language ?? null)
}
