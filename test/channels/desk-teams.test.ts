/** An officer's desk in Teams, against the strict connector; and the doors of a mailbox. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import { MailHouse } from '../../src/service/desk/mail-house.ts'
import { PushConversations } from '../../src/service/push-conversations.ts'
import { answersTo, ask, codeFor, enrol, hashOf } from '../rigs/office-house.ts'
import type { SeenMessage } from '../rigs/teams/connector.ts'
import {
  filledIn,
  inputsOf,
  labelsOf,
  openTeamsHouse,
  Person,
  type TeamsHouse,
  wordsOn,
} from '../rigs/teams/teams-house.ts'

let bot: TeamsHouse
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
beforeAll(async () => {
  bot = await openTeamsHouse()
}, 240_000)
afterAll(() => bot.close())

const wordsOf = (messages: SeenMessage[]) => messages.map(({ words }) => words).join('\n')

/** An officer at a desk of their own; everybody else has no rights any more. */
async function desk(name = '王芳'): Promise<Person> {
  for (const { id } of await bot.house.store.officers.all())
    await bot.house.store.officers.setGrants(id, [], OPERATOR)
  const officer = await enrol(bot.house, name)
  const person = new Person(bot)
  await person.join()
  expect(wordsOf(await person.say(await codeFor(bot.house, officer)))).toContain(`${name}，您好！`)
  return person
}

const cardOf = ({ screen }: Person, number: string) => {
  const found = screen.findLast(({ words }) => words.startsWith(number))?.card
  if (!found) throw new Error(`No card of ${number}`)
  return found
}

describe('A card', () => {
  it('has the question, an input, and no button for what the input takes', async () => {
    const person = await desk()
    const enquiry = await ask(bot.house, '截止日期按寄出还是收到？')
    const card = cardOf(person, enquiry.number)
    expect(wordsOn(card)).toContain('提问：截止日期按寄出还是收到？')
    expect(inputsOf(card).map(({ label }) => label)).toEqual(['答复内容'])
    expect(labelsOf(card)).toEqual(['发送答复', '详情', '备注', '转办', '办结'])
  })

  it('takes the answer, shows it, and says afterwards that it was answered', async () => {
    const person = await desk()
    const enquiry = await ask(bot.house, '一式几份？')
    const card = cardOf(person, enquiry.number)
    const sent = await person.execute(card, '发送答复', filledIn(card, { 答复内容: '一式三份。' }))
    expect(wordsOn(sent.card)).toContain('答复内容：一式三份。')
    expect(wordsOn(sent.card)).toContain('提问：一式几份？')
    expect(wordsOf(sent.said)).toContain(`${enquiry.number} 的答复已发给提问人。`)
    const again = await person.execute(card, '发送答复', filledIn(card, { 答复内容: '再补一句。' }))
    expect(wordsOn(again.card)).toContain('您已于')
    expect(await answersTo(bot.house, enquiry)).toEqual([{ text: '一式三份。', files: [] }])
  })

  it('stays with its input when another of its buttons is pressed', async () => {
    const person = await desk()
    const enquiry = await ask(bot.house, '转给谁？')
    const after = await person.execute(cardOf(person, enquiry.number), '转办')
    expect(inputsOf(after.card)).toHaveLength(1)
    const lines = after.said.at(-1)?.card
    const asked = await person.execute(lines, '公共服务')
    expect(wordsOf(asked.said)).toContain('请写明原因')
    expect(wordsOf(await person.say('属于公共服务。'))).toContain('已转办')
    expect((await bot.house.store.enquiries.find(enquiry.id))?.contact).toBe('public-services')
  })
})

describe('A reply', () => {
  it('that quotes a card is its answer, without the words that are quoted', async () => {
    const person = await desk()
    const enquiry = await ask(bot.house, '能否 <延期> & 补交？')
    await ask(bot.house, '另一个问题')
    const quoted = cardOf(person, enquiry.number).fallbackText
    await person.reply(quoted, '不能延期，<b>&lt;30日&gt;</b>前交齐。')
    expect(await answersTo(bot.house, enquiry)).toEqual([{ text: '不能延期，<30日>前交齐。', files: [] }])
  })

  it('of which Teams shows nothing is asked about', async () => {
    const person = await desk()
    await ask(bot.house, '第一个问题')
    await ask(bot.house, '第二个问题')
    expect(wordsOf(await person.reply('Card', '不能。'))).toContain('这是哪一件的答复？')
  })

  it('of words with a file is one answer with both', async () => {
    const person = await desk()
    const enquiry = await ask(bot.house, '样表在哪里？')
    const asked = await person.sendFile('样表.pdf', PDF, '见附件。')
    expect(wordsOf(asked)).toContain('样表.pdf')
    await person.execute(asked.at(-1)?.card, '发送')
    expect(await answersTo(bot.house, enquiry)).toMatchObject([
      { text: '见附件。', files: [{ name: '样表.pdf' }] },
    ])
  })
})

