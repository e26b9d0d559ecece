/** Replies on their way to Telegram. */
import type { Parcel, Sender, SendOutcome } from '../../ports/channel.ts'
import type { BotApi } from './bot-api.ts'
import { CHANNEL } from './channel-name.ts'
import { type Keyboard, type NativeMessage, render } from './render.ts'

/** Where documents come from; their addresses stand in replies. */
export type OpenDocument = (href: string) => Promise<{ name: string; content: Uint8Array }>

/** What Telegram takes of one bot: 30 messages a second, and about one a second in a chat. */
const PACE = { overall: { perSecond: 25, burst: 25 }, each: { perSecond: 1, burst: 6 } }

/** `takeLabel`: words of the button that takes what is ticked, in the language of the reply. */
export function telegramSender(api: BotApi, open: OpenDocument, takeLabel: (text: string) => string): Sender {
  async function post(address: string, message: NativeMessage): Promise<SendOutcome> {
    const chat_id = address
    if (message.kind === 'text') {
      const { html: text, keyboard } = message
      return api.send('sendMessage', { chat_id, text, parse_mode: 'HTML', ...withKeyboard(keyboard) })
    }
    await api.gladly('sendChatAction', { chat_id, action: 'upload_document' })
    const document = await open(message.href).catch(() => null)
    if (!document) return { type: 'retry', afterMs: 5_000, reason: 'document not ready' }
    const source = Buffer.from(document.content)
    return api.send('sendDocument', {
      chat_id,
      document: { source, filename: safeName(document.name) },
      caption: message.title,
    })
  }

  return {
    channel: CHANNEL,
    pace: PACE,
    async send({ address, reply, messageId, sentParts }: Parcel): Promise<SendOutcome> {
      const messages = render(reply, messageId, takeLabel(reply.text))
      for (const [i, message] of messages.entries()) {
        if (i < sentParts) continue
        const outcome = await post(address, message)
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
