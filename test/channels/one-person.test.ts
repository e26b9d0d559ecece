/** One person on several channels, and notices. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Applicant, inside } from '../rigs/applicant.ts'
import { answers, openTelegramHouse, type TelegramHouse } from '../rigs/telegram/telegram-house.ts'

let bot: TelegramHouse
let chat = 40_000
const START = '2021-04-12T10:00:00+08:00'
let now = START
beforeAll(async () => {
  bot = await openTelegramHouse('webhook', {}, { unpaced: true })
  bot.house.clock.now = () => new Date(now)
}, 60_000)
afterAll(() => bot.close())

const tell = async (id: number, text: string): Promise<string> => {
  const before = bot.api.heard(id).length
  bot.api.say(id, text)
  return (await answers(bot, id, before)).map((one) => one.text).join('\n')
}
const since = async (id: number, before: number): Promise<string> =>
  (await answers(bot, id, before)).map((one) => one.text).join('\n')
const web = (locale = 'zh-CN') => Applicant.start(inside(bot.house), { locale })
const codeIn = (text: string): string => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? 'none'
const said = async (one: Applicant, text: string): Promise<string> =>
  (await one.say(text)).map((reply) => reply.text).join('\n')

/** A web page with a draft, and a chat linked to it. */
async function linked(): Promise<{ page: Applicant; id: number }> {
  const page = await web()
  await page.press('begin:filing')
  await page.say('社区助餐服务标准化试点')
  const code = codeIn(await said(page, '关联'))
  const id = ++chat
  await tell(id, '/start')
  await tell(id, `关联 ${code}`)
  await tell(id, '是')
  return { page, id }
}

describe('a resume code that is typed', () => {
  it('goes on with what was begun elsewhere, alone or called a code, however it is spelt', async () => {
    const page = await web()
    await page.press('begin:filing')
    await page.say('社区助餐服务标准化试点')
    const code = codeIn(await said(page, '续填码'))
    const [half, other] = code.toLowerCase().split('-')
    for (const typed of [code, `${half}－${other}`, `续填码：${half} ${other}`, `接着填 ${half}${other}`]) {
      const id = ++chat
      await tell(id, '/start')
      expect(await tell(id, typed), typed).toContain('已接上您的申报草稿')
      expect(await tell(id, '我填了什么'), typed).toContain('社区助餐服务标准化试点')
    }
    const english = await web('en')
    expect(await said(english, `continue ${code}`)).toContain('Your draft is here')
    // said in the conversation itself
    expect(await said(page, code)).toContain('已接上您的申报草稿')
  })

  it('is told to be unknown, and is an answer where any words are', async () => {
    const page = await web()
    expect(await said(page, 'ZZZZ-2222')).toContain('没有这个续填码')
    expect(await said(page, '6422-0000')).not.toContain('续填码')
    for (const words of ['part-time', 'continue tomorrow', '2021-2023'])
      expect(await said(page, words), words).not.toContain('没有这个续填码')
    await page.press('begin:filing')
    expect(await said(page, 'ABCD-2345')).not.toContain('续填码')
    expect(await said(page, '我填了什么')).toContain('ABCD-2345')
  })
})

describe('linking by a code', () => {
  it('is offered, confirmed, and brings draft and language along; the other side is told', async () => {
    const page = await web('en')
    await page.press('begin:filing')
    await page.say('Community meals standardization pilot')
    const code = codeIn(await said(page, 'link'))
    const id = ++chat
    await tell(id, '/start')
    const offer = await tell(id, `关联 ${code.toLowerCase()}`)
    expect(offer).toContain('Community meals standardization pilot')
    expect(offer).toContain('网页')
    const done = await tell(id, '确认')
    expect(done).toContain('Linked with the conversation on the web page')
    expect(done).toContain('type of pilot')
    const { entries } = await page.transcript()
    expect(entries.at(-1)?.text).toContain('linked with a conversation on Telegram')
    await tell(id, 'a general pilot')
    expect(await said(page, 'what did I say for the type of pilot?')).toContain('general pilot')
  })

  it('takes nobody’s word for a code that is wrong, used or old, nor one’s own', async () => {
    const { page, id } = await linked()
    expect(await tell(id, '关联 AAAA-AAAA')).toContain('没有这个关联码')
    const code = codeIn(await said(page, '关联'))
    expect(await said(page, `关联 ${code}`)).toContain('没有这个关联码')
    now = '2021-04-12T10:11:00+08:00'
    expect(await tell(++chat, `关联 ${code}`)).toContain('没有这个关联码')
    now = START
    const fresh = codeIn(await said(page, '关联'))
    const [first, second] = [++chat, ++chat]
    await tell(first, `关联 ${fresh}`)
    await tell(second, `关联 ${fresh}`)
    expect(await tell(first, '是')).toContain('已与网页上的对话关联')
    expect(await tell(second, '是')).toContain('没有这个关联码')
  })

  it('keeps what the chat had before under its code', async () => {
    const id = ++chat
    await tell(id, '/apply')
    await tell(id, '另一个项目标准化试点')
    const own = codeIn(await tell(id, '/code'))
    const page = await web()
    await page.press('begin:filing')
    await page.say('社区助餐服务标准化试点')
    const code = codeIn(await said(page, '关联'))
    expect(await tell(id, `关联 ${code}`)).toContain('不会丢')
    expect(await tell(id, '是')).toContain(own)
    expect(await tell(id, `/start ${own}`)).toContain('已接上')
    expect(await tell(id, '项目名称填的是什么')).toContain('另一个项目')
  })

  it('can be declined, and then nothing has changed', async () => {
    const page = await web()
    await page.press('begin:filing')
    await page.say('社区助餐服务标准化试点')
    const code = codeIn(await said(page, '关联'))
    const id = ++chat
    await tell(id, `关联 ${code}`)
    await tell(id, '不是')
    expect(await tell(id, '我填了什么')).not.toContain('社区助餐')
  })

  it('is undone from either side', async () => {
    const { page, id } = await linked()
    const before = bot.api.heard(id).length
    await page.press('unlink:others')
    expect(await since(id, before)).toContain('由另一边解除')
    expect(await tell(id, '我填了什么')).not.toContain('社区助餐')
    expect(await said(page, '项目名称填的是什么')).toContain('社区助餐')
    const again = await linked()
    expect(await tell(again.id, '解除关联')).toContain('要解除哪边的关联')
    const asked = bot.api.heard(again.id).at(-1)
    const button = asked?.markup?.inline_keyboard.flat().find(({ text }) => text.includes('这里'))
    const seen = bot.api.heard(again.id).length
    if (asked && button?.callback_data) bot.api.tap(asked, button.callback_data)
    expect(await since(again.id, seen)).toContain('已解除')
    expect(await tell(again.id, '我填了什么')).not.toContain('社区助餐')
    expect(await tell(again.id, '解除关联')).toContain('要解除哪边')
  })

  it('lets the chat with a draft share it with a page that has none', async () => {
    const id = ++chat
    await tell(id, '/apply')
    await tell(id, '社区助餐服务标准化试点')
    const page = await web()
    const code = codeIn(await said(page, '关联'))
    await tell(id, `关联 ${code}`)
    await tell(id, '是')
    expect(await said(page, '项目名称填的是什么')).toContain('社区助餐')
  })
})

