/** What helps an officer with a question: others that ask the same, and what the programme says nearby. Pure. */
import type { Features } from '../language/features.ts'
import { bare } from '../language/normalise.ts'
import type { Ranking } from '../language/retrieve.ts'
import type { Programme, ProgrammeText } from '../programme/schema.ts'

export interface Similar<Other> {
  other: Other
  /** of likeness, 0 … 1 */
  share: number
}

export interface NearAnswer {
  id: string
  topic: string
  says: string
  clauses: string[]
}

/** From here on two questions seem to ask the same. */
const ALIKE = 0.5
const MOST_SIMILAR = 8
const MOST_NEAR = 4
/** Less likely than this an answer is not near. */
const NEAR = 0.05

/** What one question says, and how it is spelt once width, case, script and spaces are folded. */
interface Heard {
  vector: Features
  spelling: string
}

/** What questions say, each heard once: keep one as long as the programme is the same. */
export class Hearing {
  private readonly retrieval: Pick<Ranking, 'vectorOf'>
  private readonly most: number
  private readonly kept = new Map<string, Heard>()

  /** `most`: so many texts are kept at most; the oldest go first. */
  constructor(retrieval: Pick<Ranking, 'vectorOf'>, most = 5_000) {
    this.retrieval = retrieval
    this.most = most
  }

  /** About 1 ms for a text that is new. */
  hear(text: string): Heard {
    const known = this.kept.get(text)
    if (known) return known
    const heard = { vector: this.retrieval.vectorOf(text), spelling: bare(text).replace(/ /g, '') }
    const [oldest] = this.kept.size >= this.most ? this.kept.keys() : []
    if (oldest !== undefined) this.kept.delete(oldest)
    this.kept.set(text, heard)
    return heard
  }

  has(text: string): boolean {
    return this.kept.has(text)
  }
}

/** Those that seem to ask the same, the most alike first; 2,000 that were heard before take a few milliseconds. */
export function similar<Other extends { question: string }>(
  question: string,
  others: readonly Other[],
  hearing: Hearing,
): Similar<Other>[] {
  const one = hearing.hear(question)
  return others
    .map((other) => ({ other, share: likeness(one, hearing.hear(other.question)) }))
    .filter(({ share }) => share >= ALIKE)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_SIMILAR)
}

function likeness(one: Heard, other: Heard): number {
  return one.spelling === other.spelling ? 1 : cosine(one.vector, other.vector)
}

/** Answers of the programme that come near, with what they say and where the notice says it; the nearest first. */
export function nearAnswers(
  question: string,
  { text, retrieval }: { programme: Programme; text: ProgrammeText; retrieval: Pick<Ranking, 'rank'> },
): NearAnswer[] {
  return retrieval
    .rank(question, MOST_NEAR)
    .filter(({ score, answer }) => score >= NEAR && !answer.product && !answer.refuses)
    .map(({ answer }) => {
      const { topic = answer.id, says, silence, reading } = text.answers[answer.id] ?? {}
      const words = [says, silence, reading].filter((one) => one)
      return { id: answer.id, topic, says: words.join('\n'), clauses: Object.keys(answer.quotes) }
    })
}

/** Both have length 1; the shorter one is walked through. */
function cosine(a: Features, b: Features): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [feature, value] of few) sum += value * (many.get(feature) ?? 0)
  return Math.min(1, sum)
}
