/** What a card becomes once it was answered. */
import type { Input } from '../../contract/conversation.ts'
import type { Reply } from '../../conversation/types.ts'
import type { Delivered } from '../../ports/store.ts'
import { CARD_TYPE, type Card, type CardWords, settledCard } from './card.ts'
import { cardOf, fits } from './render.ts'

/** The answer to a call that is waited for. */
export interface CallAnswer {
  status: number
  body?: unknown
}

export const answered = (card: Card): CallAnswer => invoked(CARD_TYPE, card)
/** The card stays; the words are shown with it. */
export const messageAnswer = (text: string): CallAnswer =>
  invoked('application/vnd.microsoft.activity.message', text)

const invoked = (type: string, value: unknown): CallAnswer => ({
  status: 200,
  body: { statusCode: 200, type, value },
})

export interface Press {
  /** the reply the card belongs to; null when there is no such one */
  reply: Reply | null
  delivered: Delivered
  /** what the turn said */
  replies: { id: string; reply: Reply }[]
  words: CardWords
  /** a phrase of `channels.teams.…` in the conversation's language */
  say: (key: string, params?: Record<string, string>) => string
}

/** The question with the answer taken; refused, the same card with the error at its input, and `shows` its reply. */
export function cardAfter({ reply, delivered, replies, words, say }: Press): { card: Card; shows?: string } {
  const title = reply?.form?.title ?? ''
  const movedOn = replies.find(({ reply: { key } }) => key === 'repair.moved-on')
  if (movedOn) return { card: settledCard(title, [movedOn.reply.text]) }
  const again = replies.find(
    ({ reply: { key, form } }) => key.startsWith('filing.error.') && form && form.step === reply?.form?.step,
  )
  if (again) {
    const card = cardOf(again.reply.form?.lead ?? '', again.reply, again.id, words)
    if (fits(card)) return { card, shows: again.id }
  }
  return { card: settledCard(title, answersIn(delivered, reply, say)) }
}

function answersIn(delivered: Delivered, reply: Reply | null, say: Press['say']): string[] {
  if (delivered.kind === 'choice') return [delivered.label ?? delivered.value]
  if (delivered.kind !== 'form') return []
  const inputs = reply?.form?.inputs ?? []
  const shown = inputs.map((input) => ({
    label: input.label,
    value: inWords(input, delivered.values[input.name]),
  }))
  if (shown.length === 1) return shown.map(({ value }) => value || say('left-open'))
  return shown.flatMap(({ label, value }) => (value === '' ? [] : [say('answered', { label, value })]))
}

const inWords = ({ options = [] }: Input, given: string | string[] | undefined): string =>
  [given ?? '']
    .flat()
    .map((value) => options.find((option) => option.value === value)?.label ?? value)
    .join('\n')
