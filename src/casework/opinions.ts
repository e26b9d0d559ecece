/** What recommending bodies said of a version that was handed in, as it is printed in their boxes of the form. */
import type { Programme } from '../programme/schema.ts'
import type { CaseEvent } from './case.ts'
import { heldActs } from './held-acts.ts'
import type { HandedIn } from './standing.ts'

export interface Opinion {
  tier: string
  text: string
  /** since when it holds */
  at: Date
}

/**
 * The opinions on one version, oldest first.
 * @param record events of its application, oldest first
 * @param history submissions of its draft, oldest first
 */
export function opinionsOn(
  number: string,
  record: readonly CaseEvent[],
  history: readonly HandedIn[],
  rules: Pick<Programme, 'review'>,
): Opinion[] {
  return heldActs('recommend', record, rules)
    .filter(({ at }) => countingAt(at, history)?.number === number)
    .flatMap(({ act, tier, at }) => (tier === null ? [] : [{ tier, text: act.opinion, at }]))
}

const countingAt = (at: Date, history: readonly HandedIn[]): HandedIn | undefined =>
  history.findLast(
    ({ receivedAt, recalledAt }) => receivedAt <= at && (recalledAt === null || recalledAt > at),
  )
