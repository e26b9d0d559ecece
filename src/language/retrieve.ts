/** Finds the answers that a question most likely asks for, learnt from the folder's own examples. */
import type { Answer, Programme } from '../programme/schema.ts'
import { type Features, featuresOf, Rarity } from './features.ts'
import { type Concepts, Lexicon, wordingOf } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { Softmax } from './softmax.ts'
import { Spelling } from './spelling.ts'

export interface Match {
  answer: Answer
  /** 0 … 1, how likely it is what is asked */
  score: number
}

/** Finds answers; what else the talk needs to know of a text. */
export type Ranking = Pick<Retrieval, 'learn' | 'rank' | 'conceptsIn' | 'vectorOf'>

/** This near to an example nothing is subtracted from the likelihood; a text unlike any example is likely none. */
const NEAR = 0.4

/** Index over the example questions and the words of the answers of one programme; learnt when it is first needed. */
export class Retrieval {
  private readonly programme: Pick<Programme, 'answers' | 'text'>
  private readonly concepts: Concepts
  private index: Index | null = null

  constructor(programme: Pick<Programme, 'answers' | 'text'>, concepts: Concepts = new Map()) {
    this.programme = programme
    this.concepts = concepts
  }

  /** Learns now what would else be learnt at the first question: about a second for a large folder. */
  learn(): void {
    this.learnt()
  }

  private learnt(): Index {
    this.index ??= new Index(this.programme, this.concepts)
    return this.index
  }

  /** Answers by falling score. */
  rank(question: string, limit = 5): Match[] {
    return this.learnt().rank(question, limit)
  }

  /** Ids of the concepts that a text names. */
  conceptsIn(text: string): ReadonlySet<string> {
    return this.learnt().conceptsIn(text)
  }

  /** What a text says, as a weighed vector of length 1. */
  vectorOf(text: string): Features {
    return this.learnt().vectorOf(text)
  }

  /** What a text says, before it is weighed. */
  featuresIn(text: string): Features {
    return this.learnt().featuresIn(text)
  }

  /** How rare features are among the examples. */
  rarity(): Rarity {
    return this.learnt().rarity
  }

  /** Cosine of a vector with the nearest example, 0 … 1. */
  nearness(vector: Features): number {
    return Math.min(1, this.learnt().nearest(vector))
  }
}

class Index {
  private readonly answers: readonly Answer[]
  private readonly lexicon: Lexicon
  private readonly spelling: Spelling
  readonly rarity: Rarity
  private readonly model: Softmax
  /** feature → examples that have it, with its weight there */
  private readonly holders = new Map<string, { example: number; value: number }[]>()
  private readonly count: number

  constructor(programme: Pick<Programme, 'answers' | 'text'>, concepts: Concepts) {
    this.answers = programme.answers
    this.lexicon = new Lexicon(concepts)
    const texts = this.answers.flatMap((answer, label) =>
      textsOf(programme, answer).map((text) => ({ label, wording: wordingOf(text) })),
    )
    this.spelling = new Spelling(
      new Set([...this.lexicon.stems, ...texts.flatMap(({ wording }) => wording.stems)]),
    )
    const examples = texts.map(({ label, wording }) => ({
      label,
      features: featuresOf(wording, this.lexicon),
    }))
    this.rarity = new Rarity(examples.map(({ features }) => features))
    const vectors = examples.map(({ label, features }) => ({ label, vector: this.rarity.weigh(features) }))
    this.model = new Softmax(vectors, this.answers.length, (feature) => this.rarity.countOf(feature) > 1)
    this.count = vectors.length
    for (const [example, { vector }] of vectors.entries()) this.hold(example, vector)
  }

  rank(question: string, limit: number): Match[] {
    const vector = this.vectorOf(question)
    const shares = this.model.shares(vector)
    const likeness = Math.min(1, this.nearest(vector) / NEAR)
    const plain = normalise(question)
    return this.answers
      .map((answer, label) => ({ answer, score: (shares[label] ?? 0) * likeness }))
      .filter(({ answer: { needs } }) => !needs || needs.some((word) => plain.includes(normalise(word))))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
  }

  conceptsIn(text: string): ReadonlySet<string> {
    return this.lexicon.conceptsIn(wordingOf(text, (stem) => this.spelling.repair(stem)))
  }

  vectorOf(text: string): Features {
    return this.rarity.weigh(this.featuresIn(text))
  }

  featuresIn(text: string): Features {
    return featuresOf(
      wordingOf(text, (stem) => this.spelling.repair(stem)),
      this.lexicon,
    )
  }

  /** Cosine with the nearest example. */
  nearest(vector: Features): number {
    const sums = new Float32Array(this.count)
    for (const [feature, value] of vector)
      for (const holder of this.holders.get(feature) ?? [])
        sums[holder.example] = (sums[holder.example] ?? 0) + value * holder.value
    return sums.reduce((a, b) => Math.max(a, b), 0)
  }

  private hold(example: number, vector: Features): void {
    for (const [feature, value] of vector) {
      const list = this.holders.get(feature) ?? []
      list.push({ example, value })
      this.holders.set(feature, list)
    }
  }
}

/** What an answer is learnt from: the ways people ask, and in each language its own words. */
function textsOf({ text }: Pick<Programme, 'text'>, answer: Answer): string[] {
  const own = [...text.values()].map(({ answers }) => {
    const { topic, says, silence } = answers[answer.id] ?? { topic: '' }
    return [topic, says, silence].filter((words) => words).join(' ')
  })
  return [...Object.values(answer.asked).flat(), ...own].filter((words) => words !== '')
}
