/** May this draft be submitted now? In time, complete, printable; begun in time is honoured. */

import { isWhereHandedIn } from '../casework/application-acts.ts'
import type { DraftCase } from '../casework/case.ts'
import { windowAt } from '../casework/window.ts'
import type { TurnCommand } from './activity-commands.ts'
import { mustChoose, offerMove, settleVersion } from './amendment.ts'
import { missed } from './asking.ts'
import { isClosed, isHandedIn, returnedOf } from './handed-in.ts'
import type { ConfirmedAction } from './machine.ts'
import { confirm, follow, simple } from './moves.ts'
import { applyProposal } from './proposal.ts'
import { noticeParams } from './replies/answer-question.ts'
import { stageLines } from './replies/case-status.ts'
import { sayNotToRecall, sayOnlyReturned } from './replies/mending.ts'
import { sayWindow } from './replies/menu.ts'
import { openItems } from './replies/open-items.ts'
import { leaveFormChoice, sayWhy, wishChoice } from './replies/wishes.ts'
import { rest } from './rest.ts'
import type { Turn } from './turn.ts'
import { actFor, isWish, type Wish, whyNever, whyNot } from './wishes.ts'
import type { World } from './world.ts'

/** How long after its beginning a submission begun in time is still taken. */
const GRACE_MS = 60 * 60 * 1000

/** Asks to confirm, or says what stands in the way. */
export function requestSubmission(turn: Turn): void {
  const { world } = turn
  if (returnedOf(world.draft)) return requestResubmission(turn)
  if (isHandedIn(world.draft)) return sayClosed(turn)
  if (openItems(world).length > 0) return follow(turn, { type: 'check' })
  const closed = sayWindow(world)
  if (turn.amendment && (closed || mustChoose(turn))) return offerMove(turn)
  if (closed && !begunInTime(turn)) return turn.say(closed)
  if (windowAt(world.programme, world.at) === 'open')
    turn.memory = { ...turn.memory, submitBegunAt: world.at.toISOString() }
  confirm(turn, 'submit')
}

/** Asks to confirm that the mended application goes back to where it was returned, or says what stands in the way. */
function requestResubmission(turn: Turn): void {
  if (openItems(turn.world).length > 0) return follow(turn, { type: 'check' })
  confirm(turn, 'resubmit')
}

/** Says that what was handed in stays as it is, and what way there is to change it. */
export function sayClosed(turn: Turn): void {
  const { world } = turn
  const { phrases, draft } = world
  rest(turn)
  if (returnedOf(draft)) return turn.say(sayOnlyReturned(world))
  const number = draft.submission?.number ?? draft.case?.number ?? ''
  const status = { value: 'show:status', label: phrases.say('buttons.status') }
  if (draft.form) {
    const text = phrases.say('case.form.closed', { number })
    const recall = isMere(world) ? [{ value: 'do:recall', label: phrases.say('buttons.recall') }] : []
    return turn.say({ key: 'case.form.closed', text, choices: [...recall, leaveFormChoice(world)] })
  }
  if (draft.case && whyNot(world, { type: 'recall' }) !== null) {
    const text = [phrases.say('case.closed', { number }), ...stageLines(world)].join('\n')
    const leave = whyNever(world, 'withdraw') === null ? [wishChoice(world, 'withdraw')] : []
    return turn.say({ key: 'case.closed', text, choices: [status, ...leave] })
  }
  turn.say({
    key: 'filing.already-submitted',
    text: phrases.say('filing.already-submitted', { number }),
    choices: [{ value: 'do:recall', label: phrases.say('buttons.recall') }, status],
  })
}

/** A yes belongs to the draft as it stood: when it has changed since, it is asked for again. */
export function confirmAfresh(turn: Turn): void {
  const { confirming } = turn.context
  if (!confirming || confirming.revision === turn.revision) return
  // it was asked unwanted, and something else was done
  if (confirming.action === 'move') return void turn.move({ type: 'deny' })
  if (confirming.action !== 'submit' && confirming.action !== 'resubmit')
    return confirm(turn, confirming.action)
  turn.move({ type: 'deny' })
  requestSubmission(turn)
}

