/** What recommending bodies said of a version that was handed in, as it is printed in their boxes of the form. */
import type { Programme } from '../programme/schema.ts'
import type { CaseEvent } from './case.ts'
import type { HandedIn } from './standing.ts'

export interface Opinion {
  tier: string
  text: string
  /** when it held: where a second officer is needed, when that one confirmed it */
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
  { review }: Pick<Programme, 'review'>,
): Opinion[] {
  const given = review.fourEyes.includes('recommend') ? confirmed(record) : record.flatMap(opinionIn)
  return given.filter(({ at }) => countingAt(at, history)?.number === number)
}

const opinionIn = ({ act, tier, at }: CaseEvent): Opinion[] =>
  act.type === 'recommend' && tier !== null ? [{ tier, text: act.opinion, at }] : []

/** What waits for a second officer is not yet said, and what that one objects to was never said. */
function confirmed(record: readonly CaseEvent[]): Opinion[] {
  const held: Opinion[] = []
  let proposed: CaseEvent | undefined
  for (const event of record) {
    if (event.act.type === 'confirm' && proposed)
      held.push(...opinionIn(proposed).map((opinion) => ({ ...opinion, at: event.at })))
    if (!leavesOpen(event, proposed)) proposed = event
  }
  return held
}

/** Papers may come while a decision waits, and others may step aside. */
const leavesOpen = ({ act, by, officerId }: CaseEvent, proposed: CaseEvent | undefined): boolean =>
  by === 'clock' ||
  ['paper-received', 'scanned', 'handed-in', 'evidence'].includes(act.type) ||
  (act.type === 'recuse' && officerId !== proposed?.officerId)

const countingAt = (at: Date, history: readonly HandedIn[]): HandedIn | undefined =>
  history.findLast(
    ({ receivedAt, recalledAt }) => receivedAt <= at && (recalledAt === null || recalledAt > at),
  )
