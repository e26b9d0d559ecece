/** Hears clarifications beside the answers of a folder, which itself stays as it was learnt. */
import type { Answer } from '../programme/schema.ts'
import { type Features, Rarity } from './features.ts'
import { normalise } from './normalise.ts'
import type { Match, Ranking, Retrieval } from './retrieve.ts'

/** An answer that came later, and every way it is asked. */
export interface Clarified {
  answer: Answer
  texts: readonly string[]
}

/** This near (cosine) to a clarification, and nearer than to anything else, a question asks for it. */
const ALIKE = 0.5
/** The same question in other words at most: it is asked for, whatever else is near. */
const SAME = 0.9
/** This sure that it asks for an answer of the folder, a clarification's own question is about the same. */
const ABOUT = 0.42

/** What is known of an example, whatever other clarifications there are. */
interface Heard {
  features: Features
  /** the answer of the folder that it asks for */
  about: Answer | null
}

interface Example {
  clarified: number
  value: number
  /** of the example, in the order of all */
  at: number
}

/**
 * The ranking of a folder with clarifications on top. A question that is near to none of them is ranked exactly as the
 * folder alone would. Learning costs a few milliseconds an example and is done at the first question, or before by steps.
 */
export class ClarifiedRetrieval implements Ranking {
  private readonly base: Retrieval
  private readonly clarified: readonly Clarified[]
  private readonly heard: Map<string, Heard>
  private index: Index | null = null

  /** `before`: one over the same folder, whose examples need not be heard again. */
  constructor(base: Retrieval, clarified: readonly Clarified[], before: ClarifiedRetrieval | null = null) {
    this.base = base
    this.clarified = clarified
    this.heard = before?.base === base ? before.heard : new Map()
  }

  learn(): void {
    for (const _ of this.steps());
  }

  /** Learns one example at each step, so that others may work in between. */
  *steps(): Generator<void> {
    this.base.learn()
    yield
    for (const { texts } of this.clarified)
      for (const text of texts) {
        this.hear(text)
        yield
      }
    const index = this.begun()
    while (index.learnOne()) yield
  }

  rank(question: string, limit = 5): Match[] {
    const matches = this.base.rank(question, limit)
    const best = this.learnt().best(this.base.featuresIn(question), this.base)
    const answer = best && this.clarified[best.clarified]?.answer
    if (!answer) return matches
    const others = matches.map((match) => ({ ...match, score: match.score * (1 - best.likeness) }))
    return [{ answer, score: best.likeness }, ...others].slice(0, limit)
  }

  /** Ids of the answers of the folder that a clarification's own questions ask for, by the clarification's answer. */
  about(id: string): string[] {
    const one = this.clarified.find(({ answer }) => answer.id === id)
    const ids = (one?.texts ?? []).flatMap((text) => this.hear(text).about?.id ?? [])
    return [...new Set(ids)].filter((about) => ids.filter((other) => other === about).length * 2 > ids.length)
  }

  conceptsIn(text: string): ReadonlySet<string> {
    return this.base.conceptsIn(text)
  }

  vectorOf(text: string): Features {
    return this.base.vectorOf(text)
  }

  private learnt(): Index {
    const index = this.begun()
    while (index.learnOne());
    return index
  }

  private begun(): Index {
    this.index ??= new Index(
      this.clarified.map(({ texts }) => texts.map((text) => this.hear(text).features)),
      this.base.rarity(),
    )
    return this.index
  }

  private hear(text: string): Heard {
    const key = normalise(text)
    const known = this.heard.get(key)
    if (known) return known
    const [best] = this.base.rank(text, 1)
    const about = best && best.score >= ABOUT ? best.answer : null
    const heard = { features: this.base.featuresIn(text), about }
    this.heard.set(key, heard)
    return heard
  }
}

/** The examples of all clarifications by the features they hold; what is new in them counts as known. */
class Index {
  private readonly rarity: Rarity
  private readonly holders = new Map<string, Example[]>()
  private readonly waiting: { clarified: number; features: Features }[]
  private readonly owner: number[] = []

  constructor(examples: readonly (readonly Features[])[], before: Rarity) {
    this.rarity = new Rarity(examples.flat(), before)
    this.waiting = examples.flatMap((list, clarified) => list.map((features) => ({ clarified, features })))
  }

  /** @returns false when all are learnt */
  learnOne(): boolean {
    const next = this.waiting[this.owner.length]
    if (next) this.hold(next.clarified, this.rarity.weigh(next.features))
    return next !== undefined
  }

  /** The clarification that is asked for, if one is. */
  best(features: Features, base: Retrieval): { clarified: number; likeness: number } | null {
    const vector = this.rarity.weigh(features)
    const sums = new Float32Array(this.owner.length)
    for (const [feature, value] of vector)
      for (const example of this.holders.get(feature) ?? [])
        sums[example.at] = (sums[example.at] ?? 0) + value * example.value
    const likeness = sums.reduce((a, b) => Math.max(a, b), 0)
    if (likeness < ALIKE || (likeness < SAME && likeness <= base.nearness(vector))) return null
    return { clarified: this.owner[sums.indexOf(likeness)] ?? 0, likeness: Math.min(1, likeness) }
  }

  private hold(clarified: number, vector: Features): void {
    const at = this.owner.push(clarified) - 1
    for (const [feature, value] of vector) {
      const list = this.holders.get(feature) ?? []
      list.push({ clarified, value, at })
      this.holders.set(feature, list)
    }
  }
}