it('A file of the asker is offered, and handed over once the officer agrees', async () => {
  const person = await desk()
  const enquiry = await ask(bot.house, '请看附件', { file: { name: '情况.pdf', content: PDF } })
  cardOf(person, enquiry.number)
  const offered = person.screen.at(-1)?.attachments?.[0]
  expect(offered).toMatchObject({ name: '情况.pdf', content: { sizeInBytes: PDF.length } })
  const uploadUrl = bot.connector.place()
  const { statusCode } = await person.post(
    person.activity({
      type: 'invoke',
      name: 'fileConsent/invoke',
      value: {
        action: 'accept',
        context: (offered?.content as { acceptContext?: object } | undefined)?.acceptContext,
        uploadInfo: {
          uploadUrl,
          contentUrl: 'https://x.example/f',
          name: '情况.pdf',
          uniqueId: 'u',
          fileType: 'pdf',
        },
      },
    }),
  )
  expect(statusCode).toBe(200)
  expect(bot.connector.files.get(uploadUrl.split('/').at(-1) ?? '')?.content).toEqual(PDF)
})

describe('A mailbox', () => {
  const deps = () => {
    const { store, conversations, inbox, clock, brakes } = bot.house
    const push = new PushConversations({ store, clock, brakes, conversations, inbox })
    return new MailHouse({
      store,
      conversations,
      push,
      inbox,
      clock,
      brakes,
      hash: hashOf,
      arrived: () => {},
    })
  }
  const mail = (code: string, address: string) => ({
    channel: 'mail',
    address,
    code,
    name: '王芳',
    locale: null,
  })

  it('becomes a desk by a code, and by a wrong one opens nothing', async () => {
    const officer = await enrol(bot.house, '孙丽')
    const code = await codeFor(bot.house, officer)
    expect(await deps().bind(mail('AAAA-9999', 'a@example.org'))).toBe(false)
    expect(await deps().find('mail', 'a@example.org')).toBeNull()
    expect(await deps().bind(mail(code, 'b@example.org'))).toBe(true)
    await bot.house.channels.idle()
    const id = (await deps().find('mail', 'b@example.org')) ?? ''
    const said = await bot.house.store.transcript(id, 0)
    expect(said.filter(({ from }) => from === 'bot').map(({ reply }) => reply?.key)).toEqual([
      'desk.news.bound',
    ])
    expect(said.at(-1)?.reply?.subject).toBe('孙丽，您好！这里已绑定为您的咨询答复窗口，新的咨询会发到这里。')
  })

  it('is told of a forged mail once a day', async () => {
    const officer = await enrol(bot.house, '周平')
    await deps().bind(mail(await codeFor(bot.house, officer), 'c@example.org'))
    await bot.house.channels.idle()
    await deps().suspect('c@example.org')
    await deps().suspect('c@example.org')
    await deps().suspect('nobody@example.org')
    await bot.house.channels.idle()
    const id = (await deps().find('mail', 'c@example.org')) ?? ''
    const keys = (await bot.house.store.transcript(id, 0)).map(({ reply }) => reply?.key)
    expect(keys.filter((key) => key === 'desk.news.forged-mail')).toHaveLength(1)
  })

  it('that is nobody’s desk any more gets no answer, and nobody applies there', async () => {
    const officer = await enrol(bot.house, '吴敏')
    await deps().bind(mail(await codeFor(bot.house, officer), 'd@example.org'))
    await bot.house.channels.idle()
    const id = (await deps().find('mail', 'd@example.org')) ?? ''
    await bot.house.store.officers.unbind(id)
    const before = (await bot.house.store.transcript(id, 0)).length
    await bot.house.inbox.receive(id, 'later', { kind: 'text', text: '截止日期是哪天？' })
    await bot.house.channels.idle()
    const after = await bot.house.store.transcript(id, 0)
    expect(after.slice(before).filter(({ from }) => from === 'bot')).toEqual([])
  })
})
