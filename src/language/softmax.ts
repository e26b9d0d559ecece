/** Learns from examples which class a vector belongs to (multinomial logistic regression, stochastic descent). */

export interface Labelled {
  label: number
  vector: ReadonlyMap<string, number>
}

const ROUNDS = 5
const RATE = 6
/** A class whose share is this far from wrong is left alone in a step: it would hardly move. */
const NEGLIGIBLE = 0.002
/** An example told this surely is looked at every second round only. */
const LEARNT = 0.9

interface Row {
  label: number
  features: Int32Array
  values: Float32Array
  /** rightly told when it was last looked at */
  learnt: boolean
}

/** Probabilities per class. The order of examples is shuffled by a fixed seed: same folder, same answers. */
export class Softmax {
  private readonly column = new Map<string, number>()
  private readonly weights: Float32Array
  private readonly classes: number

  /** `known` tells which features are worth a weight. */
  constructor(examples: readonly Labelled[], classes: number, known: (feature: string) => boolean) {
    this.classes = classes
    for (const { vector } of examples)
      for (const feature of vector.keys())
        if (!this.column.has(feature) && known(feature)) this.column.set(feature, this.column.size)
    this.weights = new Float32Array(this.column.size * classes)
    this.train(examples.map((example) => this.rowOf(example)))
  }

  /** One probability for each class; together 1. */
  shares(vector: ReadonlyMap<string, number>): Float32Array {
    return this.sharesOf(this.rowOf({ label: -1, vector }), new Float32Array(this.classes))
  }

  private train(rows: readonly Row[]): void {
    const shares = new Float32Array(this.classes)
    const random = generator(1)
    const order = rows.map((_, i) => i)
    for (let round = 0; round < ROUNDS; round++) {
      shuffle(order, random)
      const rate = RATE / (1 + round * 0.3)
      for (const i of order) {
        const row = rows[i] as Row
        if (round % 2 === 1 && row.learnt) continue
        this.sharesOf(row, shares)
        row.learnt = (shares[row.label] as number) > LEARNT
        this.step(row, shares, rate)
      }
    }
  }

  private step({ label, features, values }: Row, shares: Float32Array, rate: number): void {
    const { classes, weights } = this
    for (let c = 0; c < classes; c++) {
      const error = (c === label ? 1 : 0) - (shares[c] as number)
      if (Math.abs(error) < NEGLIGIBLE) continue
      for (let n = 0; n < features.length; n++) {
        const at = (features[n] as number) * classes + c
        weights[at] = (weights[at] as number) + rate * error * (values[n] as number)
      }
    }
  }

  private sharesOf({ features, values }: Row, into: Float32Array): Float32Array {
    const { classes, weights } = this
    into.fill(0)
    for (let n = 0; n < features.length; n++) {
      const from = (features[n] as number) * classes
      const value = values[n] as number
      for (let c = 0; c < classes; c++) into[c] = (into[c] as number) + (weights[from + c] as number) * value
    }
    return intoShares(into)
  }

  private rowOf({ label, vector }: Labelled): Row {
    const known = [...vector].filter(([feature]) => this.column.has(feature))
    return {
      label,
      features: Int32Array.from(known, ([feature]) => this.column.get(feature) ?? 0),
      values: Float32Array.from(known, ([, value]) => value),
      learnt: false,
    }
  }
}

/** Exponentiates and divides by the sum, in place. */
function intoShares(scores: Float32Array): Float32Array {
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > most) most = score
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp((scores[c] as number) - most)
    sum += scores[c] as number
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum
  return scores
}

/** Park and Miller's minimal standard generator, 0 … 1. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = list[i] ?? 0
    list[i] = list[j] ?? 0
    list[j] = held
  }
}
