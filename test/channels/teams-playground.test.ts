/** The bot at Microsoft's own client, which we did not write. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { specimenDir } from '../rigs/specimen.ts'
import { fileByCards, lastCard } from '../rigs/teams/card-filing.ts'
import { openPlayground, type Playground, Visitor } from '../rigs/teams/playground.ts'
import { filledIn, inputsOf, labelsOf, wordsOn } from '../rigs/teams/teams-house.ts'

const flowsDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-teams-'))
fs.cpSync(specimenDir, path.join(flowsDir, 'specimen'), { recursive: true })

let playground: Playground
let one: Visitor
beforeAll(async () => {
  playground = await openPlayground({ flowsDir, startsAt: new Date('2031-04-01T10:00:00+08:00') })
  one = await Visitor.enter(playground)
}, 90_000)
afterAll(async () => {
  one.leave()
  await playground.close()
  fs.rmSync(flowsDir, { recursive: true })
})

it('takes an application from the first question to the receipt in the Agents Playground', async () => {
  expect(labelsOf(one.seen[0]?.card)).toContain('开始申报')
  const begun = await one.execute(one.seen[0]?.card, '开始申报')
  const card = lastCard(begun.said)
  // a name without a letter is none: the client takes it, the bot does not
  const refused = await one.execute(card, '下一步', filledIn(card, { 项目名称: '……' }))
  expect(inputsOf(refused.card)[0]?.value).toBe('……')
  expect(refused.said).toEqual([])
  const accepted = await one.execute(
    refused.card,
    '下一步',
    filledIn(refused.card, { 项目名称: '渡口路屋顶花园' }),
  )
  expect(wordsOn(accepted.card)).toContain('渡口路屋顶花园')

  const checking = await fileByCards((...press) => one.execute(...press), accepted.said)
  expect(checking.map(({ words }) => words).join('\n')).toContain('渡口路屋顶花园')
  const confirm = await one.execute(lastCard(checking), '提交')
  const receipt = await one.execute(lastCard(confirm.said), '确认提交')
  expect(receipt.said.map(({ words }) => words).join('\n')).toContain('申报编号')
  expect(receipt.said.at(-1)?.attachments[0]?.contentType).toBe(
    'application/vnd.microsoft.teams.card.file.consent',
  )
  expect((await one.say('截止日期是哪天？'))[0]?.words).toContain('2031')
}, 120_000)
