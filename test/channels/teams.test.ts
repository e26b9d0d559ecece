import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APP_ID } from '../rigs/teams/identity.ts'
import { inputsOf, labelsOf, openTeamsHouse, Person, type TeamsHouse } from '../rigs/teams/teams-house.ts'

let bot: TeamsHouse
beforeAll(async () => {
  bot = await openTeamsHouse()
}, 60_000)
afterAll(async () => {
  expect(bot.connector.refused).toEqual([])
  await bot.close()
})

const person = () => new Person(bot)

describe('a chat in Teams', () => {
  it('greets whoever has added the bot, with buttons', async () => {
    const [greeting] = await person().join()
    expect(greeting?.words).toContain('申报助手')
    expect(labelsOf(greeting?.card)).toEqual(['核对申报条件', '选择领域', '开始申报'])
  })

  it('greets whoever begins with a question, and answers it with the quote set apart', async () => {
    const [greeting, answer] = await person().say('截止日期是哪天？')
    expect(greeting?.words).toContain('申报助手')
    expect(answer?.words).toContain('4月30日')
    const runs = answer?.card?.body.flatMap(({ inlines }) => inlines) ?? []
    expect(runs.some(({ italic }) => italic)).toBe(true)
  })

  it('takes the press of a button, and leaves the menu as it was', async () => {
    const one = person()
    const [greeting] = await one.join()
    const { card, said } = await one.execute(greeting?.card, '开始申报')
    expect(inputsOf(said[0]?.card)).toHaveLength(1)
    expect(card).toEqual(greeting?.card)
  })

  it('hears what is said to it by name, and commands by their title', async () => {
    const one = person()
    await one.join()
    const [asked] = await one.say('开始申报')
    expect(inputsOf(asked?.card)).toHaveLength(1)
    const entities = [
      { type: 'mention', text: '<at>Shenbao</at>', mentioned: { id: `28:${APP_ID}`, name: 'Shenbao' } },
    ]
    const said = await one.send({ text: '<at>Shenbao</at> 截止日期是哪天？', entities })
    expect(said[0]?.words).toContain('4月30日')
  })

  it('takes words with marks in them as words', async () => {
    const one = person()
    await one.join()
    await one.say('开始申报')
    await one.say('**粗体** <b>标准化</b> [x](https://y.example) 试点')
    const said = await one.say('我的项目名称填的是什么')
    const runs = said.flatMap(({ card }) => card?.body ?? []).flatMap(({ inlines }) => inlines ?? [])
    expect(runs.some(({ text }) => text.includes('**粗体** <b>标准化</b> [x]'))).toBe(true)
  })

  it('answers in the language of the program it is written with', async () => {
    const one = person()
    one.locale = 'en-GB'
    const [greeting] = await one.join()
    expect(greeting?.words).toContain('assistant')
  })

  it('goes on with the draft of a code', async () => {
    const one = person()
    await one.join()
    await one.say('开始申报')
    await one.say('社区助餐服务标准化试点')
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(
      (await one.say('续填码')).map(({ words }) => words).join(),
    )?.[0]
    const other = person()
    await other.join()
    expect((await other.say(`继续 ${code}`)).map(({ words }) => words).join()).toContain('哪一类试点')
    expect((await other.say('continue ZZZZ-ZZZZ'))[0]?.words).toContain('没有这个续填码')
  })

  it('says what it cannot read', async () => {
    const one = person()
    await one.join()
    const picture = { contentType: 'image/png', contentUrl: 'https://x.example/p.png' }
    expect((await one.send({ attachments: [picture] }))[0]?.words).toContain('语音')
    expect((await one.send({ type: 'messageUpdate', text: '改一改' }))[0]?.words).toContain('重新发一遍')
  })

  it('passes over what concerns nobody, and says of a strange call that it knows no answer', async () => {
    const one = person()
    await one.join()
    for (const type of ['typing', 'messageReaction', 'messageDelete', 'endOfConversation'])
      expect(await one.send({ type })).toEqual([])
    expect(
      (await one.post(one.activity({ type: 'invoke', name: 'composeExtension/query' }))).statusCode,
    ).toBe(501)
  })

  it('asks to be written to in private, once', async () => {
    const group = new Person(bot, '19:group')
    const conversation = { id: '19:group', conversationType: 'channel', isGroup: true }
    await group.send({ text: '<at>Shenbao</at> 你好', conversation })
    await group.send({ text: '<at>Shenbao</at> 在吗', conversation })
    await expect.poll(() => group.screen.length).toBe(1)
    expect(group.screen[0]?.words).toContain('私聊')
    const reply = '01a2178a-34f7-76cc-bba3-f45ce2568044'
    const value = { action: { type: 'Action.Execute', verb: 'press', data: { reply, place: 0 } } }
    const call = { type: 'invoke', name: 'adaptiveCard/action', value, conversation }
    expect((await group.post(group.activity(call))).statusCode).toBe(501)
    expect(await bot.house.store.findByAddress('teams', '19:group')).toBeNull()
  })

  it('takes a press or a message that comes twice once', async () => {
    const one = person()
    const [greeting] = await one.join()
    const activity = one.activity({ value: greeting?.card?.actions?.[2]?.fallback.data })
    for (const _ of [1, 2]) expect((await one.post(activity)).statusCode).toBe(200)
    await bot.house.channels.idle()
    expect(one.screen).toHaveLength(2)
  })

  it('says of a file that it is too large, gone, or somewhere it will not go', async () => {
    const one = person()
    await one.join()
    const words = (said: { words: string }[]) => said.map((message) => message.words).join()
    expect(words(await one.sendFile('a.pdf', Buffer.alloc(21 * 1024 * 1024)))).toContain('20 MB')
    const contentType = 'application/vnd.microsoft.teams.file.download.info'
    for (const downloadUrl of [
      bot.connector.place(),
      'http://files.example.org/a.pdf',
      'file:///etc/passwd',
    ]) {
      const said = await one.send({ attachments: [{ contentType, name: 'a.pdf', content: { downloadUrl } }] })
      expect(words(said)).toContain('没能取到')
    }
  })
})
