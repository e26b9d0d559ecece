/** What two wordings of the same question have in common: characters, sounds, words, and what they name. */
import type { Lexicon, Wording } from './lexicon.ts'

/** How much each kind of feature says before its rarity is counted in. */
const WEIGHTS = {
  character: 0.35,
  pair: 0.8,
  sound: 0.6,
  typed: 1.2,
  word: 1,
  words: 0.7,
  concept: 2,
} as const

export type Features = Map<string, number>

/** Weighted features of a wording. */
export function featuresOf(wording: Wording, lexicon: Lexicon): Features {
  const features: Features = new Map()
  const add = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight)
  }
  const addPairs = (kind: string, parts: readonly string[], weight: number): void => {
    for (let i = 0; i + 1 < parts.length; i++) add(`${kind}:${parts[i]} ${parts[i + 1]}`, weight)
  }
  for (const run of wording.runs) {
    for (const character of run) add(`character:${character}`, WEIGHTS.character)
    addPairs('pair', run, WEIGHTS.pair)
  }
  for (const run of wording.sounds) addPairs('sound', run, WEIGHTS.sound)
  addPairs('sound', wording.typed, WEIGHTS.typed)
  for (const stem of wording.stems) add(`word:${stem}`, WEIGHTS.word)
  addPairs('words', wording.stems, WEIGHTS.words)
  const named = [...lexicon.conceptsIn(wording), ...lexicon.conceptsHeard(wording)]
  for (const concept of new Set(named)) add(`concept:${concept}`, WEIGHTS.concept)
  return features
}

/** Weighs features by how rare they are among examples; vectors have length 1. */
export class Rarity {
  private readonly count = new Map<string, number>()
  private readonly total: number

  private readonly before: Rarity | null

  /** `before`: examples that were counted already, and are not counted again. */
  constructor(examples: readonly Features[], before: Rarity | null = null) {
    this.before = before
    this.total = examples.length + (before?.total ?? 0)
    for (const features of examples)
      for (const feature of features.keys()) this.count.set(feature, (this.count.get(feature) ?? 0) + 1)
  }

  /** In how many examples a feature stands. */
  countOf(feature: string): number {
    return (this.count.get(feature) ?? 0) + (this.before?.countOf(feature) ?? 0)
  }

  weigh(features: Features): Features {
    let square = 0
    const vector: Features = new Map()
    for (const [feature, weight] of features) {
      const value = weight * this.rarityOf(feature)
      vector.set(feature, value)
      square += value * value
    }
    const length = Math.sqrt(square) || 1
    for (const [feature, value] of vector) vector.set(feature, value / length)
    return vector
  }

  /** What no example has says little: it is rather a name than a question. */
  private rarityOf(feature: string): number {
    const count = this.countOf(feature)
    if (count > 0) return Math.log(1 + this.total / count)
    return Math.log(1 + this.total) * (feature.startsWith('concept:') ? 0.5 : 0.2)
  }
}
