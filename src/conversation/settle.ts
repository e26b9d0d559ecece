/** The whole form's buttons for handing in and taking back: pressing one is asking and saying yes at once. */
import { isOutdated } from './fill.ts'
import { confirm, simple } from './moves.ts'
import { affirm, requestSubmission } from './submission.ts'
import type { Turn } from './turn.ts'
import type { Activity } from './types.ts'

/** Submits or recalls, or says what stands in the way. */
export function settle(turn: Turn, { locale, revision, what }: Extract<Activity, { kind: 'settle' }>): void {
  turn.speak(locale)
  if (isOutdated(turn, revision)) return simple(turn, 'filing.outdated')
  if (what === 'recall' && !turn.world.draft.submission) return simple(turn, 'filing.nothing-to-recall')
  if (what === 'submit') requestSubmission(turn)
  else confirm(turn, 'recall')
  if (turn.context.confirming) affirm(turn)
}
