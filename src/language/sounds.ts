/** How Chinese characters sound, so that homophones and typed pinyin meet what is meant. */
import { pinyin } from 'pinyin-pro'

const known = new Map<string, string>()

/** The syllable of one character without its tone; the most common reading where there are several. */
export function soundOf(character: string): string {
  let sound = known.get(character)
  if (sound === undefined) {
    sound = pinyin(character, { toneType: 'none' })
    known.set(character, sound)
  }
  return sound
}

const SYLLABLE =
  /^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|ia|ua|uo|a|o|e|i|u|v)|ang|eng|ai|an|ao|ei|en|er|ou|a|e|o)/

/** Splits typed pinyin such as `shenbao` into syllables, the longest that work out; a word that is none stays out. */
export function splitPinyin(word: string): string[] {
  return split(word) ?? []
}

function split(word: string): string[] | null {
  if (word === '') return []
  for (let length = Math.min(6, word.length); length > 0; length--) {
    const candidate = word.slice(0, length)
    const rest = SYLLABLE.exec(candidate)?.[0] === candidate ? split(word.slice(length)) : null
    if (rest) return [candidate, ...rest]
  }
  return null
}

/** Typed pinyin as syllables: most words must be some, else the text is in another language. */
export function syllablesOf(words: readonly string[]): string[] {
  const split = words.map(splitPinyin)
  const spelt = split.filter((syllables) => syllables.length > 0).length
  return words.length > 0 && spelt >= words.length * 0.8 ? split.flat() : []
}
