/** How far people come in a form, question by question. Names of fields only, never what was answered. */
import type { ConversationState, Entry } from '../conversation/types.ts'
import type { ConversationRecord, TurnRecord } from '../ports/store.ts'
import { bounded } from './bounded.ts'
import type { Metrics } from './metrics.ts'

/** More fields than all programmes of a house have. */
const MOST_FIELDS = 2_000

/** Counts what a turn changed: questions put, answered for the first time, and gone away from without an answer. */
export function createFunnel({ reached, answered, left }: Metrics) {
  const known = bounded(MOST_FIELDS)
  return function count(programme: string, before: ConversationRecord, turn: TurnRecord): void {
    const was = openQuestion(before.state)
    const is = openQuestion(turn.state)
    const face = before.channel === 'form' ? 'form' : 'chat'
    for (const { field, old, new: now } of turn.draft?.events ?? [])
      if (!isGiven(old) && isGiven(now)) answered.inc({ programme, field: known(field), face })
    if (was === is) return
    if (is !== null) reached.inc({ programme, field: known(is) })
    const isLeft = was !== null && !turn.draft?.events.some(({ field }) => field === was)
    if (isLeft) left.inc({ programme, field: known(was) })
  }
}

const isGiven = (entry: Entry | null): boolean => entry?.value !== undefined && entry.value !== null

function openQuestion(state: ConversationState): string | null {
  const { context } = state.snapshot as { context?: { field?: string | null } }
  return context?.field ?? null
}
