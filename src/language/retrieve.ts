/** Finds the answers whose example questions are nearest to a question (TF-IDF cosine, best example counts). */
import type { Answer, Programme } from '../programme/schema.ts'
import { featuresOf } from './features.ts'
import { normalise } from './normalise.ts'

export interface Match {
  answer: Answer
  /** 0 … 1 */
  score: number
}

interface Example {
  answer: Answer
  vector: Map<string, number>
}

/** Index over the example questions of one programme. */
export class Retrieval {
  private readonly examples: Example[]
  private readonly rarity = new Map<string, number>()
  private readonly unseen: number

  constructor(programme: Pick<Programme, 'answers'>) {
    const raw = programme.answers.flatMap((answer) =>
      Object.values(answer.asked)
        .flat()
        .map((text) => ({ answer, features: featuresOf(text) })),
    )
    const count = new Map<string, number>()
    for (const { features } of raw)
      for (const feature of features.keys()) count.set(feature, (count.get(feature) ?? 0) + 1)
    for (const [feature, n] of count) this.rarity.set(feature, Math.log(1 + raw.length / n))
    this.unseen = Math.log(1 + raw.length)
    this.examples = raw.map(({ answer, features }) => ({ answer, vector: this.weigh(features) }))
  }

  /** Answers by falling score, each once, its best example counting. */
  rank(question: string, limit = 5): Match[] {
    const vector = this.weigh(featuresOf(question))
    const plain = normalise(question)
    const best = new Map<string, Match>()
    for (const example of this.examples) {
      if (example.answer.needs && !example.answer.needs.some((word) => plain.includes(normalise(word))))
        continue
      const score = dot(vector, example.vector)
      if (score > (best.get(example.answer.id)?.score ?? 0))
        best.set(example.answer.id, { answer: example.answer, score })
    }
    return [...best.values()].sort((a, b) => b.score - a.score).slice(0, limit)
  }

  private weigh(features: Map<string, number>): Map<string, number> {
    const vector = new Map<string, number>()
    let square = 0
    for (const [feature, weight] of features) {
      const value =
        weight * (this.rarity.get(feature) ?? this.unseen * (feature.startsWith('c:') ? 0.5 : 0.25))
      vector.set(feature, value)
      square += value * value
    }
    const length = Math.sqrt(square) || 1
    for (const [feature, value] of vector) vector.set(feature, value / length)
    return vector
  }
}

function dot(a: Map<string, number>, b: Map<string, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [feature, value] of small) sum += value * (large.get(feature) ?? 0)
  return sum
}
