/** To a form that follows an application, such as for acceptance, and back. */
import { simple } from './moves.ts'
import type { Turn } from './turn.ts'
import { projectOf } from './wishes.ts'

/** Opens it where there is a project; whether it can be begun now, or only looked at, the shell finds out. */
export function openForm(turn: Turn, form: string): void {
  const { world } = turn
  const isKnown = world.programme.forms.some(({ id }) => id === form)
  if (isKnown && projectOf(world)) return void turn.effects.push({ type: 'open-form', form })
  simple(turn, 'case.form.not-now')
}

export function leaveForm(turn: Turn): void {
  if (turn.world.draft.form) return void turn.effects.push({ type: 'leave-form' })
  simple(turn, 'case.form.here')
}
