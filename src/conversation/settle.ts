/** The whole form's buttons for handing in and taking back: pressing one is asking and saying yes at once. */
import { isOutdated } from './fill.ts'
import { simple } from './moves.ts'
import { affirm, requestRecall, requestSubmission } from './submission.ts'
import type { Turn } from './turn.ts'
import type { Activity } from './types.ts'

/** Submits or recalls, or says what stands in the way. */
export function settle(turn: Turn, { locale, revision, what }: Extract<Activity, { kind: 'settle' }>): void {
  turn.speak(locale)
  if (isOutdated(turn, revision)) return simple(turn, 'filing.outdated')
  if (what === 'submit') requestSubmission(turn)
  else requestRecall(turn)
  if (turn.context.confirming) affirm(turn)
}
