/** A reply → the words of a mail: plain, and the same as HTML. */
import type { Reply } from '../../conversation/types.ts'
import { oneLine } from './addresses.ts'

export interface Words {
  /** the subject of a reply that brings none */
  subject: string
  /** stands above what can be answered */
  choose: string
  /** how to answer a mail */
  foot: string
}

export interface Letter {
  subject: string
  text: string
  html: string
}

const MOST_SUBJECT = 150

export function render(reply: Reply, words: Words): Letter {
  const choices = (reply.choices ?? []).map(({ label }) => label)
  const text = [
    reply.text,
    ...(choices.length > 0 ? [[words.choose, ...choices.map((label) => `- ${label}`)].join('\n')] : []),
    `-- \n${words.foot}`,
  ].join('\n\n')
  const html = [
    ...paragraphsOf(reply.text),
    ...(choices.length > 0 ? [paragraph(words.choose), list(choices)] : []),
    `<p style="color:#595959;font-size:small">${withBreaks(words.foot)}</p>`,
  ].join('\n')
  const subject = oneLine(reply.subject ?? '', MOST_SUBJECT) || words.subject
  return { subject, text, html: page(html) }
}

const page = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;line-height:1.5">\n${body}\n</body></html>\n`

const paragraphsOf = (text: string): string[] => text.split(/\n{2,}/).map(paragraph)

const paragraph = (text: string): string => `<p>${withBreaks(text)}</p>`

const list = (items: string[]): string =>
  `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`

const withBreaks = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>\n')

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
