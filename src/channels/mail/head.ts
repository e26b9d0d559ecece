/** The head of a mail: who says that they wrote it, to whom, and about what. */
import { createHash } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { type Mailbox, oneLine, spelt } from './addresses.ts'
import { tokensIn } from './tokens.ts'

export interface Head {
  /** everybody who is named as the writer */
  from: Mailbox[]
  subject: string
  /** the same for the same mail, however often it is read */
  dedupeKey: string
  /** what looks like a token of ours: first where it was sent to, then what it answers */
  tokens: string[]
  /** every line with this name (small letters), from the top, unfolded, without the name */
  lines(name: string): string[]
}

const MOST_ID = 200
const MOST_SUBJECT = 500
const MOST_NAME = 100
const RECIPIENTS = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to']
const ANSWERED = ['in-reply-to', 'references']

/** `raw`: everything above the first empty line. */
export async function readHead(raw: Buffer): Promise<Head> {
  const mail = await simpleParser(raw)
  const lines = (name: string): string[] =>
    mail.headerLines
      .filter(({ key }) => key === name)
      .map(({ line }) =>
        line
          .slice(line.indexOf(':') + 1)
          .replace(/\r?\n/g, ' ')
          .trim(),
      )
  const found = (names: string[]) => names.flatMap((name) => lines(name).flatMap(tokensIn))
  return {
    from: lines('from').length > 1 ? [] : writersOf(mail.from?.value ?? []),
    subject: oneLine(mail.subject ?? '', MOST_SUBJECT),
    dedupeKey: keyOf(mail.messageId, raw),
    tokens: [...new Set([...found(RECIPIENTS), ...found(ANSWERED).reverse()])],
    lines,
  }
}

interface Written {
  name: string
  address?: string | undefined
  group?: Written[] | undefined
}

const writersOf = (written: Written[]): Mailbox[] =>
  written.flatMap(({ name, address, group }) =>
    group ? writersOf(group) : [{ name: oneLine(name, MOST_NAME), address: spelt(address ?? '') }],
  )

/** The mail's own id; without a usable one, what it begins with: its head holds the time and the way it took. */
function keyOf(messageId: string | undefined, raw: Buffer): string {
  const isUsable = messageId && messageId.length <= MOST_ID && /^[\x21-\x7e]+$/.test(messageId)
  return isUsable ? messageId : `sha256-${createHash('sha256').update(raw).digest('hex')}`
}
