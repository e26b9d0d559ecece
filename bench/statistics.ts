/** What is told of many times. */
import type { Figure } from './table.ts'

/** The median is of so many. */
const ROUNDS = 7

/** The time within which this share of them lies, such as 0.5 or 0.99; 0 of none. */
export function shareOf(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Median milliseconds of `work`. */
export async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(work))
  return shareOf(times, 0.5)
}

/** Milliseconds of `work`. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The worst of several figures that have one bar. */
export const slowestOf = (home: string, figures: Figure[], bar: NonNullable<Figure['bar']>): Figure => ({
  what: `${home}, the slowest of these`,
  value: Math.max(...figures.map(({ value }) => value)),
  unit: 'ms',
  bar,
})
