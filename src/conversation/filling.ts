/** Answers to the open question: kept, judged, and followed by the next one. */

import { brokenRules, warningsOf } from '../programme/steps.ts'
import { checkFiles } from './check-files.ts'
import { addFiles, addRows, answer, type Change, removeRow, rowsOf } from './draft.ts'
import { advance, follow, restate, simple } from './moves.ts'
import { sayTopics } from './replies/areas.ts'
import {
  askAgain,
  askField,
  askRowAgain,
  canGoTo,
  errorText,
  fieldOf,
  rowNoted,
} from './replies/ask-field.ts'
import { showEntry } from './replies/show-value.ts'
import type { Turn } from './turn.ts'
import type { FileRef } from './types.ts'
import { factsOf } from './world.ts'

/** Answers a field; when it is not the open one (a topic button in idle talk) the answer is noted all the same. */
export function answerField(turn: Turn, fieldId: string, raw: string | string[]): void {
  const change = answer(turn.world, fieldId, raw)
  turn.apply(change)
  turn.memory = { ...turn.memory, lastField: fieldId }
  if (!settles(turn, fieldId, change)) return
  sayWarnings(turn, fieldId)
  sayDerived(turn, change.derived)
  if (turn.context.field === fieldId) return advance(turn, fieldId)
  noted(turn, fieldId)
  if (turn.isIn({ task: 'idle' })) follow(turn, { type: 'begin', track: 'area', next: null })
  else restate(turn)
}

/** False when something is still wrong with the answer: says so and stays with the question. */
function settles(turn: Turn, fieldId: string, change: Change): boolean {
  const { reading, broken } = change
  const error = reading && !reading.ok ? reading.error : broken ? { code: broken } : null
  if (!error) return true
  if (turn.context.field !== fieldId) turn.move({ type: 'go', field: fieldId, returnToCheck: false })
  if (reading && 'suggestions' in reading && reading.suggestions.length > 0)
    turn.say(sayTopics(turn.world, reading.suggestions))
  else turn.say(askAgain(turn.world, fieldId, error))
  return false
}

function sayWarnings(turn: Turn, fieldId: string): void {
  const { world } = turn
  for (const id of warningsOf(factsOf(world), fieldOf(world, fieldId))) {
    const words = world.text.fields[fieldId]?.warn?.[id]
    if (words) turn.say({ key: `filing.warn.${id}`, text: world.phrases.render(words) })
  }
}

function sayDerived(turn: Turn, derived: readonly string[]): void {
  const { world } = turn
  const lines = derived.map((id) =>
    world.phrases.say('checking.answer', {
      label: world.text.fields[id]?.label ?? id,
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
      label: world.text.fields[fieldId]?.label ?? fieldId,
      value: showEntry(world, fieldOf(world, fieldId), world.draft.entries[fieldId]),
    }),
  })
}

/** Corrects an earlier answer in passing: old → new, then back to the open question. */
export function correct(turn: Turn, fieldId: string, raw: string): void {
  if (!canGoTo(turn.world, fieldId)) return simple(turn, 'repair.not-for-you')
  if (turn.context.field === fieldId) return answerField(turn, fieldId, raw)
  const { world } = turn
  const field = fieldOf(world, fieldId)
  const old = showEntry(world, field, world.draft.entries[fieldId])
  const change = answer(world, fieldId, raw)
  turn.apply(change)
  turn.memory = { ...turn.memory, lastField: fieldId }
  const error =
    change.reading && !change.reading.ok
      ? change.reading.error
      : change.broken
        ? { code: change.broken }
        : null
  const label = turn.world.text.fields[fieldId]?.label ?? fieldId
  if (error) turn.say({ key: `filing.error.${error.code}`, text: errorText(turn.world, field, error) })
  else
    turn.say({
      key: 'repair.corrected',
      text: turn.world.phrases.say('repair.corrected', {
        label,
        old,
        new: showEntry(turn.world, field, turn.world.draft.entries[fieldId]),
      }),
    })
  if (turn.isIn({ task: { filing: 'checking' } })) follow(turn, { type: 'check' })
  else restate(turn)
}

/** Adds rows and asks for more. */
export function addRow(turn: Turn, fieldId: string, rows: Record<string, string>[]): void {
  const change = addRows(turn.world, fieldId, rows)
  turn.apply(change)
  turn.memory = { ...turn.memory, lastField: fieldId }
  if (!change.fault) return turn.say(rowNoted(turn.world, fieldId))
  turn.say(askRowAgain(turn.world, fieldId, change.fault))
}

/** Takes a row out again. */
export function removeOneRow(turn: Turn, fieldId: string, row: number): void {
  turn.apply(removeRow(turn.world, fieldId, row))
  simple(turn, 'filing.row-dropped')
  turn.say(askField(turn.world, fieldId))
}

/** Ends a list of rows or files; sums and numbers of rows are judged here. */
export function rowsDone(turn: Turn, fieldId: string): void {
  const field = fieldOf(turn.world, fieldId)
  const rows = rowsOf(turn.world.draft, fieldId)
  const least = field.type === 'rows' && field.required ? Math.max(field.minRows ?? 1, 1) : 0
  if (rows.length < least)
    return turn.say(askAgain(turn.world, fieldId, { code: 'too-few-rows', params: { least } }))
  if (rows.length === 0) return skipEmpty(turn)
  const broken = brokenRules(factsOf(turn.world), field)[0]
  if (broken) return turn.say(askAgain(turn.world, fieldId, { code: broken }))
  advance(turn, fieldId)
}

function skipEmpty(turn: Turn): void {
  const { field } = turn.context
  if (!field) return
  turn.apply({
    draft: { ...turn.world.draft, entries: { ...turn.world.draft.entries, [field]: { skipped: true } } },
    events: [{ field, old: null, new: { skipped: true } }],
    derived: [],
  })
  advance(turn, field)
}

/** Adds files to the open question, if it takes files. */
export function attach(turn: Turn, files: FileRef[]): void {
  const { field: fieldId } = turn.context
  const field = fieldId ? fieldOf(turn.world, fieldId) : null
  if (field?.type !== 'files') {
    simple(turn, 'filing.no-file-asked')
    return restate(turn)
  }
  const { taken, faults } = checkFiles(field, rowsOf(turn.world.draft, field.id).length, files)
  for (const fault of faults)
    turn.say({ key: `filing.error.${fault.code}`, text: errorText(turn.world, field, fault) })
  if (taken.length === 0) return turn.say(askField(turn.world, field.id))
  turn.apply(addFiles(turn.world, field.id, taken))
  turn.say({
    key: 'filing.file-noted',
    text: turn.world.phrases.say('filing.file-noted', {
      names: taken.map((file) => file.name).join(turn.world.phrases.say('marks.list')),
    }),
    choices: [{ value: `done:${field.id}`, label: turn.world.phrases.say('buttons.done') }],
    pending: { field: field.id },
  })
}
