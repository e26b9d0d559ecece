import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

  it('takes the press of a button as if it had been said', async () => {
    const one = person()
    const [greeting] = await one.join()
    const [asked] = await one.press(greeting, '开始申报')
    expect(inputsOf(asked?.card)).toHaveLength(1)
  })
})
