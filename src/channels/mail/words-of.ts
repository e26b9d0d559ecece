/** A part of a mail as it came → plain text. */
import { simpleParser } from 'mailparser'
import type { TextPart } from './structure.ts'

/** Bytes of a part that are read; nobody writes more, and what is quoted stands below. */
export const MOST_TEXT_BYTES = 512 * 1024

/** Decodes, and reads HTML as text with its quotations marked. */
export async function wordsOf(part: TextPart, body: Buffer): Promise<string> {
  const head = [
    `Content-Type: ${part.type}${charsetOf(part)}${part.isFlowed ? '; format=flowed' : ''}`,
    ...(part.encoding && /^[\w-]+$/.test(part.encoding)
      ? [`Content-Transfer-Encoding: ${part.encoding}`]
      : []),
  ]
  const mail = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
  const { text = '' } = await simpleParser(mail, { skipTextToHtml: true, skipImageLinks: true })
  return text
}

const charsetOf = ({ charset }: TextPart): string =>
  charset && /^[\w.:-]+$/.test(charset) ? `; charset=${charset}` : ''
