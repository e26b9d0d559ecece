/** Tells examples that are the question itself in another spelling: they may not help to answer it. */
import { bare } from '../../src/language/normalise.ts'

/** Share of common character pairs from which two wordings are the same. */
const SAME = 0.8

/** True for the same wording once punctuation, width, case, spaces and traditional characters are folded, or nearly. */
export function areTwins(a: string, b: string): boolean {
  return alike(print(a), print(b))
}

/** Those of the wordings that are a twin of one of the questions. */
export function twinsAmong(wordings: readonly string[], questions: readonly string[]): Set<string> {
  const asked = questions.map(print)
  return new Set(
    wordings.filter((wording) => {
      const own = print(wording)
      return asked.some((other) => alike(own, other))
    }),
  )
}

/** A wording by its letters and how often each pair of them occurs. */
interface Print {
  plain: string
  pairs: ReadonlyMap<string, number>
  size: number
}

function print(text: string): Print {
  const plain = bare(text).replaceAll(' ', '')
  const characters = [...plain]
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < characters.length; i++) {
    const pair = `${characters[i]}${characters[i + 1]}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return { plain, pairs, size: Math.max(0, characters.length - 1) }
}

/** Sørensen–Dice over the pairs; lengths that differ too much cannot reach it. */
function alike(a: Print, b: Print): boolean {
  if (a.plain === b.plain) return true
  const most = (2 * Math.min(a.size, b.size)) / (a.size + b.size)
  if (!(most >= SAME)) return false
  let common = 0
  for (const [pair, n] of a.pairs) common += Math.min(n, b.pairs.get(pair) ?? 0)
  return (2 * common) / (a.size + b.size) >= SAME
}
