/** What helps an officer with a question: others that ask the same, and what the programme says nearby. Pure. */
import { bare } from '../language/normalise.ts'
import type { Phrases } from '../language/phrases.ts'
import type { Ranking } from '../language/retrieve.ts'
import type { ProgrammeText } from '../programme/schema.ts'

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

/** What one question says, its features as numbers, and how it is spelt once width, case, script and spaces are folded. */
interface Heard {
  features: Int32Array
  values: Float32Array
  spelling: string
}

/** With so many features known all is heard anew: most of them are of questions long gone. */
const MOST_FEATURES = 200_000

/** What questions say, each heard once: keep one as long as the programme is the same. */
export class Hearing {
  private readonly retrieval: Pick<Ranking, 'vectorOf'>
  private readonly most: number
  private readonly kept = new Map<string, Heard>()
  private readonly numbers = new Map<string, number>()

  /** `most`: so many texts are kept at most; the oldest go first. */
  constructor(retrieval: Pick<Ranking, 'vectorOf'>, most = 5_000) {
    this.retrieval = retrieval
    this.most = most
  }

  /** About 1 ms for a text that is new. */
  hear(text: string): Heard {
    const known = this.kept.get(text)
    if (known) return known
    this.makeRoom()
    const vector = this.retrieval.vectorOf(text)
    const heard = {
      features: Int32Array.from(vector.keys(), (feature) => this.numberOf(feature)),
      values: Float32Array.from(vector.values()),
      spelling: bare(text).replace(/ /g, ''),
    }
    this.kept.set(text, heard)
    return heard
  }

  /** A question laid out by the numbers of its features, to be compared with many. */
  layOut({ features, values }: Heard): Float32Array {
    const laid = new Float32Array(this.numbers.size)
    features.forEach((feature, at) => {
      laid[feature] = values[at] ?? 0
    })
    return laid
  }

  private numberOf(feature: string): number {
    const number = this.numbers.get(feature) ?? this.numbers.size
    this.numbers.set(feature, number)
    return number
  }

  /** Not amid a comparison: numbers given out before mean nothing afterwards. */
  tidy(): void {
    if (this.numbers.size <= MOST_FEATURES) return
    this.numbers.clear()
    this.kept.clear()
  }

  private makeRoom(): void {
    const [oldest] = this.kept.size >= this.most ? this.kept.keys() : []
    if (oldest !== undefined) this.kept.delete(oldest)
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
  hearing.tidy()
  const heard = others.map((other) => ({ other, said: hearing.hear(other.question) }))
  const one = hearing.hear(question)
  const laid = hearing.layOut(one)
  return heard
    .map(({ other, said }) => ({ other, share: said.spelling === one.spelling ? 1 : cosine(laid, said) }))
    .filter(({ share }) => share >= ALIKE)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_SIMILAR)
}

/** Both have length 1. */
function cosine(laid: Float32Array, { features, values }: Heard): number {
  let sum = 0
  for (let at = 0; at < features.length; at++) sum += (laid[features[at] ?? 0] ?? 0) * (values[at] ?? 0)
  return Math.min(1, sum)
}

/** Answers of the programme that come near, with what they say and where the notice says it; the nearest first. */
export function nearAnswers(
  question: string,
  { text, phrases, retrieval }: { text: ProgrammeText; phrases: Phrases; retrieval: Pick<Ranking, 'rank'> },
  params: Record<string, string>,
): NearAnswer[] {
  const words = (of: string | undefined): string[] => (of ? [phrases.render(of, params)] : [])
  // what the notice does not say, and what is our reading, must not look like its words
  const marked = (part: 'silence' | 'reading', of: string | undefined): string[] =>
    words(of).map((said) => `${phrases.say(`parts.${part}`)}${phrases.say('marks.colon')}${said}`)
  return retrieval
    .rank(question, MOST_NEAR)
    .filter(({ score, answer }) => score >= NEAR && !answer.product && !answer.refuses)
    .map(({ answer }) => {
      const { topic = answer.id, says, silence, reading } = text.answers[answer.id] ?? {}
      const said = [...words(says), ...marked('silence', silence), ...marked('reading', reading)]
      return { id: answer.id, topic, says: said.join('\n'), clauses: Object.keys(answer.quotes) }
    })
}
