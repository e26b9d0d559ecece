/** A reply → the native messages of Telegram. */
import type { Choice, Input } from '../../contract/conversation.ts'
import type { Reply } from '../../conversation/types.ts'
import { splitText } from '../../language/split-text.ts'
import { type PressKind, writePress } from './buttons.ts'

export interface KeyboardButton {
  text: string
  callback_data: string
}
export type Keyboard = KeyboardButton[][]

export type NativeMessage =
  | { kind: 'text'; html: string; keyboard: Keyboard }
  | { kind: 'document'; title: string; href: string }
  /** a file that goes along */
  | { kind: 'file'; id: string }

/** Telegram counts UTF-16 code units, after the marks have been taken out. */
const MOST_TEXT = 4_096
const MOST_BUTTONS = 100
/** About what a telephone shows in one row, a Chinese character being two. */
const ROW_WIDTH = 30
const MOST_IN_ROW = 3
/** More options to tick than this are a list to answer in words. */
const MOST_TICKS = 30

export const TICK = '✅ '

/** The messages of one reply, in order; buttons stand under the last of its text. `take`: words of the button that takes what is ticked. */
export function render(reply: Reply, messageId: string, take: string): NativeMessage[] {
  const pieces = splitText(reply.text, MOST_TEXT)
  const keyboard = keyboardOf(reply, messageId, take)
  const texts = pieces.map((piece, i): NativeMessage => {
    const isLast = i === pieces.length - 1
    return { kind: 'text', html: markUp(piece, reply), keyboard: isLast ? keyboard : [] }
  })
  const { document, attachments = [] } = reply
  const files = attachments.map(({ id }): NativeMessage => ({ kind: 'file', id }))
  const papers: NativeMessage[] = document
    ? [{ kind: 'document', title: document.title, href: document.href }]
    : []
  return [...texts, ...papers, ...files]
}

/** The input whose options can be ticked under this reply, if there is one. */
export function tickable(reply: Reply): (Input & { options: Choice[] }) | null {
  const [input, ...others] = reply.form?.inputs ?? []
  if (!input?.options || others.length > 0 || input.kind !== 'choices') return null
  const { options } = input
  return options.length <= MOST_TICKS && !answersByChoice(reply) ? { ...input, options } : null
}

const answersByChoice = (reply: Reply): boolean =>
  reply.choices?.some(({ value }) => value.startsWith('answer:')) ?? false

function keyboardOf(reply: Reply, messageId: string, take: string): Keyboard {
  const button = (kind: PressKind) => (text: string, place: number) => ({
    text,
    callback_data: writePress({ kind, messageId, place }),
  })
  const choices = (reply.choices ?? []).map(({ label }, place) => button('choice')(label, place))
  const ticks = tickable(reply)
  if (!ticks) return inRows(choices.slice(0, MOST_BUTTONS))
  const now = new Set([ticks.value ?? []].flat())
  const options = ticks.options.map(({ value, label }, place) =>
    button('option')(now.has(value) ? TICK + label : label, place),
  )
  return [...inRows(options), [button('ticked')(take, 0)], ...inRows(choices)]
}

function inRows(buttons: KeyboardButton[]): Keyboard {
  const rows: Keyboard = []
  for (const button of buttons) {
    const row = rows.at(-1)
    const fits = row && row.length < MOST_IN_ROW && widthOf([...row, button]) <= ROW_WIDTH
    if (fits) row.push(button)
    else rows.push([button])
  }
  return rows
}

const widthOf = (row: KeyboardButton[]): number =>
  row.reduce(
    (sum, { text }) => sum + [...text].reduce((w, c) => w + (/[\u2E80-\uFFFF]/.test(c) ? 2 : 1), 2),
    0,
  )

/** Quotes set apart and what kinds of statement they are in bold; everything else as it is. */
function markUp(text: string, { parts = [] }: Reply): string {
  const marks = parts
    .flatMap(({ kind, label, text: words }) => [
      ...(label ? rangesOf(text, label, 'b') : []),
      ...(kind === 'quote' ? rangesOf(text, words, 'i') : []),
    ])
    .sort((a, b) => a.from - b.from)
  let html = ''
  let done = 0
  for (const { from, to, tag } of marks) {
    if (from < done) continue
    html += `${escapeHtml(text.slice(done, from))}<${tag}>${escapeHtml(text.slice(from, to))}</${tag}>`
    done = to
  }
  return html + escapeHtml(text.slice(done))
}

/** A label counts only where a line begins with it. */
function rangesOf(text: string, words: string, tag: 'b' | 'i') {
  const from = text.indexOf(words)
  const stands = from === 0 || text[from - 1] === '\n' || tag === 'i'
  return from >= 0 && words !== '' && stands ? [{ from, to: from + words.length, tag }] : []
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
