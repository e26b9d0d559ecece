/** Activities that were stored before they were acknowledged: every one is taken, whatever stands in the way. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type House, openHouse } from '../rigs/house.ts'

let house: House
let now = Date.parse('2021-04-12T10:00:00+08:00')
beforeAll(async () => {
  house = await openHouse()
  house.clock.now = () => new Date(now)
}, 60_000)
afterAll(() => house.close())

/** Lets the turns of one conversation fail; what is returned mends them. */
function breakTurnsOf(id: string): () => void {
  const { store } = house
  const commit = store.commit
  store.commit = async (turn) => {
    if (turn.conversationId === id && turn.activity.activity.kind === 'text')
      throw new TypeError('as this test wants')
    return commit(turn)
  }
  return () => {
    store.commit = commit
  }
}
const open = () => house.conversations.open({ channel: 'chat', programme: 'specimen', locale: 'zh-CN' })
const say = (id: string, text: string) => house.inbox.receive(id, text, { kind: 'text', text })
const heard = async (id: string) =>
  (await house.store.transcript(id, 0)).map(({ reply, text }) => reply?.key ?? text)

it('tries again later, and takes the turns of everybody else in the meantime', async () => {
  const [ill, well] = [await open(), await open()]
  const mend = breakTurnsOf(ill)
  await say(ill, '帮助')
  await say(well, '帮助')
  await house.inbox.sweep()
  mend()
  expect(await heard(ill)).toEqual([])
  expect(await heard(well)).toContain('menu.help')
  await house.inbox.sweep()
  expect(await heard(ill)).toEqual([])
  now += 1_500
  await house.inbox.sweep()
  expect(await heard(ill)).toContain('menu.help')
})

it('says sorry after five times, and goes on with the next message', async () => {
  const id = await open()
  const mend = breakTurnsOf(id)
  await say(id, '帮助')
  await say(id, '菜单')
  for (let tries = 0; tries < 6; tries++) {
    await house.inbox.sweep()
    now += 600_000
  }
  mend()
  expect((await heard(id))[0]).toBe('channels.trouble')
  now += 600_000
  await house.inbox.sweep()
  expect(await heard(id)).toEqual(['channels.trouble', '菜单', 'menu.choices'])
  expect(house.log()).not.toContain('帮助')
})

it('takes the words that came with a file which cannot be had, and says so of the file', async () => {
  const id = await open()
  const files = [{ source: 'nowhere', name: 'a.pdf', bytes: 3 }]
  await house.inbox.receive(id, 'both', { kind: 'remote-files', files, text: '帮助' })
  await house.inbox.receive(id, 'file', { kind: 'remote-files', files })
  await house.inbox.sweep()
  const [first, ...rest] = await heard(id)
  expect(first).toBe('帮助')
  expect(rest.filter((key) => key === 'channels.unreadable.file-out-of-reach')).toHaveLength(2)
  expect(rest).toContain('menu.help')
})
