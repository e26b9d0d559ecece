import { afterAll, beforeAll, expect, it } from 'vitest'
import { TerminalTalk } from '../../src/cli/terminal-talk.ts'
import { type House, openHouse } from '../rigs/house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
}, 60_000)
afterAll(() => house.close())

async function sitDown() {
  const id = await house.conversations.open({ channel: 'terminal', locale: 'en' })
  const written: string[] = []
  const talk = new TerminalTalk(house, id, (text) => void written.push(text))
  await talk.begin()
  const told = async (text: string) => {
    await house.inbox.receive(id, text, { kind: 'text', text })
    await house.inbox.sweep()
  }
  return { talk, written, told }
}

it('writes at each of two terminals what belongs there, whichever looks first', async () => {
  const [one, other] = [await sitDown(), await sitDown()]
  const before = one.written.length
  await other.told('what can I do here?')
  const heard = other.written.length
  await one.talk.flush()
  expect(one.written).toHaveLength(before)
  await other.talk.flush()
  expect(other.written.length).toBeGreaterThan(heard)
  await Promise.all([one.talk.close(), other.talk.close()])
})
