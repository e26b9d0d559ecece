/** What was returned is looked at field by field, and handed in again. */

import { isHandedIn, returnedOf } from './handed-in.ts'
import { confirm, follow, simple } from './moves.ts'
import { openItems } from './replies/checking.ts'
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

/** Asks to confirm that the mended application goes back to where it was returned, or says what stands in the way. */
export function requestResubmission(turn: Turn): void {
  if (openItems(turn.world).length > 0) return follow(turn, { type: 'check' })
  confirm(turn, 'resubmit')
}
