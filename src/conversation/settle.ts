/** The whole form's buttons for handing in, taking back and amendments: pressing one is asking and saying yes at once. */
import { settleVersion } from './amendment.ts'
import { isOutdated } from './fill.ts'
import { simple } from './moves.ts'
import { affirm, requestRecall, requestSubmission } from './submission.ts'
import type { Turn } from './turn.ts'
import type { Activity } from './types.ts'

/** Submits, recalls, moves to the amended call or stays, or says what stands in the way. */
export function settle(turn: Turn, { locale, revision, what }: Extract<Activity, { kind: 'settle' }>): void {
  turn.speak(locale)
  if (isOutdated(turn, revision)) return simple(turn, 'filing.outdated')
  if (what === 'move' || what === 'stay') return settleVersion(turn, what)
  if (what === 'submit') requestSubmission(turn)
  else requestRecall(turn)
  // whether to move is a question of its own, which this button does not answer
  if (turn.context.confirming?.action === 'move') return void turn.move({ type: 'deny' })
  if (turn.context.confirming) affirm(turn)
}
