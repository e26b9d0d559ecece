/** A reply → an Adaptive Card (1.5): its words, its inputs, its buttons. */
import type { Input } from '../../contract/conversation.ts'
import type { Reply } from '../../conversation/types.ts'
import { inputId, TICKED } from './card-press.ts'
import { linesOf, type Run } from './styled.ts'

export type Element = { type: string } & Record<string, unknown>
export interface Card {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  /** all of it in words, for clients that show no cards */
  fallbackText: string
  body: Element[]
  actions?: Element[]
}

export interface CardWords {
  /** what is said where something needed is left out */
  required: string
}

/** Teams shows no more in one row of actions. */
const MOST_ACTIONS = 6
/** More options than this are a list to open. */
const MOST_OPEN = 6

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive'

export const card = (fallbackText: string, body: Element[], actions: Element[] = []): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText,
  body,
  ...(actions.length > 0 ? { actions } : {}),
})

/** One block a line. */
export const blocks = (lines: Run[][], look: Record<string, unknown> = {}): Element[] =>
  lines.map((inlines, i) => ({
    type: 'RichTextBlock',
    inlines,
    ...(i > 0 ? { spacing: 'Small' } : {}),
    ...look,
  }))

const line = (text: string, look: Omit<Run, 'type' | 'text'> & Record<string, unknown> = {}): Element[] =>
  text === '' ? [] : blocks(linesOf(text, {}).map((runs) => runs.map((run) => ({ ...run, ...look }))))

/** Words with buttons under them. */
export function choiceCard(text: string, reply: Reply, messageId: string): Card {
  const buttons = (reply.choices ?? []).map(({ label }, place) => execute(label, { reply: messageId, place }))
  const words = blocks(linesOf(text, reply))
  if (buttons.length <= MOST_ACTIONS) return card(reply.text, words, buttons)
  const rows = Array.from({ length: Math.ceil(buttons.length / MOST_ACTIONS) }, (_, i) => ({
    type: 'ActionSet',
    actions: buttons.slice(i * MOST_ACTIONS, (i + 1) * MOST_ACTIONS),
  }))
  return card(reply.text, [...words, ...rows])
}

/** The question with its inputs; `lead` stands above them. */
export function formCard(lead: string, reply: Reply, messageId: string, words: CardWords): Card {
  const { form } = reply
  const inputs = (form?.inputs ?? []).filter(({ kind }) => kind !== 'files')
  const isAlone = inputs.length === 1 && inputs[0]?.label === form?.title
  const body = [
    ...(isAlone || !form ? [] : line(form.title, { weight: 'Bolder', size: 'Medium' })),
    ...line(lead),
    ...(form?.inputs ?? []).flatMap((input, i) => fieldElements(input, i, words)),
  ]
  const send =
    inputs.length > 0 && form ? [execute(form.submit, { reply: messageId }, { style: 'positive' })] : []
  return card(reply.text, body, [...send, ...otherButtons(reply, messageId)])
}

/** The buttons that are not options of an input, and do not ask for what the card's own input takes. */
function otherButtons(reply: Reply, messageId: string): Element[] {
  const hasOptions = reply.form?.inputs.some(({ options }) => options !== undefined) ?? false
  return (reply.choices ?? []).flatMap(({ value, label }, place) =>
    (hasOptions && value.startsWith('answer:')) || value === reply.form?.step
      ? []
      : [execute(label, { reply: messageId, place }, { associatedInputs: 'none' })],
  )
}

/** Answered in place: the card is replaced. Where a client knows no such thing, it is sent like a message. */
function execute(title: string, data: object, look: object = {}): Element {
  const fallback = { type: 'Action.Submit', title, data, ...look }
  return { type: 'Action.Execute', title, verb: 'press', data, ...look, fallback }
}

function fieldElements(input: Input, place: number, words: CardWords): Element[] {
  return [
    ...line(input.hint ?? '', { isSubtle: true, size: 'Small' }),
    ...(input.error ? line(input.error, { color: 'Attention', weight: 'Bolder' }) : []),
    ...(input.kind === 'files' ? [] : [inputElement(input, inputId(place), words.required)]),
  ]
}

function inputElement(input: Input, id: string, required: string): Element {
  const frame = {
    id,
    label: input.label,
    ...(input.required ? { isRequired: true, errorMessage: required } : {}),
  }
  const typed = [input.value ?? ''].flat()
  if (input.kind === 'acknowledge') return toggle(input, frame, typed)
  if (input.options) return choiceSet(input, frame, typed)
  const value = typed.join('\n')
  const native = nativeType(input.kind, value)
  return {
    type: native,
    ...frame,
    ...(value === '' ? {} : { value: valueFor(native, value) }),
    ...lookOf(input.kind, native),
  }
}

/** What was typed wrongly stays as it was typed, and only a text can show it. */
function nativeType(kind: Input['kind'], value: string): 'Input.Date' | 'Input.Number' | 'Input.Text' {
  if (kind === 'date' && /^(\d{4}-\d{2}-\d{2})?$/.test(value)) return 'Input.Date'
  const isNumber = ['integer', 'decimal', 'percent'].includes(kind)
  return isNumber && /^(-?\d+(\.\d+)?)?$/.test(value) ? 'Input.Number' : 'Input.Text'
}

const valueFor = (native: string, value: string): string | number =>
  native === 'Input.Number' ? Number(value) : value

/** No greatest length: what is too long would be cut off without a word. */
function lookOf(kind: Input['kind'], native: string): Record<string, unknown> {
  if (native !== 'Input.Text') return {}
  if (kind === 'longtext') return { isMultiline: true }
  if (kind === 'tel') return { style: 'Tel' }
  return kind === 'email' ? { style: 'Email' } : {}
}

function choiceSet({ kind, options = [] }: Input, frame: object, typed: string[]): Element {
  const several = kind === 'choices'
  const value = options.flatMap((option, i) => (typed.includes(option.value) ? [String(i)] : [])).join(',')
  return {
    type: 'Input.ChoiceSet',
    ...frame,
    choices: options.map(({ label }, i) => ({ title: label, value: String(i) })),
    wrap: true,
    ...(several ? { isMultiSelect: true } : {}),
    style: several || options.length <= MOST_OPEN ? 'expanded' : 'compact',
    ...(value === '' ? {} : { value }),
  }
}

function toggle({ label, options = [] }: Input, frame: object, typed: string[]): Element {
  const agrees = options[0]
  return {
    type: 'Input.Toggle',
    ...frame,
    title: agrees?.label ?? label,
    valueOn: TICKED,
    valueOff: '',
    wrap: true,
    ...(typed.includes(agrees?.value ?? 'yes') ? { value: TICKED } : {}),
  }
}

/** What has become of an answered question: its title and what was answered, nothing to press. */
export function settledCard(title: string, answered: string[]): Card {
  const body = [...line(title, { weight: 'Bolder' }), ...answered.flatMap((text) => line(text))]
  return card([title, ...answered].join('\n'), body)
}

/** Words whose button was pressed once for all: which one it was stands under them. */
export function decidedCard(reply: Reply, pressed: string): Card {
  const words = blocks(linesOf(reply.text, reply))
  return card(`${reply.text}\n${pressed}`, [...words, ...line(pressed, { weight: 'Bolder' })])
}
