/** What a card becomes once it was answered. */
import type { Input } from '../../contract/conversation.ts'
import type { Reply } from '../../conversation/types.ts'
import type { Delivered } from '../../ports/store.ts'
import { CARD_TYPE, type Card, type CardWords, decidedCard, settledCard } from './card.ts'
import { cardOf, fits, leadOf } from './render.ts'

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
  reply: { id: string; reply: Reply } | null
  delivered: Delivered
  /** what the turn said */
  replies: { id: string; reply: Reply }[]
  words: CardWords
  /** a phrase of `channels.teams.…` in the conversation's language */
  say: (key: string, params?: Record<string, string>) => string
}

/** Replies that say of what was pressed that it was not taken, or not yet. */
const NOT_TAKEN = /^(repair\.moved-on$|desk\.(refused|happened|addition))/

interface After {
  card: Card
  /** id of the reply that stands on the card */
  shows?: string
}

/** The question with the answer taken; refused, the same card with the error at its input; a menu as it was. */
export function cardAfter(press: Press): After {
  const { reply: asked, delivered, replies, say } = press
  const movedOn = replies.find(({ reply: { key } }) => NOT_TAKEN.test(key))?.reply.text
  if (!asked) return { card: settledCard('', [movedOn ?? say('left-open')]) }
  const { reply } = asked
  if (!reply.form) return { card: afterChoice(asked, delivered, movedOn, press.words) }
  if (isAside(delivered)) return { card: cardOf(leadOf(reply), reply, asked.id, press.words) }
  if (movedOn !== undefined) return { card: settledCard(reply.form.title, [movedOn]) }
  return (
    refusedIn(press, reply.form.step) ?? {
      card: settledCard(reply.form.title, settledLines(delivered, reply, say)),
    }
  )
}

/** A button of an officer's card beside its input: the input stays. */
const isAside = (delivered: Delivered): boolean =>
  delivered.kind === 'choice' && delivered.value.startsWith('desk:')

/** A yes or no is given once; other buttons may be pressed again. */
function afterChoice(
  { id, reply }: NonNullable<Press['reply']>,
  delivered: Delivered,
  movedOn: string | undefined,
  words: CardWords,
): Card {
  if (movedOn !== undefined) return decidedCard(reply, movedOn)
  const same = cardOf(reply.text, reply, id, words)
  const isDecided = reply.choices?.some(({ value }) => /^(yes|no):/.test(value)) ?? false
  if (!isDecided && fits(same)) return same
  return decidedCard(reply, delivered.kind === 'choice' ? (delivered.label ?? '') : '')
}

function refusedIn({ replies, words }: Press, step: string): After | null {
  const again = replies.find(
    ({ reply: { key, form } }) => key.startsWith('filing.error.') && form?.step === step,
  )
  if (!again) return null
  const card = cardOf(leadOf(again.reply), again.reply, again.id, words)
  return fits(card) ? { card, shows: again.id } : null
}

/** An officer's card keeps what was asked: question and answer are read together. */
function settledLines(delivered: Delivered, reply: Reply, say: Press['say']): string[] {
  const answers = answersIn(delivered, reply, say)
  if (!reply.form?.step.startsWith('desk:')) return answers
  const label = reply.form.inputs[0]?.label ?? ''
  return [reply.form.lead, say('answered', { label, value: answers.join('\n') })]
}

function answersIn(delivered: Delivered, reply: Reply, say: Press['say']): string[] {
  if (delivered.kind === 'choice') return [delivered.label ?? delivered.value]
  if (delivered.kind !== 'form') return []
  const inputs = reply.form?.inputs ?? []
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
