import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../rigs/telegram/bot-api.ts'
import { openTelegramHouse, type TelegramHouse, until } from '../rigs/telegram/telegram-house.ts'
import { turnOf } from '../rigs/turns.ts'

let bot: TelegramHouse
let chat = 7_000
beforeAll(async () => {
  bot = await openTelegramHouse(
    'webhook',
    {},
    { unpaced: true, deadlineMs: 400, courier: { everyMs: 20, leaseMs: 1_500 } },
  )
}, 60_000)
afterAll(() => bot.close())

const QUESTION = '截止日期是哪天？'
const texts = (id: number) => bot.api.heard(id).map(({ text }) => text)

/** Somebody who has been greeted. */
async function greeted(): Promise<number> {
  const id = ++chat
  bot.api.say(id, '/start')
  await until(() => bot.api.heard(id).length === 1)
  return id
}

/** Asks while something goes wrong with the sends of the answer, then asks again. */
async function askThrough(fault: Omit<Fault, 'method' | 'times'>, times = 1): Promise<number> {
  const id = await greeted()
  await bot.house.channels.idle()
  bot.api.faults.push({ method: 'sendMessage', times, ...fault })
  bot.api.say(id, QUESTION)
  await until(() => bot.api.faults.length === 0)
  bot.api.say(id, '可以报几个项目？')
  return id
}
const stranded = async (id: number) =>
  (await bot.house.store.outbox.stranded(1_000)).filter(({ address }) => address === String(id))

describe('a reply on its way to Telegram', () => {
  it('is sent again after “too many requests”, not before the time that was named', async () => {
    const id = await askThrough({ code: 429, retryAfter: 1 })
    await until(() => texts(id).length >= 3)
    const sends = bot.api.calls.filter((call) => call.method === 'sendMessage' && Number(call.chat) === id)
    expect((sends[2]?.at ?? 0) - (sends[1]?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
    expect(texts(id)[1]).toContain('4月30日')
    expect(texts(id)).toHaveLength(3)
    expect(await stranded(id)).toEqual([])
  })

  it.each([
    ['a server error', { code: 500 }],
    ['a proxy’s page', { html: true }],
    ['no answer in time', { hangMs: 900 }],
    ['a dropped connection', { drop: true }],
  ])(
    'is left unknown after %s, never sent twice, and does not hold up the next one',
    async (_what, fault) => {
      const id = await askThrough(fault)
      await until(() => texts(id).some((text) => text.includes('项目')))
      await bot.house.channels.idle()
      expect(texts(id).filter((text) => text.includes('4月30日')).length).toBeLessThanOrEqual(1)
      expect(await stranded(id)).toEqual([
        expect.objectContaining({ status: 'unknown', channel: 'telegram' }),
      ])
    },
  )

  it('arrives once when it was sent and then the connection dropped', async () => {
    const id = await askThrough({ doThenDrop: true })
    await until(() => texts(id).length >= 3)
    expect(texts(id).filter((text) => text.includes('4月30日'))).toHaveLength(1)
    expect(await stranded(id)).toHaveLength(1)
  })

  it('can be sent again by an operator, or put aside', async () => {
    const id = await askThrough({ drop: true })
    await until(() => texts(id).length >= 2)
    await bot.house.channels.idle()
    const [row] = await stranded(id)
    expect(await bot.house.store.outbox.resend(row?.id ?? '')).toBe(true)
    await until(() => texts(id).some((text) => text.includes('4月30日')))
    expect(await stranded(id)).toEqual([])
    const other = await askThrough({ drop: true })
    await until(() => texts(other).length >= 2)
    await bot.house.channels.idle()
    const [left] = await stranded(other)
    expect(await bot.house.store.outbox.dismiss(left?.id ?? '')).toBe(true)
    expect(await stranded(other)).toEqual([])
    expect(await bot.house.store.outbox.resend('nonsense')).toBe(false)
  })

  it('is given up for somebody who has blocked the bot', async () => {
    const { app } = bot.house
    const headers = { 'x-telegram-bot-api-secret-token': 'a-secret-of-the-webhook' }
    const message = { message_id: 1, chat: { id: 403, type: 'private' }, text: '/start' }
    await app.inject({
      method: 'POST',
      url: '/webhooks/telegram',
      headers,
      payload: { update_id: 9_001, message },
    })
    await until(() =>
      bot.api.calls.some((call) => call.method === 'sendMessage' && Number(call.chat) === 403),
    )
    await expect.poll(() => stranded(403)).toEqual([expect.objectContaining({ status: 'dead' })])
  })

  it('goes on with the part that has not gone out', async () => {
    const id = await greeted()
    const { store, channels } = bot.house
    const conversation = (await store.findByAddress('telegram', String(id)))?.id ?? ''
    const { version = 0, state } = (await store.load(conversation)) ?? {}
    const text = ['一', '二', '三'].map((part) => `${part}：${'这是很长的一句话。'.repeat(400)}`).join('\n\n')
    const replies = [{ id: bot.house.ids.next(), reply: { key: 'long', text } }]
    bot.api.faults.push({ method: 'sendMessage', after: 1, times: 1, code: 429, retryAfter: 1 })
    const turn = turnOf(conversation, version, 'long', { replies, push: true, ...(state ? { state } : {}) })
    expect(await store.commit(turn)).toEqual({ type: 'committed' })
    await channels.idle()
    await until(() => texts(id).length === 4)
    expect(
      texts(id)
        .slice(1)
        .map((part) => part.slice(0, 2)),
    ).toEqual(['一：', '二：', '三：'])
  })
})

describe('an update on its way to us', () => {
  it('comes again until it is stored', async () => {
    const id = await greeted()
    await until(() => bot.api.updates.isEmpty)
    const { store } = bot.house
    const receive = store.receive
    let failures = 2
    store.receive = (activity) =>
      failures-- > 0 ? Promise.reject(new Error('as this test wants')) : receive(activity)
    try {
      const update = bot.api.say(id, QUESTION)
      await until(() => texts(id).length >= 2)
      const tries = bot.api.updates.deliveries
        .filter((one) => one.update === update)
        .map(({ status }) => status)
      expect(tries.slice(-3)).toEqual([500, 500, 200])
      expect(texts(id).filter((text) => text.includes('4月30日'))).toHaveLength(1)
    } finally {
      store.receive = receive
    }
  })
})
