import type { Item } from './types.ts'
import type { Choice, FormCard, WireReply } from './wire.ts'

/** How many radio buttons stay readable; above this a list that opens is kinder. */
export const MOST_RADIOS = 7

/** What is open in a conversation: the card that may be filled in and the message whose buttons are current. */
export interface Open {
  card: string | null
  choices: string | null
}

/** Finds the open card and the current buttons: always the newest, and never one already answered. */
export function openQuestion(items: readonly Item[]): Open {
  const bots = items.filter((item) => item.reply)
  const asked = items.findLastIndex((item) => item.reply?.form)
  const card = items[asked]
  const step = card?.reply?.form?.step
  const over = items.slice(asked + 1).some((item) => answers(item, step) || moved(item, step))
  return {
    card: card && !over ? card.key : null,
    choices: bots.findLast((item) => item.reply?.choices?.length)?.key ?? null,
  }
}

function answers(item: Item, step: string | undefined): boolean {
  return item.activity?.form?.step === step && step !== undefined && item.delivery !== 'refused'
}

function moved(item: Item, step: string | undefined): boolean {
  const field = item.reply?.pending?.field
  return field !== undefined && step !== undefined && field !== step && !step.startsWith(field)
}

/** True when the reply's buttons offer all that its card would, so that the card is not needed. */
export function buttonsSayItAll(reply: WireReply): boolean {
  const options = onlyOptions(reply.form)
  const labels = new Set(reply.choices?.map((choice) => choice.label))
  return (
    options.length > 0 && options.length <= MOST_RADIOS && options.every(({ label }) => labels.has(label))
  )
}

/** The buttons worth showing: those which only repeat the options of the card are left to the card. */
export function buttonsOf(reply: WireReply): Choice[] {
  const choices = reply.choices ?? []
  if (!reply.form || buttonsSayItAll(reply)) return choices
  const labels = new Set(reply.form.inputs.flatMap(({ options }) => options?.map(({ label }) => label) ?? []))
  return choices.filter((choice) => !labels.has(choice.label))
}

function onlyOptions(form: FormCard | undefined): Choice[] {
  const [input, second] = form?.inputs ?? []
  const single = input && !second && ['choice', 'yes-no', 'acknowledge'].includes(input.kind)
  return single ? (input.options ?? []) : []
}

/** What is said above a card; where buttons stand for it, its hint and what is wrong are said there too. */
export function leadOf(reply: WireReply): string {
  const { form, text } = reply
  if (!form) return text
  const own = buttonsSayItAll(reply) ? form.inputs : []
  const errors = own.flatMap(({ error }) => error ?? [])
  const hints = own.flatMap(({ hint }) => hint ?? [])
  return [...errors, form.lead, ...hints].join('\n')
}
