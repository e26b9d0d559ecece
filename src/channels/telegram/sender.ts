/** Replies on their way to Telegram. */
import type { Parcel, Sender, SendOutcome } from '../../ports/channel.ts'
import type { BotApi } from './bot-api.ts'
import { CHANNEL } from './channel-name.ts'
import { type Keyboard, type NativeMessage, render } from './render.ts'

/** Where documents come from; their addresses stand in replies. */
export type OpenDocument = (href: string) => Promise<{ name: string; content: Uint8Array }>

/** Where files are that go along with a reply; null: it is gone, or not for this conversation. */
export type OpenFile = (
  conversationId: string,
  id: string,
) => Promise<{ name: string; content: Uint8Array } | null>

/** What Telegram takes of one bot: 30 messages a second, and about one a second in a chat. */
const PACE = { overall: { perSecond: 25, burst: 25 }, each: { perSecond: 1, burst: 6 } }

export interface SenderDeps {
  openDocument: OpenDocument
  openFile: OpenFile
  /** words of the button that takes what is ticked, in the language of the reply */
  takeLabel: (text: string) => string
}

export function telegramSender(api: BotApi, { openDocument, openFile, takeLabel }: SenderDeps): Sender {
  async function post({ address, conversationId }: Parcel, message: NativeMessage): Promise<SendOutcome> {
    const chat_id = address
    if (message.kind === 'text') {
      const { html: text, keyboard } = message
      return api.send('sendMessage', { chat_id, text, parse_mode: 'HTML', ...withKeyboard(keyboard) })
    }
    await api.gladly('sendChatAction', { chat_id, action: 'upload_document' })
    if (message.kind === 'file') {
      const file = await openFile(conversationId, message.id)
      // what was deleted in between is not sent, and that is as it should be
      return file ? upload(chat_id, file) : { type: 'sent' }
    }
    const document = await openDocument(message.href).catch(() => null)
    if (!document) return { type: 'retry', afterMs: 5_000, reason: 'document not ready' }
    return upload(chat_id, document, message.title)
  }

  function upload(chat_id: string, file: { name: string; content: Uint8Array }, caption?: string) {
    const document = { source: Buffer.from(file.content), filename: safeName(file.name) }
    return api.send('sendDocument', { chat_id, document, ...(caption ? { caption } : {}) })
  }

  return {
    channel: CHANNEL,
    pace: PACE,
    async send(parcel: Parcel): Promise<SendOutcome> {
      const { reply, messageId, sentParts } = parcel
      const messages = render(reply, messageId, takeLabel(reply.text))
      for (const [i, message] of messages.entries()) {
        if (i < sentParts) continue
        const outcome = await post(parcel, message)
        if (outcome.type === 'retry') return { ...outcome, sentParts: i }
        if (outcome.type !== 'sent') return outcome
      }
      return { type: 'sent' }
    },
  }
}

/** Empty rows are refused. */
export const withKeyboard = (keyboard: Keyboard) =>
  keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}

/** It goes unescaped into a header of the upload. */
const safeName = (name: string): string => name.replace(/["\\\r\n]/g, '_')
