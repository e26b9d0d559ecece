/** Replies on their way out as mails. */
import type { Parcel, Sender, SendOutcome } from '../../ports/channel.ts'
import type { MailSettings } from './access.ts'
import { oneLine } from './addresses.ts'
import { CHANNEL } from './channel-name.ts'
import { render } from './render.ts'
import type { Smtp } from './smtp.ts'
import type { Tokens } from './tokens.ts'

export interface Opened {
  name: string
  content: Uint8Array
}

export interface SenderDeps {
  /** a phrase of `channels.…` */
  say: (key: string, language: string | undefined) => string
  /** a document of ours, by the address in a reply */
  openDocument: (href: string) => Promise<Opened>
  /** a stored file */
  openFile: (conversationId: string, id: string) => Promise<Opened>
}

/** Officers get few mails; a mail server takes many at once for spam. */
const PACE = { overall: { perSecond: 2, burst: 10 }, each: { perSecond: 0.5, burst: 5 } }
const NOT_READY_MS = 5_000
const MOST_NAME = 150

export function mailSender(smtp: Smtp, tokens: Tokens, settings: MailSettings, deps: SenderDeps): Sender {
  async function enclosed({ conversationId, reply }: Parcel): Promise<Opened[]> {
    const { attachments = [], document } = reply
    const files = attachments.map(async ({ id, name }) => ({
      name,
      content: (await deps.openFile(conversationId, id)).content,
    }))
    return Promise.all([...(document ? [deps.openDocument(document.href)] : []), ...files])
  }

  return {
    channel: CHANNEL,
    pace: PACE,
    async send(parcel: Parcel): Promise<SendOutcome> {
      const { conversationId, messageId, address, reply, locale } = parcel
      const opened = await enclosed(parcel).catch(() => null)
      if (!opened) return { type: 'retry', afterMs: NOT_READY_MS, reason: 'document not ready' }
      const word = (key: string) => deps.say(`mail.${key}`, locale)
      const letter = render(reply, { subject: word('subject'), choose: word('choose'), foot: word('foot') })
      const token = tokens.write(conversationId, messageId)
      return smtp.send({
        ...letter,
        from: settings.from,
        to: { name: '', address },
        replyTo: { name: settings.from.name, address: tokens.replyTo(token) },
        envelope: { from: settings.from.address, to: [address] },
        messageId: tokens.messageId(token),
        references: tokens.thread(conversationId, letter.subject),
        inReplyTo: tokens.thread(conversationId, letter.subject),
        // whoever answers mails by himself must not answer this one
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        attachments: opened.map(({ name, content }) => ({
          filename: oneLine(name, MOST_NAME),
          content: Buffer.from(content),
        })),
      })
    },
  }
}
