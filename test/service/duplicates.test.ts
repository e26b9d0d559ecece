import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse } from '../rigs/house.ts'

let house: Awaited<ReturnType<typeof openHouse>>
beforeAll(async () => {
  house = await openHouse()
}, 60_000)
afterAll(() => house.close())

test('answers a duplicate in the language its turn ended in, however old the copy it is brought with', async () => {
  const { id, token } = await house.conversations.start({ channel: 'web', locale: 'zh-CN' })
  const before = await house.conversations.authorise(id, token)
  const activity = { kind: 'text' as const, text: 'english please' }
  const first = await house.conversations.take(id, 'switch-1', activity)
  const again = await house.conversations.take(id, 'switch-1', activity, before)
  expect(first.locale).toBe('en')
  expect(again).toEqual(first)
})
