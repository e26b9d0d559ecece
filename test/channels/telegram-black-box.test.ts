/** Against an emulator that we did not write, in the way of a newcomer: by asking for updates. */
import * as emulator from 'telegram-test-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse } from '../rigs/house.ts'
import { openTelegramHouse, type TelegramHouse, until } from '../rigs/telegram/telegram-house.ts'

// its types speak of a CommonJS default inside the default, which is not there
type Emulator = InstanceType<typeof emulator.default.default>
const Emulator = emulator.default as unknown as typeof emulator.default.default

const TOKEN = '123456:a-token-of-the-emulator'

interface Told {
  message: { text: string; reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] } }
}

describe('the bot at telegram-test-api', () => {
  let server: Emulator
  let house: House
  beforeAll(async () => {
    // it cannot be asked for any free port
    server = new Emulator({ port: 21_357, host: '127.0.0.1', storage: 'RAM', storeTimeout: 60 })
    await server.start()
    house = await openHouse({
      port: 0,
      telegram: { token: TOKEN, apiRoot: server.config.apiURL, webhook: null },
    })
    await house.listen()
  }, 60_000)
  afterAll(async () => {
    await house.close()
    await server.stop()
  })

  it('greets, asks, takes answers in words and on buttons, and hands over the code', async () => {
    const client = server.getClient(TOKEN, { timeout: 8_000, userId: 5, chatId: 5 })
    /** Listens until something is said that holds these words; one answer may be several messages. */
    const hear = async (words: string | RegExp): Promise<Told['message']> => {
      for (;;) {
        const { result } = (await client.getUpdates()) as { result: Told[] }
        const found = result.find(({ message }) => message.text.match(words))
        if (found) return found.message
      }
    }
    const say = async (text: string, words: string) => {
      await client.sendMessage(client.makeMessage(text))
      return hear(words)
    }
    await client.sendCommand(client.makeCommand('/start'))
    const greeting = await hear('申报助手')
    const begin = greeting.reply_markup?.inline_keyboard.flat().find(({ text }) => text === '开始申报')
    await client.sendCallback(client.makeCallbackQuery(begin?.callback_data ?? ''))
    await hear('叫什么名称')
    await say('社区助餐服务标准化试点', '哪一类试点')
    await say('截止日期是哪天？', '4月30日')
    await client.sendCommand(client.makeCommand('/code'))
    const { text: told } = await hear(/[0-9A-Z]{4}-[0-9A-Z]{4}/)
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(told)?.[0] ?? ''
    expect((await house.store.drafts.findByCode(code))?.draft.entries.project_name?.value).toBe(
      '社区助餐服务标准化试点',
    )
  })
})

describe('a bot that asks for updates', () => {
  let bot: TelegramHouse
  beforeAll(async () => {
    bot = await openTelegramHouse('polling', {}, { unpaced: true })
  }, 60_000)
  afterAll(() => bot.close())

  it('takes what waited, in order, and confirms it only after it is stored', async () => {
    const { store } = bot.house
    const receive = store.receive
    let failing = true
    store.receive = (activity) =>
      failing ? Promise.reject(new Error('as this test wants')) : receive(activity)
    bot.api.say(9, '/apply')
    for (const text of ['社区助餐服务标准化试点', '一般试点', '撤销']) bot.api.say(9, text)
    await until(() => bot.house.log().includes('polling'))
    expect(bot.api.updates.isEmpty).toBe(false)
    failing = false
    store.receive = receive
    await until(() => bot.api.heard(9).length >= 5)
    await bot.house.channels.idle()
    const id = (await store.findByAddress('telegram', '9'))?.id ?? ''
    const said = (await store.transcript(id, 0)).filter(({ from }) => from === 'you').map(({ text }) => text)
    expect(said).toEqual(['/apply', '社区助餐服务标准化试点', '一般试点', '撤销'])
  })
})
