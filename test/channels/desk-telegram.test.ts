/** An officer's desk in Telegram, against the strict Bot API. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import { answersTo, ask, codeFor, enrol } from '../rigs/office-house.ts'
import type { SeenMessage } from '../rigs/telegram/bot-api.ts'
import { answers, openTelegramHouse, SECRET, type TelegramHouse } from '../rigs/telegram/telegram-house.ts'

let bot: TelegramHouse
let chat = 5_000
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
beforeAll(async () => {
  bot = await openTelegramHouse('webhook', {}, { unpaced: true })
}, 240_000)
afterAll(() => bot.close())

async function after(done: () => unknown, of = chat): Promise<SeenMessage[]> {
  const seen = bot.api.heard(of).length
  done()
  return answers(bot, of, seen)
}
const say = (text: string, of = chat) => after(() => bot.api.say(of, text), of)
const wordsOf = (messages: SeenMessage[]) => messages.map(({ text }) => text).join('\n')

/** A chat that is the desk of a new officer. */
async function desk(name = '王芳'): Promise<{ officer: string; chat: number }> {
  const officer = await enrol(bot.house, name)
  const own = ++chat
  await say('/start', own)
  await say(await codeFor(bot.house, officer), own)
  return { officer, chat: own }
}

/** Takes the rights away from everybody, so that what is asked next goes to whom the test enrols. */
async function clear(): Promise<void> {
  for (const { id } of await bot.house.store.officers.all())
    await bot.house.store.officers.setGrants(id, [], OPERATOR)
}
const cardIn = (of: number, number: string): SeenMessage => {
  const found = bot.api.heard(of).findLast(({ text }) => text.startsWith(number))
  if (!found) throw new Error(`No card of ${number} in ${of}`)
  return found
}
function tap(card: SeenMessage, label: string): void {
  const data = card.markup?.inline_keyboard.flat().find(({ text }) => text === label)?.callback_data
  if (!data) throw new Error(`No button ${label}`)
  bot.api.tap(card, data)
}

describe('Binding', () => {
  it('makes a chat a desk by the code, once, and says what can be done', async () => {
    const officer = await enrol(bot.house, '李明')
    const code = await codeFor(bot.house, officer)
    const [mine, another] = [++chat, ++chat]
    await say('/start', mine)
    expect(wordsOf(await say(`/desk ${code}`, mine))).toContain('李明，您好！这里已绑定为您的咨询答复窗口')
    await say('/start', another)
    expect(wordsOf(await say(code, another))).not.toContain('绑定为您的')
    const { channels } = (await bot.house.store.officers.find(officer)) ?? { channels: [] }
    expect(channels.map(({ address }) => address)).toEqual([String(mine)])
  })

  it('takes a wrong code for a message, and after five of them a right one too', async () => {
    const officer = await enrol(bot.house, '陈静')
    const code = await codeFor(bot.house, officer)
    const own = ++chat
    await say('/start', own)
    for (let i = 0; i < 5; i++) expect(wordsOf(await say(`AAAA-000${i}`, own))).not.toContain('绑定为您的')
    expect(wordsOf(await say(code, own))).not.toContain('绑定为您的')
    expect((await bot.house.store.officers.find(officer))?.channels).toEqual([])
  })

  it('is refused where somebody has begun an application, and the code stays good', async () => {
    const officer = await enrol(bot.house, '赵强')
    const code = await codeFor(bot.house, officer)
    const own = ++chat
    await say('/apply', own)
    await say('社区助餐服务标准化试点', own)
    expect(wordsOf(await say(code, own))).toContain('不能同时用来答复咨询')
    const free = ++chat
    await say('/start', free)
    expect(wordsOf(await say(code, free))).toContain('绑定为您的咨询答复窗口')
  })
})

