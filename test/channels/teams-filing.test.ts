import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { specimenDir } from '../rigs/specimen.ts'
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
const lastCard = (said: SeenMessage[]) => said.findLast(({ card }) => card)?.card

/** What is answered to the question whose card has this input: the button, and what is typed or chosen. */
const ANSWERS: Record<string, Record<string, string>> = {
  项目名称: { 项目名称: '渡口路屋顶花园' },
  方向: { 方向: '新建' },
  参与方式: { 参与方式: '一起种、做志愿者' },
  单位名称: { 单位名称: '云渡市渡口路社区服务中心' },
  统一社会信用代码: { 统一社会信用代码: '51990100MJ7700001J' },
  成立日期: { 成立日期: '2020-06-18' },
  所在街道: { 所在街道: '北岸街道' },
  邮政编码: { 邮政编码: '999001' },
  推荐单位: { 推荐单位: '北岸街道' },
  联系人: { 联系人: '陈一禾' },
  联系人手机: { 联系人手机: '13800138000' },
  电子邮箱: { 电子邮箱: 'garden@example.com' },
  '花园面积（平方米）': { '花园面积（平方米）': '260' },
  浇水安排: { 浇水安排: '收集雨水。\n滴灌。' },
  名称: { 名称: '绣球', 种类: '花', '数量（株）': '40', '金额（元）': '800', 种植日期: '2031-06-10' },
  专职园艺人员数: { 专职园艺人员数: '1' },
  兼职园艺人员数: { 兼职园艺人员数: '2' },
  是否请外部专家: { 是否请外部专家: '是' },
  开始日期: { 开始日期: '2031-06-10' },
  完成日期: { 完成日期: '2032-06-01' },
  总经费: { 总经费: '30' },
  申请补助: { 申请补助: '18' },
  自筹比例: { 自筹比例: '40' },
  用途: { 用途: '土壤和容器', '金额（万元）': '30' },
  个人信息告知: { 个人信息告知: '是' },
}

/** Answers card after card until there is none; what was said last. */
async function fileByCards(one: Person, said: SeenMessage[]): Promise<SeenMessage[]> {
  const asked: string[] = []
  for (let latest = said; ; ) {
    const card = lastCard(latest)
    const [first] = inputsOf(card)
    const buttons = labelsOf(card)
    if (!first && !buttons.some((label) => label.includes('跳过'))) return latest
    asked.push(first?.label ?? '')
    if (asked.length > 60) throw new Error(`no end: ${asked.join(', ')}`)
    const given = ANSWERS[first?.label]
    const isSecondRow = asked.at(-2) === first?.label && buttons.includes('填完了')
    if (isSecondRow) latest = (await one.execute(card, '填完了')).said
    else if (!given) latest = (await one.execute(card, '跳过')).said
    else latest = (await one.execute(card, buttons[0] ?? '', filledIn(card, given))).said
  }
}

describe('an application in Teams', () => {
  it('goes by cards from the first question to the receipt, and its PDF into the files of the applicant', async () => {
    const one = new Person(bot)
    await one.join()
    const checking = await fileByCards(one, await one.say('开始申报'))
    expect(checking.map(({ words }) => words).join('\n')).toContain('绣球')
    const [confirm] = await one.press(checking.at(-1), '提交')
    const receipt = await one.press(confirm, '确认提交')
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
    for (const secret of [
      '渡口路',
      '51990100',
      'a-password-of-the-bot',
      ...bot.connector.identity.handedOut,
      '/documents/',
    ])
      expect(log).not.toContain(secret)
  })
})
