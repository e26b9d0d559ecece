/**
 * What a card sends back: where to find what was pressed, never what it means. The reply stands in the store, with
 * draft, step and choices; of the card itself only what was typed into it is taken.
 */
import { z } from 'zod'
import type { Input } from '../../contract/conversation.ts'
import type { Reply } from '../../conversation/types.ts'
import type { Delivered } from '../../ports/store.ts'

export const cardPressSchema = z.looseObject({
  /** id of the reply the card belongs to (UUID) */
  reply: z.uuid(),
  /** which of its choices, from 0; left out: the form was sent off */
  place: z.int().min(0).max(999).optional(),
})
export type CardPress = z.infer<typeof cardPressSchema>

/** A value that no button has: the conversation answers that the step has moved on. */
export const GONE: Delivered = { kind: 'choice', value: 'gone' }
/** What a ticked box sends. */
export const TICKED = 'true'

/** Inputs are called by their place: a name of ours cannot be taken for one of theirs. */
export const inputId = (place: number): string => `i${place}`

/** What was done; `reply` is the one the card belongs to, if there is such a one in this conversation. */
export function pressedIn(press: CardPress, reply: Reply | null): Delivered {
  if (press.place !== undefined) {
    const choice = reply?.choices?.[press.place]
    return choice ? { kind: 'choice', value: choice.value, label: choice.label } : GONE
  }
  const form = reply?.form
  if (!form || form.inputs.length === 0) return GONE
  const values = form.inputs.map((input, i) => [input.name, typedValue(input, press[inputId(i)])])
  return { kind: 'form', step: form.step, values: Object.fromEntries(values) }
}

function typedValue({ kind, options = [] }: Input, typed: unknown): string | string[] {
  const text = typeof typed === 'string' || typeof typed === 'number' ? String(typed) : ''
  if (kind === 'acknowledge') return text === TICKED ? (options[0]?.value ?? 'yes') : ''
  if (options.length === 0) return text
  const chosen = text.split(',').flatMap((place) => options[place === '' ? -1 : Number(place)]?.value ?? [])
  return kind === 'choices' ? chosen : (chosen[0] ?? '')
}
