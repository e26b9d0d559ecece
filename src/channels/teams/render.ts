/** A reply → the native messages of Teams. */
import type { Reply } from '../../conversation/types.ts'
import { splitText } from '../../language/split-text.ts'
import { type Card, type CardWords, choiceCard, formCard } from './card.ts'
import { asMarkdown } from './styled.ts'

export type NativeMessage =
  | { kind: 'text'; markdown: string }
  | { kind: 'card'; card: Card }
  | { kind: 'document'; title: string; href: string }
  /** a file that goes along */
  | { kind: 'file'; id: string; name: string; bytes: number }

/** A message may have 100 KB as UTF-16, and a little of that is its frame; this is half of it, all escaped. */
const MOST_TEXT = 12_000
/** Words on one card: above this it is a page to scroll. */
const MOST_ON_CARD = 3_000
/** Teams takes cards of 28 KB. */
const MOST_BYTES = 28_000

/** The messages of one reply, in order; inputs and buttons stand on the last of its text. `publicUrl`: for links. */
export function render(
  reply: Reply,
  messageId: string,
  words: CardWords,
  publicUrl: string | null,
): NativeMessage[] {
  const { document, attachments = [] } = reply
  const files = attachments.map((file): NativeMessage => ({ kind: 'file', ...file }))
  const messages = [...(isPlain(reply) ? texts(reply.text) : withCard(reply, messageId, words)), ...files]
  if (!document) return messages
  const { title, href } = document
  return [...messages, ...linkTo(title, href, publicUrl), { kind: 'document', title, href }]
}

function linkTo(title: string, href: string, publicUrl: string | null): NativeMessage[] {
  if (publicUrl === null) return []
  const address = publicUrl.replace(/\/$/, '') + href
  return [{ kind: 'text', markdown: `[${asMarkdown(title)}](${address})` }]
}

const isPlain = ({ form, choices = [], parts = [] }: Reply): boolean =>
  !form && choices.length === 0 && parts.length === 0

const texts = (text: string): NativeMessage[] =>
  splitText(text, MOST_TEXT).map((piece) => ({ kind: 'text', markdown: asMarkdown(piece) }))

function withCard(reply: Reply, messageId: string, words: CardWords): NativeMessage[] {
  const pieces = splitText(leadOf(reply), MOST_ON_CARD)
  const [lead = '', before] = [pieces.at(-1), pieces.slice(0, -1).join('\n\n')]
  const whole = cardOf(lead, reply, messageId, words)
  if (fits(whole)) return [...texts(before), { kind: 'card', card: whole }]
  // the words go before it, then
  const name = reply.form?.title ?? (reply.choices ?? []).map(({ label }) => label).join(' / ')
  const bare = cardOf('', { ...reply, text: name }, messageId, words)
  return [...texts(reply.text), ...(fits(bare) ? [{ kind: 'card' as const, card: bare }] : [])]
}

/** What stands above the inputs. */
export const leadOf = ({ text, form }: Reply): string => form?.lead ?? text

/** The card of a reply as far as there is room. */
export function cardOf(lead: string, reply: Reply, messageId: string, words: CardWords): Card {
  return reply.form ? formCard(lead, reply, messageId, words) : choiceCard(lead, reply, messageId)
}

export const fits = (card: Card): boolean => Buffer.byteLength(JSON.stringify(card)) <= MOST_BYTES
