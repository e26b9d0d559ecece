/** The open question of a form that was handed in meanwhile is no longer open. */
import { isClosed } from './handed-in.ts'
import type { Turn } from './turn.ts'

/** Lets go of it: the machine rests where a submission rests. */
export function rest(turn: Turn): void {
  const { field } = turn.context
  if (field && isClosed(turn.world, field)) turn.move({ type: 'submitted' })
}