describe('Answering', () => {
  it('a card arrives, a reply to it is the answer, and its sender hears that it went out', async () => {
    await clear()
    const { chat: own } = await desk()
    const enquiry = await ask(bot.house, '截止日期按寄出还是收到？ <b>', {
      file: { name: '情况.pdf', content: PDF },
    })
    const card = cardIn(own, enquiry.number)
    expect(card.text).toContain('提问：截止日期按寄出还是收到？ <b>')
    expect(bot.api.heard(own).at(-1)?.document).toEqual({ name: '情况.pdf', content: PDF })
    const said = await after(() => bot.api.reply(card, '按收到的日期计算。'), own)
    expect(wordsOf(said)).toBe(`${enquiry.number} 的答复已发给提问人。`)
    expect(await answersTo(bot.house, enquiry)).toEqual([{ text: '按收到的日期计算。', files: [] }])
    const told = await bot.house.store.persons.hasReceived(
      enquiry.conversationId,
      `enquiry:answered:${(await bot.house.store.enquiries.entries(enquiry.id)).at(-1)?.id}`,
    )
    expect(told).toBe(true)
  })

  it('by button, with files before the words; a press of an old card says what happened', async () => {
    await clear()
    const { chat: own } = await desk()
    const enquiry = await ask(bot.house, '盖章要几份？')
    const card = cardIn(own, enquiry.number)
    await after(() => tap(card, '答复'), own)
    expect(wordsOf(await after(() => bot.api.sendFile(own, '样张.pdf', PDF), own))).toContain('样张.pdf')
    await say('一式三份，样张见附件。', own)
    const [answer] = await answersTo(bot.house, enquiry)
    expect(answer).toMatchObject({ text: '一式三份，样张见附件。', files: [{ name: '样张.pdf' }] })
    const kept = await bot.house.store.enquiries.file(enquiry.id, answer?.files[0]?.id ?? '')
    expect(Buffer.from(kept?.content ?? [])).toEqual(PDF)
    expect(wordsOf(await after(() => tap(card, '转办'), own))).toContain('您已于')
  })

  it('by a file with a caption that quotes the card', async () => {
    await clear()
    const { chat: own } = await desk()
    const enquiry = await ask(bot.house, '样表在哪里？')
    await ask(bot.house, '另一个问题')
    await after(() => bot.api.sendFile(own, '样表.pdf', PDF, '见附件。', cardIn(own, enquiry.number)), own)
    expect(await answersTo(bot.house, enquiry)).toMatchObject([
      { text: '见附件。', files: [{ name: '样表.pdf' }] },
    ])
  })

  it('once, however often it is delivered', async () => {
    await clear()
    const { chat: own } = await desk()
    const enquiry = await ask(bot.house, '能传真吗？')
    const update = {
      update_id: 9_000_001,
      message: {
        message_id: 1,
        chat: { id: own, type: 'private' },
        text: '不能。',
        reply_to_message: { text: cardIn(own, enquiry.number).text },
      },
    }
    const headers = { 'x-telegram-bot-api-secret-token': SECRET }
    for (let i = 0; i < 3; i++)
      await bot.house.app.inject({ method: 'POST', url: '/webhooks/telegram', headers, payload: update })
    await bot.house.channels.idle()
    expect(await answersTo(bot.house, enquiry)).toHaveLength(1)
    expect(bot.api.heard(own).filter(({ text }) => text.includes('已发给提问人'))).toHaveLength(1)
  })

  it.each(['before it is written', 'right after it was written'])(
    'once when the turn breaks off %s',
    async (when) => {
      await clear()
      const { chat: own } = await desk()
      const enquiry = await ask(bot.house, '断电了怎么办？')
      const { store } = bot.house
      const commit = store.commit
      let broken = 0
      store.commit = async (turn) => {
        store.commit = commit
        if (when.startsWith('right')) await commit.call(store, turn)
        broken++
        throw new Error('cut')
      }
      bot.api.reply(cardIn(own, enquiry.number), '再开机即可。')
      await expect.poll(async () => (await answersTo(bot.house, enquiry)).length, { timeout: 20_000 }).toBe(1)
      const words = () => bot.api.heard(own).filter(({ text }) => text.includes('已发给提问人')).length
      await expect.poll(words, { timeout: 20_000 }).toBe(1)
      await bot.house.channels.idle()
      expect([broken, (await answersTo(bot.house, enquiry)).length, words()]).toEqual([1, 1, 1])
    },
  )

  it('by the words of a button, where a question of ours is answered so', async () => {
    await clear()
    const { chat: own } = await desk()
    const [enquiry] = [await ask(bot.house, '第一个问题'), await ask(bot.house, '第二个问题')]
    await say('以通知为准。', own)
    await say(enquiry?.number ?? '', own)
    expect(enquiry && (await answersTo(bot.house, enquiry))).toEqual([{ text: '以通知为准。', files: [] }])
  })

  it('a second officer who is too late is told by whom, and may send an addition', async () => {
    await clear()
    const [first, second] = [await desk('王芳'), await desk('李明')]
    const enquiry = await ask(bot.house, '几天能批？')
    await say(`${enquiry.number} 一个月左右。`, first.chat)
    const late = await say(`${enquiry.number} 以公示为准。`, second.chat)
    expect(wordsOf(late)).toContain(`${enquiry.number} 已由王芳于`)
    expect(await answersTo(bot.house, enquiry)).toHaveLength(1)
    const question = late.at(-1)
    if (!question) throw new Error('not asked')
    await after(() => tap(question, '发送'), second.chat)
    expect((await answersTo(bot.house, enquiry)).map(({ text }) => text)).toEqual([
      '一个月左右。',
      '以公示为准。',
    ])
  })

  it('two officers at the very same moment: one answer goes out, the other is asked', async () => {
    await clear()
    const desks = [await desk('王芳'), await desk('李明')]
    const enquiry = await ask(bot.house, '同时答复会怎样？')
    const seen = desks.map((one) => bot.api.heard(one.chat).length)
    for (const one of desks) bot.api.say(one.chat, `${enquiry.number} 同时的答复`)
    const said = await Promise.all(desks.map((one, i) => answers(bot, one.chat, seen[i] ?? 0)))
    expect(await answersTo(bot.house, enquiry)).toHaveLength(1)
    expect(said.map(wordsOf).filter((words) => words.includes('要作为补充发给提问人吗'))).toHaveLength(1)
  })

  it('whoever has lost the rights sends nothing, and whoever is no officer any more hears just that', async () => {
    await clear()
    const { officer, chat: own } = await desk()
    const enquiry = await ask(bot.house, '谁来答？')
    const card = cardIn(own, enquiry.number)
    await clear()
    const unknown = await after(() => bot.api.reply(card, '我来答。'), own)
    expect(wordsOf(unknown)).toContain('不在您的待办范围内')
    await bot.house.store.officers.change(officer, { active: false }, OPERATOR)
    expect(wordsOf(await after(() => bot.api.reply(card, '我来答。'), own))).toContain('您的账号已停用')
    expect(await answersTo(bot.house, enquiry)).toEqual([])
  })

  it('leaves the desk after a yes, and is then a chat like any other', async () => {
    await clear()
    const { officer, chat: own } = await desk()
    const asked = (await say('解除绑定', own)).at(-1)
    if (!asked) throw new Error('not asked')
    expect(wordsOf(await after(() => tap(asked, '是'), own))).toContain('已解除绑定')
    expect((await bot.house.store.officers.find(officer))?.channels).toEqual([])
    expect(wordsOf(await say('截止日期是哪天？', own))).toContain('2021年4月30日')
  })

  it('keeps a card for later when Telegram has had enough, and sends it once', async () => {
    await clear()
    const { chat: own } = await desk()
    bot.api.faults.push({ method: 'sendMessage', times: 1, code: 429, retryAfter: 1 })
    const enquiry = await ask(bot.house, '忙的时候也能收到吗？')
    await expect
      .poll(() => bot.api.heard(own).filter(({ text }) => text.startsWith(enquiry.number)).length, {
        timeout: 20_000,
      })
      .toBe(1)
  })
})

it('A terminal can be a desk too, for authors', async () => {
  await clear()
  const { conversations } = bot.house
  const code = await codeFor(bot.house, await enrol(bot.house, '王芳'))
  const { id } = await conversations.start({ channel: 'terminal' })
  const said = async (key: string, text: string) =>
    (await conversations.take(id, key, { kind: 'text', text })).replies
  expect((await said('one', code)).map(({ reply }) => reply.key)).toEqual(['desk.news.bound'])
  const enquiry = await ask(bot.house, '几份？')
  expect((await said('two', `${enquiry.number} 三份。`)).map(({ reply }) => reply.key)).toEqual([
    'desk.done.answer',
  ])
  expect(await answersTo(bot.house, enquiry)).toEqual([{ text: '三份。', files: [] }])
})
