/** From the last answer to paper: what stops a submission, what is printed, and what a print is worth later. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Applicant, inside, type Line } from '../rigs/applicant.ts'
import { type House, openHouse } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 120_000 })
let house: House
let line: Line
beforeAll(async () => {
  house = await openHouse()
  line = inside(house)
}, 60_000)
afterAll(() => house?.close())

test('names the characters that cannot be printed before anything is submitted', async () => {
  const one = await Applicant.start(line, { locale: 'zh-CN' })
  await one.fileUntil(null, { contact_name: '𠮷田', intro: '🌱 社区助餐' })
  await one.press('do:submit')
  const last = one.replies.at(-1)
  expect(last?.text).toMatch(/联系人.*打印不出来.*𠮷/)
  expect(last?.text).toMatch(/单位简介.*🌱/)
  expect(one.replies.some((reply) => reply.key === 'confirm.submit')).toBe(false)
})
