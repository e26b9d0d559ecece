/** What was returned is looked at field by field. */
import { isHandedIn, returnedOf } from './handed-in.ts'
import { follow, simple } from './moves.ts'
import { toMend } from './replies/mending.ts'
import { sayClosed } from './submission.ts'
import type { Turn } from './turn.ts'

/** Asks the returned fields from the first one on. */
export function mend(turn: Turn): void {
  if (!returnedOf(turn.world.draft))
    return isHandedIn(turn.world.draft) ? sayClosed(turn) : simple(turn, 'case.mend.nothing')
  turn.memory = { ...turn.memory, looked: [] }
  follow(turn, { type: 'begin', track: 'filing', next: toMend(turn.world)[0] ?? null })
}
