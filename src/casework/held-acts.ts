/** Which decisions of a record hold: where a second officer is needed, from the moment that one confirmed. */
import type { Programme } from '../programme/schema.ts'
import type { CaseAct, CaseEvent } from './case.ts'

export interface HeldAct<T extends CaseAct['type']> {
  act: Extract<CaseAct, { type: T }>
  tier: string | null
  at: Date
}

/** The acts of one type that hold, oldest first. @param record events of a case, oldest first */
export function heldActs<T extends CaseAct['type']>(
  type: T,
  record: readonly CaseEvent[],
  { review }: Pick<Programme, 'review'>,
): HeldAct<T>[] {
  const needsSecond = review.fourEyes.some((one) => one === type)
  return needsSecond ? confirmed(type, record) : record.flatMap((event) => actIn(type, event, event.at))
}

const actIn = <T extends CaseAct['type']>(type: T, { act, tier }: CaseEvent, at: Date): HeldAct<T>[] =>
  isOf(type, act) ? [{ act, tier, at }] : []

const isOf = <T extends CaseAct['type']>(type: T, act: CaseAct): act is Extract<CaseAct, { type: T }> =>
  act.type === type

/** What waits for a second officer is not decided, and what that one objects to never was. */
function confirmed<T extends CaseAct['type']>(type: T, record: readonly CaseEvent[]): HeldAct<T>[] {
  const held: HeldAct<T>[] = []
  let proposed: CaseEvent | undefined
  for (const event of record) {
    if (event.act.type === 'confirm' && proposed) held.push(...actIn(type, proposed, event.at))
    if (!leavesOpen(event, proposed)) proposed = event
  }
  return held
}

/** Papers may come while a decision waits, and others may step aside. */
const leavesOpen = ({ act, by, officerId }: CaseEvent, proposed: CaseEvent | undefined): boolean =>
  by === 'clock' ||
  ['paper-received', 'scanned', 'handed-in', 'evidence'].includes(act.type) ||
  (act.type === 'recuse' && officerId !== proposed?.officerId)
