/** May this draft be submitted now? In time, complete, printable; begun in time is honoured. */
import { windowAt } from '../casework/window.ts'
import { missed } from './asking.ts'
import { confirm, follow, simple } from './moves.ts'
import { noticeParams } from './replies/answer-question.ts'
import { openItems } from './replies/checking.ts'
import type { Turn } from './turn.ts'

/** How long after its beginning a submission begun in time is still taken. */
const GRACE_MS = 60 * 60 * 1000

/** Asks to confirm, or says what stands in the way. */
export function requestSubmission(turn: Turn): void {
  const { world } = turn
  if (world.draft.submission) return simple(turn, 'filing.already-submitted')
  if (openItems(world).length > 0) return follow(turn, { type: 'check' })
  if (!begunInTime(turn)) {
    const key = `window.${windowAt(world.programme, world.at)}`
    turn.say({
      key: `${key}.practice`,
      text: `${world.phrases.say(key, noticeParams(world))}\n${world.phrases.say('window.practice')}`,
    })
    return
  }
  if (windowAt(world.programme, world.at) === 'open')
    turn.memory = { ...turn.memory, submitBegunAt: world.at.toISOString() }
  confirm(turn, 'submit')
}

/** True in the window, or shortly after it when the submission was begun within. */
export function begunInTime(turn: Turn): boolean {
  const { world, memory } = turn
  if (windowAt(world.programme, world.at) === 'open') return true
  const begun = memory.submitBegunAt ? new Date(memory.submitBegunAt) : null
  return (
    begun !== null &&
    windowAt(world.programme, begun) === 'open' &&
    world.at.getTime() - begun.getTime() <= GRACE_MS
  )
}

/** A yes; a submission is judged once more at this very moment. */
export function affirm(turn: Turn): void {
  const { confirming } = turn.context
  if (!confirming) return missed(turn, '')
  const blocked = confirming.action === 'submit' && (openItems(turn.world).length > 0 || !begunInTime(turn))
  if (!blocked) return follow(turn, { type: 'affirm' })
  turn.move({ type: 'deny' })
  requestSubmission(turn)
}
