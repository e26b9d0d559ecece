/** Lists: rows and files are added and taken out one by one, and judged as a whole when the applicant is done. */
import { brokenRules } from '../programme/steps.ts'
import { checkFiles } from './check-files.ts'
import { addFiles, addRows, dropRaw, removeRow, rowsOf } from './draft.ts'
import { advance, restate, simple } from './moves.ts'
import { matchField } from './paper.ts'
import { askAgain, askField, errorText, fieldOf } from './replies/ask-field.ts'
import { rowFault, rowNoted } from './replies/rows.ts'
import type { Turn } from './turn.ts'
import type { FileRef } from './types.ts'
import { factsOf } from './world.ts'

/** Adds rows and asks for more; each line that cannot be read is named, the others are taken. */
export function addRow(turn: Turn, fieldId: string, rows: Record<string, string>[]): void {
  const before = rowsOf(turn.world.draft, fieldId).length
  const { faults, ...change } = addRows(turn.world, fieldId, rows)
  turn.apply(change)
  turn.memory = { ...turn.memory, lastField: fieldId }
  const after = rowsOf(turn.world.draft, fieldId).length
  if (after > before) turn.say(rowNoted(turn.world, fieldId, before))
  if (faults.length > 0) turn.say(rowFault(turn.world, fieldId, faults))
}

/** Takes a row out again. */
export function removeOneRow(turn: Turn, fieldId: string, row: number): void {
  turn.apply(removeRow(turn.world, fieldId, row))
  simple(turn, fieldOf(turn.world, fieldId).type === 'files' ? 'filing.file-dropped' : 'filing.row-dropped')
  turn.say(askField(turn.world, fieldId))
}

/** Ends a list of rows or files; sums and numbers of rows are judged here. */
export function rowsDone(turn: Turn, fieldId: string): void {
  const field = fieldOf(turn.world, fieldId)
  const rows = rowsOf(turn.world.draft, fieldId)
  const least = field.type === 'rows' && field.required ? Math.max(field.minRows ?? 1, 1) : 0
  if (rows.length < least)
    return turn.say(askAgain(turn.world, fieldId, { code: 'too-few-rows', params: { least } }))
  leaveOut(turn, fieldId)
  if (rows.length === 0) return skipEmpty(turn)
  const broken = brokenRules(factsOf(turn.world), field)[0]
  if (broken) return turn.say(askAgain(turn.world, fieldId, { code: broken }))
  matchField(turn, field)
  advance(turn, fieldId)
}

/** Lines that were never put right are not part of the list; that is said, and undo brings them back. */
function leaveOut(turn: Turn, fieldId: string): void {
  const { world } = turn
  const entry = world.draft.entries[fieldId]
  if (entry?.raw === undefined) return
  turn.apply(dropRaw(world, fieldId))
  turn.say({
    key: 'filing.left-out',
    text: world.phrases.say('filing.left-out', { lines: entry.raw }),
  })
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
  const full = field.max !== undefined && rowsOf(turn.world.draft, field.id).length >= field.max
  turn.say({
    key: 'filing.file-noted',
    text: turn.world.phrases.say(full ? 'filing.files-full' : 'filing.file-noted', {
      names: taken.map((file) => file.name).join(turn.world.phrases.say('marks.list')),
    }),
    choices: [
      { value: `done:${field.id}`, label: turn.world.phrases.say('buttons.done') },
      {
        value: `drop:${field.id}:${rowsOf(turn.world.draft, field.id).length - 1}`,
        label: turn.world.phrases.say('buttons.drop-file'),
      },
    ],
    pending: { field: field.id },
  })
}
