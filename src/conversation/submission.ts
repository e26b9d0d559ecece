/** May this draft be submitted now? In time, complete, printable; begun in time is honoured. */
import { windowAt } from '../casework/window.ts'
import { sectionOf } from '../programme/steps.ts'
import type { TurnCommand } from './activity-commands.ts'
import { missed } from './asking.ts'
import type { ConfirmedAction } from './machine.ts'
import { confirm, follow, simple } from './moves.ts'
import { applyProposal } from './proposal.ts'
import { noticeParams } from './replies/answer-question.ts'
import { openItems } from './replies/checking.ts'
import { sayWindow } from './replies/menu.ts'
import type { Turn } from './turn.ts'

/** How long after its beginning a submission begun in time is still taken. */
const GRACE_MS = 60 * 60 * 1000

/** Asks to confirm, or says what stands in the way. */
export function requestSubmission(turn: Turn): void {
  const { world } = turn
  if (world.draft.submission) return sayAlreadySubmitted(turn)
  if (openItems(world).length > 0) return follow(turn, { type: 'check' })
  const closed = sayWindow(world)
  if (closed && !begunInTime(turn)) return turn.say(closed)
  if (windowAt(world.programme, world.at) === 'open')
    turn.memory = { ...turn.memory, submitBegunAt: world.at.toISOString() }
  confirm(turn, 'submit')
}

/** Says that what was submitted stays as it is until it is taken back, with the button for that. */
export function sayAlreadySubmitted(turn: Turn): void {
  const { phrases, draft } = turn.world
  const text = phrases.say('filing.already-submitted', { number: draft.submission?.number ?? '' })
  turn.say({
    key: 'filing.already-submitted',
    text,
    choices: [
      { value: 'do:recall', label: phrases.say('buttons.recall') },
      { value: 'show:status', label: phrases.say('buttons.status') },
    ],
  })
}

/** A yes belongs to the draft as it stood: when it has changed since, it is asked for again. */
export function confirmAfresh(turn: Turn): void {
  const { confirming } = turn.context
  if (!confirming || confirming.revision === turn.revision) return
  if (confirming.action !== 'submit') return confirm(turn, confirming.action)
  turn.move({ type: 'deny' })
  requestSubmission(turn)
}

/** Asks to confirm that the submission is taken back; after the closing day it could not be submitted again. */
export function requestRecall(turn: Turn): void {
  const { world } = turn
  if (!world.draft.submission) return simple(turn, 'filing.nothing-to-recall')
  if (windowAt(world.programme, world.at) !== 'closed') return confirm(turn, 'recall')
  turn.say({
    key: 'filing.recall-closed',
    text: world.phrases.say('filing.recall-closed', {
      ...noticeParams(world),
      contact: world.phrases.say('contact.recommender'),
    }),
  })
}

/**
 * True when a command would change what has been submitted. Facts of the check and what is not printed (such as a scan
 * of the sealed form) are no part of it.
 */
export function changesSubmitted(turn: Turn, command: TurnCommand): boolean {
  const { draft, programme } = turn.world
  if (!draft.submission) return false
  if (command.type === 'restart') return true
  return fieldsTouched(turn, command).some(
    (id) => sectionOf(programme, id) !== undefined && programme.fields.get(id)?.print !== false,
  )
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
  if (mayStill(turn, confirming.action)) return follow(turn, { type: 'affirm' })
  turn.move({ type: 'deny' })
  return confirming.action === 'submit' ? requestSubmission(turn) : requestRecall(turn)
}

function mayStill(turn: Turn, action: ConfirmedAction): boolean {
  const { world } = turn
  if (action === 'submit') return openItems(world).length === 0 && begunInTime(turn)
  return action !== 'recall' || windowAt(world.programme, world.at) !== 'closed'
}
