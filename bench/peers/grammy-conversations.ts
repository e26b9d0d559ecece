/** The dialogue as a conversation of grammY, kept in memory, the Bot API answered on the spot. */
import {
  type Conversation,
  type ConversationFlavor,
  conversations,
  createConversation,
} from '@grammyjs/conversations'
import { Bot, type Context } from 'grammy'
import { DONE, isValid, QUESTIONS } from './dialogue.ts'
import type { Open } from './drive.ts'
import { apiAnswer, BOT, updateOf } from './telegram.ts'

type Talk = ConversationFlavor<Context>

export function openGrammy(): Open {
  const heard = new Map<number, string[]>()
  const answer = async (payload: Record<string, unknown>) => {
    heard.get(payload.chat_id as number)?.push(String(payload.text))
    return { ok: true as const, result: apiAnswer(payload) as never }
  }
  const bot = new Bot<Talk>('1:token', { botInfo: BOT as never })
  bot.use(
    conversations<Talk, Context>({
      plugins: [
        (ctx, next) => {
          ctx.api.config.use((_previous, _method, payload) => answer(payload as never))
          return next()
        },
      ],
    }),
  )
  bot.use(createConversation(twenty))
  bot.command('start', (ctx) => ctx.conversation.enter('twenty'))
  return async (person) => {
    const say = async (text: string) => {
      const chat = person + 10
      heard.set(chat, [])
      await bot.handleUpdate(updateOf(chat, text))
      return heard.get(chat)?.join('\n') ?? ''
    }
    await say('/start')
    return say
  }
}

async function twenty(conversation: Conversation<Talk, Context>, ctx: Context): Promise<void> {
  const answers: Record<string, string> = {}
  for (const question of QUESTIONS) {
    await ctx.reply(question.ask)
    for (;;) {
      const text = (await conversation.waitFor('message:text')).message.text
      if (isValid(question, text)) {
        answers[question.id] = text
        break
      }
      await ctx.reply(`That will not do. ${question.ask}`)
    }
  }
  await ctx.reply(DONE)
}
