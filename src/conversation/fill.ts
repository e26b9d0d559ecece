/** Answers from the whole form: any fields at once, judged as in the chat; what is wrong is kept with its error. */
import type { Field } from '../programme/schema.ts'
import { checkFiles } from './check-files.ts'
import { answer, type Change, put } from './draft.ts'
import { simple } from './moves.ts'
import { matchField } from './paper.ts'
import { errorText, fieldOf } from './replies/ask-field.ts'
import { setRows } from './rows.ts'
import type { Turn } from './turn.ts'
import type { Activity, FileRef, FormAnswer } from './types.ts'

/** Takes the answers over, all or none: none when the draft has moved on since the form was read. */
export function fill(turn: Turn, { locale, revision, set }: Extract<Activity, { kind: 'fill' }>): void {
  turn.speak(locale)
  if (isOutdated(turn, revision)) return simple(turn, 'filing.outdated')
  for (const [field, given] of Object.entries(set))
    turn.apply(changeOf(turn, fieldOf(turn.world, field), given))
  for (const field of Object.keys(set)) matchField(turn, fieldOf(turn.world, field))
}

/** True when the form was read before the draft's latest change. */
export function isOutdated(turn: Turn, revision: number | undefined): boolean {
  return revision !== undefined && revision !== turn.world.draft.revision
}

function changeOf(turn: Turn, field: Field, given: FormAnswer): Change {
  const { world } = turn
  if (isBlank(given)) return put(world.draft, field.id, null)
  if (field.type === 'rows') return setRows(world, field, given as Record<string, string>[])
  if (field.type === 'files') return setFiles(turn, field, given as FileRef[])
  return answer(world, field.id, given as string | string[])
}

const isBlank = (given: FormAnswer): boolean =>
  given === null || (typeof given === 'string' ? given.trim() === '' : given.length === 0)

/** Takes the files that fit; the others are named. */
function setFiles(turn: Turn, field: Field, files: FileRef[]): Change {
  const { taken, faults } = checkFiles(field, 0, files)
  for (const fault of faults)
    turn.say({
      key: `filing.error.${fault.code}`,
      text: errorText(turn.world, field, fault),
      pending: { field: field.id },
    })
  return put(turn.world.draft, field.id, taken.length > 0 ? { value: taken, source: 'applicant' } : null)
}
