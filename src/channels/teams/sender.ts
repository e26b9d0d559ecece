/** Replies on their way to Teams. */
import type { Parcel, Sender, SendOutcome } from '../../ports/channel.ts'
import { CARD_TYPE, type CardWords } from './card.ts'
import { CHANNEL } from './channel-name.ts'
import type { Connector } from './connector.ts'
import type { Inline } from './inline.ts'
import { type NativeMessage, render } from './render.ts'

/** Where documents come from; their addresses stand in replies. */
export type OpenDocument = (href: string) => Promise<{ name: string; content: Uint8Array }>

/** Where files are that go along with a reply; null: it is gone, or not for this conversation. */
export type OpenFile = (
  conversationId: string,
  id: string,
) => Promise<{ name: string; content: Uint8Array } | null>

export interface SenderDeps {
  connector: Connector
  inline: Inline
  openDocument: OpenDocument
  /** where the site is reached, for links; null when nobody has said */
  publicUrl: string | null
  /** words on cards, in the language of the conversation */
  words: (locale: string) => CardWords
}

/** What Teams takes of one bot: 7 messages in a second and 60 in 30 seconds for each conversation, 50 a second over all. */
const PACE = { overall: { perSecond: 50, burst: 50 }, each: { perSecond: 2, burst: 7 } }

/** A file as it is offered. */
interface Offer {
  title: string
  name: string
  bytes: number
  /** comes back with the consent */
  context: { reply: string; file?: string }
}

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent'

export function teamsSender({ connector, inline, openDocument, publicUrl, words }: SenderDeps): Sender {
  /** Before Teams takes a file, the person is asked for consent; the file follows then. */
  function offer(reference: unknown, { title, name, bytes, context }: Offer): Promise<SendOutcome> {
    const content = {
      description: title,
      sizeInBytes: bytes,
      acceptContext: context,
      declineContext: context,
    }
    const attachments = [{ contentType: CONSENT, name, content }]
    return connector.send(reference, { type: 'message', summary: title, attachments })
  }

  async function offerDocument({ reference, messageId }: Parcel, title: string, href: string) {
    const document = await openDocument(href).catch(() => null)
    if (!document) return { type: 'retry', afterMs: 5_000, reason: 'document not ready' } as const
    const { name, content } = document
    return offer(reference, { title, name, bytes: content.length, context: { reply: messageId } })
  }

  async function post(parcel: Parcel, message: NativeMessage): Promise<SendOutcome> {
    const { reference, messageId } = parcel
    switch (message.kind) {
      case 'text':
        return connector.send(reference, { type: 'message', textFormat: 'markdown', text: message.markdown })
      case 'card':
        return connector.send(reference, {
          type: 'message',
          summary: message.card.fallbackText,
          attachments: [{ contentType: CARD_TYPE, content: message.card }],
        })
      case 'document':
        return offerDocument(parcel, message.title, message.href)
      case 'file': {
        const { id: file, name, bytes } = message
        return offer(reference, { title: name, name, bytes, context: { reply: messageId, file } })
      }
    }
  }

  return {
    channel: CHANNEL,
    pace: PACE,
    async send(parcel): Promise<SendOutcome> {
      const { reply, messageId, sentParts, reference, address, locale } = parcel
      if (!reference) return { type: 'refused', reason: 'no reference' }
      if (await inline.isShown(messageId, address)) return { type: 'sent' }
      for (const [i, message] of render(reply, messageId, words(locale), publicUrl).entries()) {
        if (i < sentParts) continue
        const outcome = await post(parcel, message)
        if (outcome.type === 'retry') return { ...outcome, sentParts: i }
        if (outcome.type !== 'sent') return outcome
      }
      return { type: 'sent' }
    },
  }
}
