/** What two wordings of the same question have in common: characters, sounds, words. */
import { pinyin } from 'pinyin-pro'
import { bare, hasChinese } from './normalise.ts'

/** Weighted features of a text. Sounds make homophones and typed pinyin meet the same example. */
export function featuresOf(text: string): Map<string, number> {
  const features = new Map<string, number>()
  const add = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight)
  }
  const plain = bare(text)
  for (const run of plain.match(/\p{Script=Han}+/gu) ?? []) {
    const characters = [...run]
    for (const character of characters) add(`c:${character}`, 0.5)
    for (let i = 0; i + 1 < characters.length; i++) add(`b:${characters[i]}${characters[i + 1]}`, 1)
    addSyllables(pinyin(run, { toneType: 'none', type: 'array' }), add)
  }
  const words = plain.match(/[a-z0-9]+/g) ?? []
  for (const word of words) add(`w:${stem(word)}`, 1)
  for (let i = 0; i + 1 < words.length; i++) add(`v:${stem(words[i] ?? '')} ${stem(words[i + 1] ?? '')}`, 0.7)
  if (!hasChinese(plain)) addSyllables(words.flatMap(splitPinyin), add)
  return features
}

function addSyllables(syllables: readonly string[], add: (feature: string, weight: number) => void): void {
  for (let i = 0; i + 1 < syllables.length; i++) add(`p:${syllables[i]} ${syllables[i + 1]}`, 0.6)
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

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ies|es|ed|s)$/, '') : word
}
