/** Answers of a submission in words, for tables and lists. */
import { describeField, isOnForm } from '../../../conversation/describe-field.ts'
import type { Speech, World } from '../../../conversation/world.ts'
import type { SubmissionRecord } from '../../../ports/store.ts'

/** A submission as the words of a field see it. */
export const worldOf = (speech: Speech, { entries, receivedAt }: SubmissionRecord): World => ({
  ...speech,
  draft: { id: '', code: '', revision: 0, entries },
  at: receivedAt,
  unprintable: () => [],
  documentAddress: () => '',
  fileAddress: () => '',
})

/** The answer to a field, a number as a number; empty where nothing was answered or asked. */
export function answerCell(world: World, fieldId: string): string | number {
  const field = world.programme.fields.get(fieldId)
  if (!field || !isOnForm(world, fieldId)) return ''
  const value = world.draft.entries[fieldId]?.value
  if (typeof value === 'number') return value
  const { state, words } = describeField(world, field)
  return state === 'answered' || field.type === 'constant' ? words : ''
}
