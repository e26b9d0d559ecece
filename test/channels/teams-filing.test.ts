import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { specimenDir } from '../rigs/specimen.ts'
import { fileByCards, lastCard } from '../rigs/teams/card-filing.ts'
import {
  filledIn,
  inputsOf,
  labelsOf,
  openTeamsHouse,
  Person,
  type TeamsHouse,
  wordsOn,
} from '../rigs/teams/teams-house.ts'

const flowsDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-teams-'))
fs.cpSync(specimenDir, path.join(flowsDir, 'specimen'), { recursive: true })

let bot: TeamsHouse
beforeAll(async () => {
  // the specimen has every kind of field, and a window of its own
  bot = await openTeamsHouse({ flowsDir, startsAt: new Date('2031-04-01T10:00:00+08:00') })
}, 60_000)
afterAll(async () => {
  expect(bot.connector.refused).toEqual([])
  await bot.close()
  fs.rmSync(flowsDir, { recursive: true })
})

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n')

describe('an application in Teams', () => {
  it('goes by cards from the first question to the receipt, and its PDF into the files of the applicant', async () => {
    const one = new Person(bot)
    await one.join()
    const checking = await fileByCards(
      (card, label, values) => one.execute(card, label, values),
      await one.say('开始申报'),
    )
    expect(checking.map(({ words }) => words).join('\n')).toContain('绣球')
    const [confirm] = await one.press(checking.at(-1), '提交')
    const { card: decided, said: receipt } = await one.execute(confirm?.card, '确认提交')
    expect(labelsOf(decided)).toEqual([])
    expect(wordsOn(decided)).toContain('确认提交')
    const words = receipt.map((message) => message.words).join('\n')
    expect(words).toContain('申报编号')
    expect(words).toContain('](https://apply.example.org/documents/')
    const consent = receipt.at(-1)?.attachments?.[0]
    expect(consent?.name).toMatch(/\.pdf$/)

    const uploadUrl = bot.connector.place()
    const uploadInfo = {
      uploadUrl,
      contentUrl: 'https://x.example/f.pdf',
      name: consent?.name,
      uniqueId: 'u1',
      fileType: 'pdf',
    }
    const value = {
      type: 'fileUpload',
      action: 'accept',
      context: consent?.content.acceptContext,
      uploadInfo,
    }
    const [shown] = await one.send({ type: 'invoke', name: 'fileConsent/invoke', value })
    expect(shown?.attachments?.[0]?.contentType).toBe('application/vnd.microsoft.teams.card.file.info')
    const file = bot.connector.files.get(uploadUrl.split('/').at(-1) ?? '')
    expect(file?.content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(file?.content.length).toBe(consent?.content.sizeInBytes)
    expect(file?.range).toBe(`bytes 0-${Number(file?.content.length) - 1}/${file?.content.length}`)

    const declined = await one.send({
      type: 'invoke',
      name: 'fileConsent/invoke',
      value: { ...value, action: 'decline' },
    })
    expect(declined[0]?.words).toContain('OneDrive')
    bot.connector.putFault = 503
    const again = await one.post(one.activity({ type: 'invoke', name: 'fileConsent/invoke', value }))
    bot.connector.putFault = null
    expect(again.statusCode).toBe(502)
  }, 60_000)

  it('shows an answered question without its inputs', async () => {
    const one = new Person(bot)
    await one.join()
    const card = lastCard(await one.say('开始申报'))
    const after = await one.execute(card, '下一步', filledIn(card, { 项目名称: '屋顶花园' }))
    expect(wordsOn(after.card)).toBe('项目名称\n屋顶花园')
    expect(labelsOf(after.card)).toEqual([])
    expect(inputsOf(lastCard(after.said))[0]?.label).toBe('方向')
  })

  it('keeps a wrong answer on its card with the reason, once and not twice on the screen', async () => {
    const one = new Person(bot)
    await one.join()
    const asked = await one.say('修改统一社会信用代码')
    const card = lastCard(asked)
    const after = await one.execute(
      card,
      '下一步',
      filledIn(card, { 统一社会信用代码: '51990100MJ77000010' }),
    )
    expect(inputsOf(after.card)[0]?.value).toBe('51990100MJ77000010')
    expect(
      after.card.body.some(({ inlines }) =>
        inlines?.some(({ color }: { color?: string }) => color === 'Attention'),
      ),
    ).toBe(true)
    expect(after.said).toEqual([])
    const right = await one.execute(
      after.card,
      '下一步',
      filledIn(after.card, { 统一社会信用代码: '51990100MJ7700001J' }),
    )
    expect(labelsOf(right.card)).toEqual([])
    expect(right.said.length).toBeGreaterThan(0)
  })

  it('says what is wrong with a list as a whole', async () => {
    const one = new Person(bot)
    await one.join()
    const total = lastCard(await one.say('修改总经费'))
    await one.execute(total, '下一步', filledIn(total, { 总经费: '30' }))
    const list = lastCard(await one.say('修改预算'))
    const row = await one.execute(list, '加入', filledIn(list, { 用途: '土壤', '金额（万元）': '12' }))
    const after = await one.execute(lastCard(row.said), '填完了')
    expect(wordsOn(after.card)).toContain('等于总经费')
  })

  it('answers a call that comes twice the same way, and takes it once', async () => {
    const one = new Person(bot)
    await one.join()
    const card = lastCard(await one.say('开始申报'))
    const call = one.call(card, '下一步', filledIn(card, { 项目名称: '屋顶花园' }))
    const [first, second] = [await one.post(call), await one.post(call)]
    await bot.house.channels.idle()
    expect(second.body).toBe(first.body)
    expect(one.screen.filter(({ card: shown }) => inputsOf(shown)[0]?.label === '方向')).toHaveLength(1)
  })

  it('says on an old card that the step has moved on, and asks the present question', async () => {
    const one = new Person(bot)
    await one.join()
    const old = lastCard(await one.say('开始申报'))
    await one.execute(old, '下一步', filledIn(old, { 项目名称: '屋顶花园' }))
    const after = await one.execute(old, '下一步', filledIn(old, { 项目名称: '另一个名字' }))
    expect(wordsOn(after.card)).toContain('这一步已经')
    expect(inputsOf(lastCard(after.said))[0]?.label).toBe('方向')
  })

  it('takes nothing from a card but what was typed: a reply of somebody else is none', async () => {
    const [one, other] = [new Person(bot), new Person(bot)]
    await Promise.all([one.join(), other.join()])
    const mine = lastCard(await one.say('开始申报'))
    await other.say('开始申报')
    const after = await other.execute(mine, '下一步', filledIn(mine, { 项目名称: '不是我的' }))
    expect(wordsOn(after.card)).toContain('这一步已经')
    expect((await other.say('我的项目名称填的是什么')).map(({ words }) => words).join()).not.toContain(
      '不是我的',
    )
  })

  it('takes activities that overtake each other each for its own step', async () => {
    const one = new Person(bot)
    await one.join()
    const card = lastCard(await one.say('开始申报'))
    const late = one.call(card, '下一步', filledIn(card, { 项目名称: '第一次' }))
    await one.execute(card, '下一步', filledIn(card, { 项目名称: '第二次' }))
    const { body } = await one.post(late)
    expect(body).toContain('这一步已经')
    await bot.house.channels.idle()
    expect((await one.say('我的项目名称填的是什么')).map(({ words }) => words).join()).toContain('第二次')
  })

  it('takes a file where one is asked for', async () => {
    const one = new Person(bot)
    await one.join()
    const asked = await one.say('修改盖章扫描件')
    expect(labelsOf(lastCard(asked))).toContain('填完了')
    const noted = await one.sendFile('扫描.pdf', PDF)
    expect(noted.map(({ words }) => words).join('\n')).toMatch(/扫描\.pdf/)
  })

  it('writes neither answers nor secrets into the log', () => {
    const log = bot.house.log()
    for (const secret of ['渡口路', '51990100', 'a-password-of-the-bot', ...bot.connector.identity.handedOut])
      expect(log).not.toContain(secret)
    // a route may be named, an address that opens something may not
    expect(log).not.toMatch(/\/documents\/(?!:file")/)
  })
})
