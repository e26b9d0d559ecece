/** To a form that follows an application, such as for acceptance, and back. */
import { simple } from './moves.ts'
import { formChoices } from './replies/wishes.ts'
import type { Turn } from './turn.ts'

/** Opens it where it can be opened now. */
export function openForm(turn: Turn, form: string): void {
  const isOpen = formChoices(turn.world).some(({ value }) => value === `form:${form}`)
  if (isOpen) return void turn.effects.push({ type: 'open-form', form })
  simple(turn, 'case.form.not-now')
}

export function leaveForm(turn: Turn): void {
  if (turn.world.draft.form) return void turn.effects.push({ type: 'leave-form' })
  simple(turn, 'case.form.here')
}
