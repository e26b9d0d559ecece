/** Answers to the open question: kept, judged, and followed by the next one. */

import type { ReadError } from '../language/read-answer.ts'
import { warningsOf } from '../programme/steps.ts'
import type { Entry } from '../programme/values.ts'
import { TIMES_TO_HAND_OVER } from './asking.ts'
import { answer, type Change } from './draft.ts'
import { returnedOf } from './handed-in.ts'
import { advance, begin, follow, restate, simple } from './moves.ts'
import { sayTopics } from './replies/areas.ts'
import { askAgain, canGoTo, errorText, fieldOf } from './replies/ask-field.ts'
import { sayReadiness } from './replies/checking.ts'
import { sayHandOff } from './replies/menu.ts'
import { showEntry } from './replies/show-value.ts'
import type { Turn } from './turn.ts'
import { factsOf, type World } from './world.ts'

/** Answers a field; when it is not the open one (a topic button in idle talk) the answer is noted all the same. */
export function answerField(turn: Turn, fieldId: string, raw: string | string[]): void {
  const change = answer(turn.world, fieldId, raw)
  turn.apply(change)
  turn.memory = { ...turn.memory, lastField: fieldId }
  if (!settles(turn, fieldId, change)) return
  if (isConverted(change)) noted(turn, fieldId)
  sayWarnings(turn, fieldId)
  sayDerived(turn, change.derived)
  if (turn.context.field === fieldId) return advance(turn, fieldId)
  if (!isConverted(change)) noted(turn, fieldId)
  if (turn.isIn({ task: 'idle' })) follow(turn, { type: 'begin', track: 'area', next: null })
  else restate(turn)
}

/** False when something is still wrong with the answer: says so and stays with the question. */
function settles(turn: Turn, fieldId: string, change: Change): boolean {
  const { reading } = change
  const error = errorOf(change)
  if (!error) {
    const { wrong: _, ...memory } = turn.memory
    turn.memory = memory
    return true
  }
  wronglyAgain(turn, fieldId)
  if (turn.context.field !== fieldId) turn.move({ type: 'go', field: fieldId, returnToCheck: false })
  if (reading && 'suggestions' in reading && reading.suggestions.length > 0)
    turn.say(sayTopics(turn.world, reading.suggestions))
  else turn.say(askAgain(turn.world, fieldId, error))
  return false
}

/** Whoever cannot get it right is told of a person. */
function wronglyAgain(turn: Turn, field: string): void {
  const { wrong } = turn.memory
  const times = wrong?.field === field ? wrong.times + 1 : 1
  turn.memory = { ...turn.memory, wrong: { field, times } }
  if (times % TIMES_TO_HAND_OVER === 0) turn.say(sayHandOff(turn.world, turn.reach.enquiries))
}

/** What was typed in another unit is read back: it stands there as another figure. */
const isConverted = ({ reading }: Change): boolean => reading?.ok === true && reading.converted === true

function errorOf({ reading, broken }: Change): ReadError | null {
  if (reading && !reading.ok) return reading.error
  return broken ? { code: broken } : null
}

/** Says which soft rules the answer does not keep; it is accepted all the same. */
export function sayWarnings(turn: Turn, fieldId: string): void {
  const { world } = turn
  for (const id of warningsOf(factsOf(world), fieldOf(world, fieldId))) {
    const words = world.text.fields[fieldId]?.warn?.[id]
    if (words) turn.say({ key: `filing.warn.${id}`, text: world.phrases.render(words) })
  }
}

/** Says what was filled in from another answer. */
export function sayDerived(turn: Turn, derived: readonly string[]): void {
  const { world } = turn
  const lines = derived.map((id) =>
    world.phrases.say('checking.answer', {
      label: labelOf(world, id),
      value: showEntry(world, fieldOf(world, id), world.draft.entries[id]),
    }),
  )
  if (lines.length > 0)
    turn.say({ key: 'filing.derived', text: [world.phrases.say('filing.derived'), ...lines].join('\n') })
}

function noted(turn: Turn, fieldId: string): void {
  const { world } = turn
  turn.say({
    key: 'filing.noted',
    text: world.phrases.say('filing.noted', {
      label: labelOf(world, fieldId),
      value: showEntry(world, fieldOf(world, fieldId), world.draft.entries[fieldId]),
    }),
  })
}

/** Corrects an earlier answer in passing: old → new, then back to where we were. */
export function correct(turn: Turn, fieldId: string, raw: string): void {
  if (!canGoTo(turn.world, fieldId)) return simple(turn, 'repair.not-for-you')
  if (turn.context.field === fieldId) return answerField(turn, fieldId, raw)
  const { world } = turn
  const change = answer(world, fieldId, raw)
  turn.apply(change)
  turn.memory = { ...turn.memory, lastField: fieldId }
  sayCorrected(turn, fieldId, world.draft.entries[fieldId], change)
  const isMended = returnedOf(turn.world.draft) !== null && !turn.context.field
  if (isMended) turn.memory = { ...turn.memory, looked: [...(turn.memory.looked ?? []), fieldId] }
  if (isMended || turn.isIn({ task: { filing: 'checking' } })) turn.say(sayReadiness(turn.world))
  else if (turn.isIn({ task: { eligibility: 'verdict' } })) begin(turn, 'eligibility')
  else restate(turn)
}

function sayCorrected(turn: Turn, fieldId: string, before: Entry | undefined, change: Change): void {
  const { world } = turn
  const field = fieldOf(world, fieldId)
  const shown = {
    label: labelOf(world, fieldId),
    value: showEntry(world, field, world.draft.entries[fieldId]),
  }
  const old = before && showEntry(world, field, before)
  const error = errorOf(change)
  if (error) {
    const kept = world.phrases.say('repair.kept-as-typed', {
      ...shown,
      old: old ?? '',
      had: old ? 'yes' : 'no',
    })
    turn.say({ key: `filing.error.${error.code}`, text: `${errorText(world, field, error)}\n${kept}` })
    return
  }
  if (!old) noted(turn, fieldId)
  else if (old === shown.value) simple(turn, 'repair.nothing-changed')
  else turn.say({ key: 'repair.corrected', text: world.phrases.say('repair.corrected', { ...shown, old }) })
  sayWarnings(turn, fieldId)
  sayDerived(turn, change.derived)
}

const labelOf = (world: World, field: string): string => world.text.fields[field]?.label ?? field