describe('notices', () => {
  const sweep = async (): Promise<void> => {
    await bot.house.channels.giveNotices()
    await bot.house.channels.idle()
  }
  /** What is said unasked at this instant, to this chat. */
  const unasked = async (id: number, at: string): Promise<string> => {
    const before = bot.api.heard(id).length
    now = at
    await sweep()
    await sweep()
    return since(id, before)
  }

  it('remind three times before the closing day, each once, and never at night', async () => {
    now = START
    const { id } = await linked()
    expect(await tell(id, '提醒我')).toContain('截止前7天')
    expect(await unasked(id, '2021-04-22T10:00:00+08:00')).toContain('搁置三天')
    expect(await unasked(id, '2021-04-23T07:59:00+08:00')).toBe('')
    expect(await unasked(id, '2021-04-23T08:00:00+08:00')).toContain('还有 7 天')
    expect(await unasked(id, '2021-04-24T12:00:00+08:00')).toBe('')
    expect(await unasked(id, '2021-04-28T22:00:00+08:00')).toBe('')
    expect(await unasked(id, '2021-04-28T09:00:00+08:00')).toContain('还有 2 天')
    expect(await unasked(id, '2021-04-29T09:00:00+08:00')).toContain('还有 1 天')
    expect(await unasked(id, '2021-04-30T09:00:00+08:00')).toBe('')
    expect(await unasked(id, '2021-05-02T09:00:00+08:00')).toBe('')
  })

  it('are not given to whoever said stop, in whatever words, and not on a page that may be closed', async () => {
    now = START
    const { page, id } = await linked()
    expect(await said(page, '提醒我')).toContain('网页关上后')
    await tell(id, '提醒我')
    expect(await tell(id, 'stop')).toContain('不再提醒')
    expect(await unasked(id, '2021-04-23T09:00:00+08:00')).toBe('')
    await tell(id, '提醒我')
    expect(await tell(id, '/stop')).toContain('不再提醒')
    expect(await unasked(id, '2021-04-29T09:00:00+08:00')).toBe('')
  })

  it('tell of a submission made on another channel', async () => {
    now = START
    const { page, id } = await linked()
    await tell(id, '提醒我')
    await page.fileUntil(null)
    await page.press('do:submit')
    const yes = page.replies.at(-1)?.choices?.find(({ value }) => value.startsWith('yes:'))?.value ?? ''
    await page.press(yes)
    expect(page.replies.some(({ key }) => key === 'filing.receipt')).toBe(true)
    const told = await unasked(id, '2021-04-12T10:10:00+08:00')
    expect(told).toContain('申报编号')
    expect(bot.api.heard(id).at(-1)?.document?.name).toMatch(/\.pdf$/)
    expect(await unasked(id, '2021-04-23T09:00:00+08:00')).toBe('')
  })

  it('come round on the queue engine', async () => {
    now = START
    const { id } = await linked()
    await tell(id, '提醒我')
    now = '2021-04-23T09:00:00+08:00'
    const before = bot.api.heard(id).length
    await bot.house.channels.hurryNotices()
    await expect.poll(() => bot.api.heard(id).length, { timeout: 20_000 }).toBe(before + 1)
    expect(bot.api.heard(id).at(-1)?.text).toContain('还有 7 天')
  }, 40_000)
})