/** Asks to confirm that the submission is taken back; after the closing day it could not be submitted again. */
export function requestRecall(turn: Turn): void {
  const { world } = turn
  const { draft } = world
  if (!draft.submission) return simple(turn, 'filing.nothing-to-recall')
  if (returnedOf(draft)) return turn.say(sayNotToRecall(world))
  if (draft.form && !isMere(world)) return sayClosed(turn)
  if (!draft.form && draft.case && !isBeforeFirst(draft.case)) return sayClosed(turn)
  if (windowAt(world.programme, world.at) !== 'closed') return confirm(turn, 'recall')
  turn.say({
    key: 'filing.recall-closed',
    text: world.phrases.say('filing.recall-closed', {
      ...noticeParams(world),
      contact: world.phrases.say('contact.recommender'),
    }),
    ...(whyNever(world, 'withdraw') === null ? { choices: [wishChoice(world, 'withdraw')] } : {}),
  })
}

/** A later form whose handing in is no act can be taken back like any form. */
const isMere = ({ programme }: World): boolean => programme.form?.does === 'nothing'

/** Before the first tier it can be taken back to be changed, as long as applications are taken. */
const isBeforeFirst = ({ application }: DraftCase): boolean =>
  ['recommending', 'deciding'].includes(application.state) && isWhereHandedIn(application.context)

/** True when a command would change what has to stay as it was handed in. */
export function changesSubmitted(turn: Turn, command: TurnCommand): boolean {
  if (!isHandedIn(turn.world.draft)) return false
  return command.type === 'restart' || fieldsTouched(turn, command).some((id) => isClosed(turn.world, id))
}

function fieldsTouched({ context, memory }: Turn, command: TurnCommand): string[] {
  switch (command.type) {
    case 'answer':
    case 'answer-row':
    case 'remove-row':
    case 'done':
    case 'correct':
    case 'go-to':
      return [command.field]
    case 'fill':
      return Object.keys(command.set)
    case 'take-as-answer':
      return [command.field]
    case 'several':
      return command.answers.map(({ field }) => field)
    case 'last-wrong':
    case 'correct-last':
      return memory.lastField ? [memory.lastField] : []
    case 'undo':
      return memory.lastChange.map((event) => event.field)
    case 'skip':
    case 'add-files':
      return context.field ? [context.field] : []
    default:
      return []
  }
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

/** A yes; whether it may still be done is judged once more at this very moment. */
export function affirm(turn: Turn): void {
  const { confirming } = turn.context
  if (!confirming) return missed(turn, '')
  if (confirming.action === 'apply') return applyProposal(turn)
  if (confirming.action === 'move') return settleVersion(turn, 'move')
  if (isWish(confirming.action)) return affirmWish(turn, confirming.action)
  if (mayStill(turn, confirming.action)) return follow(turn, { type: 'affirm' })
  turn.move({ type: 'deny' })
  return confirming.action === 'recall' ? requestRecall(turn) : requestSubmission(turn)
}

/** Whether what is wanted can still be is judged once more as well. */
function affirmWish(turn: Turn, wish: Wish): void {
  const why = whyNot(turn.world, actFor(wish, turn.memory.wanted))
  if (!why) return follow(turn, { type: 'affirm' })
  turn.move({ type: 'deny' })
  turn.say(sayWhy(turn.world, why))
}

function mayStill(turn: Turn, action: ConfirmedAction): boolean {
  const { world } = turn
  if (action === 'submit') return openItems(world).length === 0 && begunInTime(turn)
  if (action === 'resubmit') return returnedOf(world.draft) !== null && openItems(world).length === 0
  if (action !== 'recall') return true
  const isOpen = windowAt(world.programme, world.at) !== 'closed'
  const { draft } = world
  if (draft.form) return isMere(world)
  return isOpen && (draft.case === undefined || isBeforeFirst(draft.case))
}
