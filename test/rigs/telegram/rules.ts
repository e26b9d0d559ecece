/** What the Bot API refuses, as its documentation has it. */

/** An answer of the Bot API that is not `ok`. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: { retry_after?: number } | undefined

  constructor(code: number, description: string, parameters?: { retry_after?: number }) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

const bad = (what: string): Refusal => new Refusal(400, `Bad Request: ${what}`)

const TAGS = /^(b|strong|i|em|u|ins|s|strike|del|span|tg-spoiler|a|tg-emoji|code|pre|blockquote)$/i

/** The text that is shown of HTML. @throws Refusal for marks that Telegram does not know or that do not match */
export function shownText(html: string, mode: unknown): string {
  if (mode !== 'HTML') return html
  const open: string[] = []
  for (const [mark, slash, tag] of html.matchAll(
    /<(\/?)([a-z-]+)[^>]*>|<|&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)/gi,
  )) {
    if (mark === '<') throw bad("can't parse entities: Unsupported start tag")
    if (tag === undefined) continue
    if (!TAGS.test(tag)) throw bad(`can't parse entities: Unsupported start tag "${tag}"`)
    if (slash && open.pop() !== tag) throw bad("can't parse entities: Unmatched end tag")
    if (!slash) open.push(tag)
  }
  if (open.length > 0)
    throw bad(`can't parse entities: Can't find end tag corresponding to start tag "${open.at(-1)}"`)
  return html
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

export interface Button {
  text: string
  callback_data?: string
}
export interface Markup {
  inline_keyboard: Button[][]
}

/** The text of a message. @throws Refusal when it is empty or too long */
export function messageText(html: unknown, mode: unknown): string {
  const text = shownText(String(html ?? ''), mode)
  if (text.trim() === '') throw bad('message text is empty')
  if (text.length > 4_096) throw bad('message is too long')
  return text
}

export function captionText(html: unknown, mode: unknown): string {
  const text = shownText(String(html ?? ''), mode)
  if (text.length > 1_024) throw bad('message caption is too long')
  return text
}

/** @throws Refusal when there are too many buttons or one of them holds too much */
export function keyboard(given: unknown): Markup | undefined {
  const markup = (typeof given === 'string' ? JSON.parse(given) : given) as Markup | undefined
  const buttons = markup?.inline_keyboard.flat() ?? []
  if (buttons.length > 100) throw bad('REPLY_MARKUP_TOO_LONG')
  for (const { text, callback_data: data } of buttons) {
    if (text.trim() === '') throw bad('BUTTON_TEXT_EMPTY')
    const bytes = Buffer.byteLength(data ?? '')
    if (bytes < 1 || bytes > 64) throw bad('BUTTON_DATA_INVALID')
  }
  return markup
}

/** @throws Refusal for a chat that nobody has, and one that has blocked the bot */
export function knownChat(id: unknown): number {
  if (Number(id) === 404) throw bad('chat not found')
  if (Number(id) === 403) throw new Refusal(403, 'Forbidden: bot was blocked by the user')
  return Number(id)
}
