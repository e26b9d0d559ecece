/** The dialogue as a wizard of telegraf's scenes, its session in memory, the Bot API answered on the spot. */
import { Scenes, session, Telegraf, Telegram } from 'telegraf'
import { DONE, isValid, QUESTIONS } from './dialogue.ts'
import type { Open } from './drive.ts'
import { apiAnswer, BOT, updateOf } from './telegram.ts'

export function openTelegraf(): Open {
  const bot = new Telegraf<Scenes.WizardContext>('1:token')
  bot.botInfo = BOT
  const heard = new Map<number, string[]>()
  // every update gets a client of its own
  Telegram.prototype.callApi = async (_method: string, payload: Record<string, unknown>) => {
    heard.get(payload.chat_id as number)?.push(String(payload.text))
    return apiAnswer(payload) as never
  }
  const steps = QUESTIONS.map((question, at) => async (ctx: Scenes.WizardContext) => {
    const text = ctx.text ?? ''
    if (!isValid(question, text)) return void (await ctx.reply(`That will not do. ${question.ask}`))
    Object.assign(ctx.scene.session, { answers: { ...answersOf(ctx), [question.id]: text } })
    const next = QUESTIONS[at + 1]
    await ctx.reply(next ? next.ask : DONE)
    if (next) ctx.wizard.next()
    else await ctx.scene.leave()
  })
  const wizard = new Scenes.WizardScene<Scenes.WizardContext>('twenty', ...steps)
  wizard.enter((ctx) => ctx.reply(QUESTIONS[0]?.ask ?? ''))
  bot.use(session())
  bot.use(new Scenes.Stage<Scenes.WizardContext>([wizard]).middleware())
  bot.start((ctx) => ctx.scene.enter('twenty'))
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

const answersOf = (ctx: Scenes.WizardContext): object =>
  (ctx.scene.session as { answers?: object }).answers ?? {}
