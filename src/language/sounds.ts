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
  /^(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|a|o|e|i|u|v)/

/** Splits typed pinyin such as `shenbao` into syllables; a word that is none stays out. */
export function splitPinyin(word: string): string[] {
  const syllables: string[] = []
  let rest = word
  while (rest !== '') {
    const found = longestSyllable(rest)
    if (!found) return []
    syllables.push(found)
    rest = rest.slice(found.length)
  }
  return syllables
}

function longestSyllable(text: string): string | null {
  for (let length = Math.min(6, text.length); length > 0; length--) {
    const candidate = text.slice(0, length)
    if (SYLLABLE.exec(candidate)?.[0] !== candidate) continue
    const rest = text.slice(length)
    if (rest === '' || SYLLABLE.test(rest)) return candidate
  }
  return null
}

/** Typed pinyin as syllables: most words must be some, else the text is in another language. */
export function syllablesOf(words: readonly string[]): string[] {
  const split = words.map(splitPinyin)
  const spelt = split.filter((syllables) => syllables.length > 0).length
  return words.length > 0 && spelt >= words.length * 0.8 ? split.flat() : []
}
