/** What Teams refuses, as its documentation has it, and what cards may be made of. */

export class Refusal extends Error {
  readonly code: number

  constructor(code: number, what: string) {
    super(what)
    this.code = code
  }
}

// biome-ignore lint/suspicious/noExplicitAny: cards are looked into at will
export type Element = Record<string, any>
export interface Card extends Element {
  body: Element[]
  actions?: Element[]
}
export interface Attachment {
  contentType: string
  name?: string
  // biome-ignore lint/suspicious/noExplicitAny: as sent
  content: any
}
export interface Sent {
  type: string
  text?: string
  textFormat?: string
  summary?: string
  attachments?: Attachment[]
}

export const CARD = 'application/vnd.microsoft.card.adaptive'
const CONSENT = 'application/vnd.microsoft.teams.card.file.consent'
const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info'

const bad = (what: string): Refusal => new Refusal(400, `BadSyntax: ${what}`)

/** @throws Refusal for what Teams would not show */
export function checkMessage(message: Sent): void {
  if (JSON.stringify(message).length * 2 > 100 * 1024) throw new Refusal(413, 'MessageSizeTooBig')
  if (message.type !== 'message') throw bad(`type ${message.type}`)
  const { text, attachments = [] } = message
  if (!text?.trim() && attachments.length === 0) throw bad('neither text nor attachment')
  if (message.textFormat && !['plain', 'markdown', 'xml'].includes(message.textFormat))
    throw bad('textFormat')
  for (const attachment of attachments) checkAttachment(attachment)
}

function checkAttachment({ contentType, name, content }: Attachment): void {
  if (contentType === CARD) return checkCard(content)
  if (contentType === CONSENT) {
    if (!name || !(content.sizeInBytes > 0) || !content.acceptContext) throw bad('consent card')
  } else if (contentType === FILE_INFO) {
    if (!content.uniqueId || !content.fileType) throw bad('file card')
  } else throw bad(contentType)
}

/** @throws Refusal for a card that is too large, of a newer kind, or not to be filled in by everybody */
export function checkCard(card: Card): void {
  if (Buffer.byteLength(JSON.stringify(card)) > 28 * 1024) throw new Refusal(413, 'card too large')
  if (card.type !== 'AdaptiveCard' || !['1.4', '1.5'].includes(card.version)) throw bad('version')
  if (!card.fallbackText) throw bad('no fallbackText')
  if (!Array.isArray(card.body)) throw bad('no body')
  const ids = new Set<string>()
  for (const element of card.body) checkElement(element, ids)
  checkActions(card.actions ?? [])
}

function checkElement(element: Element, ids: Set<string>): void {
  const { type } = element
  if (type === 'RichTextBlock') {
    for (const run of element.inlines ?? [])
      if (run.type !== 'TextRun' || typeof run.text !== 'string' || run.text === '') throw bad('run')
    return
  }
  if (type === 'ActionSet') return checkActions(element.actions)
  if (!/^Input\.(Text|Date|Number|ChoiceSet|Toggle)$/.test(type)) throw bad(`element ${type}`)
  if (!element.id || ids.has(element.id)) throw bad('id of an input')
  ids.add(element.id)
  if (!element.label) throw bad('an input without a label')
  if (element.isRequired && !element.errorMessage) throw bad('needed, and nothing is said')
  checkValue(element)
}

function checkValue({ type, value, choices }: Element): void {
  if (type === 'Input.Date' && value !== undefined && !/^\d{4}-\d\d-\d\d$/.test(value)) throw bad('date')
  if (type === 'Input.Number' && value !== undefined && typeof value !== 'number') throw bad('number')
  if (type !== 'Input.ChoiceSet') return
  const values: string[] = choices.map((choice: Element) => choice.value)
  if (choices.some(({ title }: Element) => !title) || values.some((one) => one.includes(',')))
    throw bad('choice')
  for (const one of String(value ?? '').split(',')) if (one && !values.includes(one)) throw bad('chosen')
}

function checkActions(actions: Element[]): void {
  if (actions.length > 6) throw bad('more than six actions')
  for (const { type, title, data, verb } of actions) {
    if (!['Action.Execute', 'Action.Submit'].includes(type) || !title || !data) throw bad('action')
    if (type === 'Action.Execute' && !verb) throw bad('verb')
  }
}
