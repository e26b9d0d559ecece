/** Turns what a channel delivers into commands. */
import type { Command, EnquiryStep } from '../language/commands.ts'
import { fromChoice } from '../language/understand.ts'
import { type SpokenCommand, understandAny } from './tongues.ts'
import type { Turn } from './turn.ts'
import type { Activity } from './types.ts'
import { isWish } from './wishes.ts'

export type TurnCommand =
  | SpokenCommand
  | { type: 'start'; code?: string | undefined }
  | { type: 'recheck' }
  | { type: 'lost-file'; why: string }
  /** what becomes of the draft after an amendment */
  | { type: 'version'; what: 'move' | 'stay' }
  | { type: 'add-files'; files: Extract<Activity, { kind: 'file' }>['files'] }
  | { type: 'event'; event: Extract<Activity, { kind: 'event' }>['event'] }
  | ({ type: 'fill' } & Extract<Activity, { kind: 'fill' }>)
  | ({ type: 'settle' } & Extract<Activity, { kind: 'settle' }>)

/** Commands of one activity, in the order they are taken. */
export function commandsOf(turn: Turn, activity: Activity): TurnCommand[] {
  switch (activity.kind) {
    case 'start':
      return [{ type: 'start', code: activity.code }]
    case 'text':
      return understandAny(turn, activity.text)
    case 'choice':
      return fromButton(turn, activity.value)
    case 'form':
      return fromCard(turn, activity.step, activity.values)
    case 'file':
      return [
        ...(activity.lost ? [{ type: 'lost-file' as const, why: activity.lost }] : []),
        ...(activity.files.length > 0 ? [{ type: 'add-files' as const, files: activity.files }] : []),
        ...(activity.text ? understandAny(turn, activity.text) : []),
      ]
    case 'event':
      return [{ type: 'event', event: activity.event }]
    case 'fill':
      return [{ type: 'fill', ...activity }]
    case 'settle':
      return [{ type: 'settle', ...activity }]
  }
}

/**
 * A button is safe when what it does fits the open step; one of an earlier step says so instead. Values come from
 * outside: one that no button of ours has is treated the same.
 */
function fromButton(turn: Turn, value: string): TurnCommand[] {
  if (value === 'do:recheck') return [{ type: 'recheck' }]
  const version = /^(yes|no):move:(\d+)$/.exec(value)
  if (version) return aboutAmendment(turn, version[1] === 'yes' ? 'move' : 'stay', Number(version[2]))
  const commands = fromChoice(value)
  const safe = commands.every((command) => isKnown(turn, value, command) && !isStale(turn, command))
  return safe && answersThisConfirmation(turn, value) ? commands : [{ type: 'stale' }]
}

/** The button stays good while the draft is as it was when it was shown; later, what would change is shown afresh. */
function aboutAmendment(turn: Turn, what: 'move' | 'stay', revision: number): TurnCommand[] {
  if (!turn.amendment) return [{ type: 'stale' }]
  return revision === turn.world.draft.revision ? [{ type: 'version', what }] : [{ type: 'move' }]
}

/** Commands that a button may give by their name alone. */
const BARE: ReadonlySet<string> = new Set([
  'last-wrong',
  'back',
  'skip',
  'repeat',
  'undo',
  'help',
  'menu',
  'cancel',
  'resume',
  'move',
  'later',
  'check',
  'submit',
  'recall',
  'restart',
  'mend',
  'leave-form',
  'hand-off',
  'match-paper',
  'drop-paper',
  'enquiries',
  'erase',
  'link',
  'unlink',
  'notices',
  'affirm',
  'deny',
  'stale',
])

/** False for a command that names something there is not. */
function isKnown(turn: Turn, value: string, command: Command): boolean {
  const { programme } = turn.world
  if (BARE.has(command.type)) return true
  if (value.startsWith('do:')) return false
  switch (command.type) {
    case 'begin':
      return ['eligibility', 'area', 'filing'].includes(command.track)
    case 'show':
      return ['summary', 'areas', 'status', 'code'].includes(command.what)
    case 'ask':
      return command.answers.every((id) => programme.answers.some((answer) => answer.id === id))
    case 'language':
      return turn.world.languages.includes(command.code)
    case 'enquiry':
      return command.step.do !== 'area' || isArea(programme, command.step.area)
    case 'wish':
    case 'open-form':
      return true
    case 'answer':
    case 'done':
    case 'go-to':
    case 'take-as-answer':
      return programme.fields.has(command.field)
    case 'remove-row':
      return programme.fields.has(command.field) && Number.isInteger(command.row)
    default:
      return false
  }
}

const isArea = ({ areas }: Turn['world']['programme'], area: string | null): boolean =>
  area === null || areas.some(({ id }) => id === area)

/** A yes or no belongs to one question about one state of the draft; an older one must not settle a newer. */
function answersThisConfirmation(turn: Turn, value: string): boolean {
  const [verb = '', action, revision, proposal] = value.split(':')
  if (!['yes', 'no'].includes(verb) || action === undefined) return true
  const { confirming } = turn.context
  const newest =
    action === 'apply'
      ? turn.memory.proposed?.number
      : isWish(action)
        ? turn.memory.wanted?.number
        : undefined
  const isNewest = newest === undefined || proposal === String(newest)
  return confirming?.action === action && String(confirming.revision) === revision && isNewest
}

function isStale(turn: Turn, command: Command): boolean {
  const offered = turn.memory.offered.map((choice) => choice.value)
  switch (command.type) {
    case 'answer':
    case 'done':
    case 'remove-row': {
      const button = offered.some((value) => value.includes(`:${command.field}`))
      return turn.context.field !== command.field && !button
    }
    case 'affirm':
    case 'deny':
      return (
        turn.context.confirming === null || turn.context.confirming.revision !== turn.world.draft.revision
      )
    case 'take-as-answer':
      return (
        turn.context.confirming?.action !== 'apply' ||
        turn.context.field !== command.field ||
        turn.memory.proposed?.number !== command.proposal
      )
    case 'skip':
      return turn.context.field === null
    case 'enquiry':
      return isPast(turn, command.step)
    case 'wish':
      return command.step.do === 'until'
        ? turn.wishing !== 'until'
        : command.step.do === 'drop' && turn.wishing === null
    default:
      return false
  }
}

/** A button of a question for a person whose step is over. */
function isPast({ enquiring, memory }: Turn, step: EnquiryStep): boolean {
  switch (step.do) {
    case 'use':
      return enquiring !== 'composing' || memory.unclear === undefined
    case 'area':
      return enquiring !== 'area' && enquiring !== 'checking'
    case 'send':
    case 'edit':
      return enquiring !== 'checking'
    case 'drop':
      return enquiring === null
    default:
      return false
  }
}

function fromCard(turn: Turn, step: string, values: Record<string, string | string[]>): TurnCommand[] {
  if (turn.context.field !== step) return [{ type: 'stale' }]
  const field = turn.world.programme.fields.get(step)
  if (field?.type === 'rows') {
    const cells = Object.fromEntries(Object.entries(values).map(([name, cell]) => [name, String(cell)]))
    return [{ type: 'answer-row', field: step, rows: [cells] }]
  }
  const raw = values[step] ?? ''
  if (field && !field.required && raw.length === 0) return [{ type: 'skip' }]
  return [{ type: 'answer', field: step, raw }]
}
