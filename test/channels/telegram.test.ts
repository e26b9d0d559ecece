import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeenMessage } from '../rigs/telegram/bot-api.ts'
import { answers, openTelegramHouse, SECRET, type TelegramHouse } from '../rigs/telegram/telegram-house.ts'

let bot: TelegramHouse
let chat = 100
beforeAll(async () => {
  bot = await openTelegramHouse()
}, 60_000)
afterAll(() => bot.close())

/** A chat that nobody has spoken in. */
function person() {
  const id = ++chat
  const hear = async (seen: number) => answers(bot, id, seen)
  const seen = () => bot.api.heard(id).length
  return {
    id,
    async say(text: string) {
      const before = seen()
      bot.api.say(id, text)
      return hear(before)
    },
    async send(name: string, content: Buffer) {
      const before = seen()
      bot.api.sendFile(id, name, content)
      return hear(before)
    },
    async tap(message: SeenMessage | undefined, label: string) {
      const button = message?.markup?.inline_keyboard.flat().find(({ text }) => text.includes(label))
      if (!message || !button?.callback_data) throw new Error(`No button ${label}`)
      const before = seen()
      bot.api.tap(message, button.callback_data)
      return hear(before)
    },
  }
}
/** Begins to file and comes to a question with buttons. */
async function askedForType(one: ReturnType<typeof person>) {
  await one.say('/apply')
  return (await one.say('社区助餐服务标准化试点')).at(-1)
}
const labels = (message: SeenMessage | undefined) =>
  message?.markup?.inline_keyboard.flat().map(({ text }) => text) ?? []

describe('a chat with the bot', () => {
  it('greets and offers buttons whose backs fit into 64 bytes', async () => {
    const [greeting] = await person().say('/start')
    expect(labels(greeting)).toEqual(['核对申报条件', '选择领域', '开始申报'])
    for (const { callback_data } of greeting?.markup?.inline_keyboard.flat() ?? [])
      expect(Buffer.byteLength(callback_data ?? '')).toBeLessThanOrEqual(64)
  })

  it('greets whoever begins with a question, and answers it', async () => {
    const [greeting, answer] = await person().say('截止日期是哪天？')
    expect(greeting?.text).toContain('申报助手')
    expect(answer?.text).toContain('4月30日')
  })

  it('marks the pressed answer of a question and leaves it at that', async () => {
    const one = person()
    const asked = await askedForType(one)
    await one.tap(asked, '一般试点')
    await expect.poll(() => labels(asked)).toEqual(['✅ 一般试点'])
  })

  it('says that a step has moved on when an old button is pressed, and shows the present one', async () => {
    const one = person()
    const asked = await askedForType(one)
    await one.tap(asked, '一般试点')
    const [first, second] = await one.tap(asked, '一般试点')
    expect(first?.text).toContain('这一步已经')
    expect(second?.text).toContain('方向')
  })

  it('answers a button of somebody else, or of nobody, as one that has moved on', async () => {
    const [one, other] = [person(), person()]
    const [mine] = await one.say('/start')
    await other.say('/start')
    const data = mine?.markup?.inline_keyboard.flat()[0]?.callback_data ?? ''
    const [theirs] = bot.api.heard(other.id)
    const before = bot.api.heard(other.id).length
    if (theirs) bot.api.tap(theirs, data)
    if (theirs) bot.api.tap(theirs, 'drop table')
    const said = (await answers(bot, other.id, before)).map(({ text }) => text)
    expect(said.filter((text) => text.includes('这一步已经'))).toHaveLength(2)
  })

  it('ticks several options on the keyboard and takes them together', async () => {
    const one = person()
    await one.say('/start specimen')
    await one.say('/apply')
    const said = await one.say('修改参与方式')
    const asked = said.findLast((message) => labels(message).length > 2)
    const [first = '', second = ''] = labels(asked)
    for (const label of [first, second]) {
      await one.tap(asked, label)
      await expect.poll(() => labels(asked)).toContain(`✅ ${label}`)
    }
    await one.tap(asked, second)
    await expect.poll(() => labels(asked)).toContain(second)
    await one.tap(asked, second)
    await expect.poll(() => labels(asked)).toContain(`✅ ${second}`)
    await one.tap(asked, '选好了')
    await expect.poll(() => labels(asked)).toEqual([`✅ ${first}`, `✅ ${second}`])
    const answer = (await one.say('我的参与方式填的是什么')).map(({ text }) => text).join('\n')
    expect(answer).toContain(first)
    expect(answer).toContain(second)
  })

  it('takes words with marks in them as words', async () => {
    const one = person()
    await one.say('/apply')
    const [, next] = await one.say('<b>粗体</b> & {{7*7}} <script>alert(1)</script>')
    expect(bot.api.heard(one.id).length).toBeGreaterThan(1)
    expect(next?.text ?? '').not.toContain('49')
  })

  it('answers in the language of the program it is written with', async () => {
    bot.api.language = 'en-GB'
    const [greeting] = await person()
      .say('/start')
      .finally(() => {
        bot.api.language = 'zh-hans'
      })
    expect(greeting?.text).toContain('assistant')
  })

  it('goes on with the draft of a code', async () => {
    const one = person()
    await one.say('/apply')
    await one.say('社区助餐服务标准化试点')
    const said = (await one.say('/code')).map(({ text }) => text).join('\n')
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said)?.[0] ?? ''
    const other = person()
    const resumed = (await other.say(`/start ${code}`)).map(({ text }) => text).join('\n')
    expect(resumed).toContain('哪一类试点')
    const third = person()
    await third.say('/start')
    expect((await third.say(`/start ${code}`)).map(({ text }) => text).join('\n')).toContain('哪一类试点')
    expect((await third.say('/start ZZZZ-ZZZZ'))[0]?.text).toContain('没有这个续填码')
  })

  it('says what it cannot read', async () => {
    const one = person()
    await one.say('/start')
    const before = bot.api.heard(one.id).length
    bot.api.sendOther(one.id, { voice: { file_id: 'F1' } })
    bot.api.edit(one.id, '改一改')
    const said = (await answers(bot, one.id, before)).map(({ text }) => text)
    expect(said[0]).toContain('语音')
    expect(said.some((text) => text.includes('重新发一遍'))).toBe(true)
  })

  it('asks to be written to in private, once', async () => {
    const group = -500
    bot.api.say(group, '/start@shenbao_bot', 'supergroup')
    bot.api.say(group, '/start@shenbao_bot', 'supergroup')
    await expect.poll(() => bot.api.heard(group).length).toBe(1)
    await bot.house.channels.idle()
    expect(bot.api.heard(group).map(({ text }) => text)).toEqual([expect.stringContaining('私聊')])
  })

  it('tells each language its commands', () => {
    expect(bot.api.commands).toEqual([
      { commands: expect.arrayContaining([{ command: 'apply', description: '开始或继续填写申报书' }]) },
      {
        commands: expect.arrayContaining([{ command: 'person', description: 'Talk to a person' }]),
        language_code: 'en',
      },
    ])
  })
})

