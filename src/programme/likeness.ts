/** How alike two texts or two lists are. */

/** 0 … 1: pairs of neighbouring characters in common (Sørensen–Dice). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const [left, right] = [pairsOf(a), pairsOf(b)]
  const all = left.length + right.length
  if (all === 0) return 0
  const counts = new Map<string, number>()
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  let common = 0
  for (const pair of right) {
    const left = counts.get(pair) ?? 0
    if (left > 0) common++
    counts.set(pair, left - 1)
  }
  return (2 * common) / all
}

function pairsOf(text: string): string[] {
  const letters = [...text.toLowerCase().replace(/\s+/g, '')]
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}

/** What stands elsewhere among the others than it did: all but a longest run that kept its order. */
export function movedAmong(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, index) => [id, index]))
  const kept = after.filter((id) => place.has(id))
  const places = kept.map((id) => place.get(id) ?? 0)
  const stays = new Set(longestRise(places))
  return new Set(kept.filter((_, index) => !stays.has(index)))
}

/** Indices of a longest rising part of the numbers. */
function longestRise(numbers: readonly number[]): number[] {
  const best: number[][] = []
  numbers.forEach((number, index) => {
    const before = best
      .slice(0, index)
      .filter((run) => (numbers[run.at(-1) ?? 0] ?? 0) < number)
      .reduce<number[]>((longest, run) => (run.length > longest.length ? run : longest), [])
    best.push([...before, index])
  })
  return best.reduce<number[]>((longest, run) => (run.length > longest.length ? run : longest), [])
}
