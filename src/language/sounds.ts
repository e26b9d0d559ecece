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
  /^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|ia|ua|uo|a|o|e|i|u|v)|ang|eng|ai|an|ao|ei|en|er|ou|a|e|o)$/
const MOST_LETTERS = 6
/** Letters of one word; nobody types a sentence of pinyin in one go that is longer. */
const LONGEST = 120

/** Splits typed pinyin such as `shenbao` into syllables, the longest that work out; a word that is none stays out. */
export function splitPinyin(word: string): string[] {
  if (word.length > LONGEST) return []
  const lengths = syllableLengths(word)
  const syllables: string[] = []
  for (let at = 0; at < word.length; ) {
    const length = lengths[at] ?? 0
    if (length === 0) return []
    syllables.push(word.slice(at, at + length))
    at += length
  }
  return syllables
}

/** By place the longest syllable behind which the rest still works out, 0 where none does; found from the end. */
function syllableLengths(word: string): number[] {
  const lengths = new Array<number>(word.length).fill(0)
  const worksOut = (at: number): boolean => at === word.length || (lengths[at] ?? 0) > 0
  for (let at = word.length - 1; at >= 0; at--)
    for (let length = Math.min(MOST_LETTERS, word.length - at); length > 0; length--)
      if (worksOut(at + length) && SYLLABLE.test(word.slice(at, at + length))) {
        lengths[at] = length
        break
      }
  return lengths
}

/** Typed pinyin as syllables: most words must be some, else the text is in another language. */
export function syllablesOf(words: readonly string[]): string[] {
  const split = words.map(splitPinyin)
  const spelt = split.filter((syllables) => syllables.length > 0).length
  return words.length > 0 && spelt >= words.length * 0.8 ? split.flat() : []
}
