/** What other faces of the same draft did since this conversation last looked. */
import type { Turn } from './turn.ts'

/** True when the open question has another answer than when this conversation last looked. */
export function answeredElsewhere(turn: Turn): boolean {
  const { seen } = turn.memory
  const { field } = turn.context
  const { draft } = turn.world
  if (!field || seen?.field !== field || seen.revision === draft.revision) return false
  const entry = draft.entries[field]
  return entry !== undefined && JSON.stringify(entry) !== JSON.stringify(seen.entry)
}

/** What became of the submission elsewhere; null when nothing did. */
export function settledElsewhere(turn: Turn): 'submitted' | 'recalled' | null {
  const { seen } = turn.memory
  const number = turn.world.draft.submission?.number ?? null
  if (!seen || seen.submission === number) return null
  return number === null ? 'recalled' : 'submitted'
}
