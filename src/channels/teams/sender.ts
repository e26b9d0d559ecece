/** Replies on their way to Teams. */
import type { Parcel, Sender, SendOutcome } from '../../ports/channel.ts'
import { CARD_TYPE, type CardWords } from './card.ts'
import { CHANNEL } from './channel-name.ts'
import type { Connector } from './connector.ts'
import type { Inline } from './inline.ts'
import { type NativeMessage, render } from './render.ts'

/** Where documents come from; their addresses stand in replies. */
export type OpenDocument = (href: string) => Promise<{ name: string; content: Uint8Array }>

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

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent'

export function teamsSender({ connector, inline, openDocument, publicUrl, words }: SenderDeps): Sender {
  /** Before Teams takes a file, the person is asked for consent; the file follows then. */
  async function offer(reference: unknown, messageId: string, title: string, href: string) {
    const document = await openDocument(href).catch(() => null)
    if (!document) return { type: 'retry', afterMs: 5_000, reason: 'document not ready' } as const
    const context = { reply: messageId }
    const content = {
      description: title,
      sizeInBytes: document.content.length,
      acceptContext: context,
      declineContext: context,
    }
    const attachments = [{ contentType: CONSENT, name: document.name, content }]
    return connector.send(reference, { type: 'message', summary: title, attachments })
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
        return offer(reference, messageId, message.title, message.href)
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
