/** A chat with the bot over the strict fake of the Bot API. */
import { writePress } from '../../../src/channels/telegram/buttons.ts'
import type { SeenMessage, StrictBotApi } from '../telegram/bot-api.ts'
import { openTelegramHouse, type TelegramHouse, until } from '../telegram/telegram-house.ts'
import { type Adapter, ANY_PDF, deliverPast, typed } from './adapter.ts'

/** On a bot that is there already, which is then not closed with it, or on one of its own. */
export async function telegramAdapter(shared?: TelegramHouse): Promise<Adapter> {
  const bot = shared ?? (await openTelegramHouse('webhook', {}, { unpaced: true }))
  const { house, api } = bot
  let lastChat = 1_000
  return {
    name: 'telegram',
    house,
    close: async () => (shared ? undefined : bot.close()),
    async open(opening) {
      const chat = ++lastChat
      const address = String(chat)
      if ('programme' in opening) await house.conversations.open({ channel: 'telegram', address, ...opening })
      const settled = async (seen: number) => {
        await until(() => api.updates.isEmpty)
        await house.channels.idle()
        return api.heard(chat).slice(seen).map(shown).join('\n')
      }
      api.say(chat, 'code' in opening ? `/start ${opening.code}` : '/start')
      await settled(0)
      const conversation = (await house.store.findByAddress('telegram', address))?.id ?? ''
      return {
        conversation,
        async act(step, { lastReplies }) {
          const seen = api.heard(chat).length
          if (step.you !== undefined) api.say(chat, step.you)
          else if (step.press !== undefined) await press(bot, chat, conversation, step.press)
          else if (step.fill) api.say(chat, typed(step.fill, lastReplies.findLast(({ form }) => form)?.form))
          for (const name of step.send ?? []) api.sendFile(chat, name, ANY_PDF)
          return settled(seen)
        },
        async hand(name, content) {
          const seen = api.heard(chat).length
          api.sendFile(chat, name, content)
          return settled(seen)
        },
        async hear(happens) {
          const seen = api.heard(chat).length
          await happens()
          return settled(seen)
        },
        document: async () => api.heard(chat).findLast(({ document }) => document)?.document?.content ?? null,
      }
    },
  }
}

const shown = ({ text, markup, document }: SeenMessage): string =>
  [text, ...(markup?.inline_keyboard.flat().map((button) => button.text) ?? []), document?.name ?? ''].join(
    '\n',
  )

/** Presses the newest button of this value. */
async function press(
  { api, house }: { api: StrictBotApi; house: Adapter['house'] },
  chat: number,
  conversation: string,
  value: string,
): Promise<void> {
  const messages = await house.store.transcript(conversation, 0)
  const said = messages.findLast(({ reply }) => reply?.choices?.some((choice) => choice.value === value))
  if (!said) return deliverPast(house, conversation, value)
  const place = said.reply?.choices?.findIndex((choice) => choice.value === value) ?? 0
  const data = writePress({ kind: 'choice', messageId: said.id, place })
  // one that was answered shows its answer only; who scrolled up before that can still press
  const message = api.heard(chat).at(-1)
  if (message) api.tap(message, data)
}