describe('the webhook', () => {
  const post = (secret: string | undefined, body: object = { update_id: 1 }) =>
    bot.house.app.inject({
      method: 'POST',
      url: '/webhooks/telegram',
      headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
      payload: body,
    })

  it('opens to the secret alone', async () => {
    expect((await post(undefined)).statusCode).toBe(401)
    expect((await post(`${SECRET.slice(0, -1)}x`)).statusCode).toBe(401)
    expect((await post('')).statusCode).toBe(401)
    expect((await post(SECRET)).statusCode).toBe(200)
  })

  it('acknowledges what makes no sense, for it would come again and again', async () => {
    expect((await post(SECRET, { update_id: 'x' })).statusCode).toBe(200)
    expect((await post(SECRET, { update_id: 5, poll: {} })).statusCode).toBe(200)
  })

  it('takes an update that comes twice once', async () => {
    const one = person()
    await one.say('/start')
    const message = { message_id: 9, chat: { id: one.id, type: 'private' }, text: '截止日期是哪天？' }
    const before = bot.api.heard(one.id).length
    await post(SECRET, { update_id: 77, message })
    await post(SECRET, { update_id: 77, message })
    expect(await answers(bot, one.id, before)).toHaveLength(1)
  })

  it('writes neither token nor words into the log', async () => {
    const one = person()
    await one.say('/apply')
    await one.say('绝密项目名称标准化试点')
    const log = bot.house.log()
    expect(log).not.toContain('绝密项目')
    expect(log).not.toContain('a-token-of-the-strict-fake')
    expect(log).not.toContain(SECRET)
  })
})

describe('files', () => {
  const PDF = Buffer.from('%PDF-1.4\n%%EOF\n')

  it('are fetched and judged by their content', async () => {
    const one = person()
    await one.say('/apply')
    const wrong = (await one.send('a.exe', Buffer.from('MZ not a form'))).map(({ text }) => text).join('\n')
    expect(wrong).toContain('不支持这种文件')
    const empty = (await one.send('a.pdf', Buffer.alloc(0))).map(({ text }) => text).join('\n')
    expect(empty).toContain('空文件')
    const large = (await one.send('a.pdf', Buffer.concat([PDF, Buffer.alloc(21 * 1024 * 1024)])))
      .map(({ text }) => text)
      .join('\n')
    expect(large).toContain('20 MB')
    expect((await one.send('执照.pdf', PDF)).length).toBeGreaterThan(0)
  })
})
