/** Two nodes over one PostgreSQL: what one publishes the other answers with. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse } from '../../rigs/house.ts'
import { makeEnquiry, makeOfficer, PROGRAMME, talk } from '../../rigs/made-enquiries.ts'
import { startPostgres, type TestServer } from '../../rigs/postgres.ts'

const PATIENCE = 120_000
const server = await startPostgres()
const SECRET = 'a secret that both nodes have'
const ASKED = '纸质申请表能不能盖电子印章'
const words = {
  'zh-CN': { question: '纸质申请表能否使用电子印章？', answer: '不能。' },
  en: { question: 'May the paper application bear an electronic seal?', answer: 'No.' },
}

describe.skipIf(!server)('on two nodes', { timeout: PATIENCE }, () => {
  let one: House
  let two: House

  beforeAll(async () => {
    const databaseUrl = await (server as TestServer).database()
    one = await openHouse({ databaseUrl, secret: SECRET })
    two = await openHouse({ databaseUrl, secret: SECRET })
  }, PATIENCE)
  afterAll(async () => {
    await one?.close()
    await two?.close()
    await server?.stop()
  }, PATIENCE)

  const propose = async (enquiries: string[] = []) =>
    one.clarifications.propose(await makeOfficer(one, '甲', 'contact'), PROGRAMME, {
      words,
      clauses: ['七.2'],
      asked: [],
      enquiries,
    })

  it('answers at both with what was published at one, and at neither once it is withdrawn', async () => {
    const there = await talk(two)
    const before = (await there.say(ASKED))[0]?.parts
    const { id, version } = await propose()
    const lead = await makeOfficer(one, '丙', 'lead')
    const published = await one.clarifications.decide(lead, id, { decision: 'publish', version })
    const here = await talk(one)
    expect((await here.say(ASKED))[0]?.parts?.[0]?.kind).toBe('clarification')
    const answer = async () => (await (await talk(two)).say(ASKED))[0]?.parts
    await expect.poll(async () => (await answer())?.[0]?.kind, { timeout: 5_000 }).toBe('clarification')
    const reason = '有误'
    await one.clarifications.decide(lead, id, { decision: 'withdraw', version: published.version, reason })
    await expect.poll(answer, { timeout: 5_000 }).toEqual(before)
  })

  it('publishes once when two officers press at once at different nodes', async () => {
    const enquiry = await makeEnquiry(one)
    const { id, version } = await propose([enquiry.id])
    const lead = await makeOfficer(one, '丙', 'lead')
    const other = await makeOfficer(one, '乙', 'contact')
    const outcomes = await Promise.allSettled([
      one.clarifications.decide(lead, id, { decision: 'publish', version }),
      two.clarifications.decide(other, id, { decision: 'publish', version }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await two.store.enquiries.entries(enquiry.id)).toHaveLength(1)
    expect(await two.store.enquiries.find(enquiry.id)).toMatchObject({ status: 'answered', version: 1 })
    const numbers = (await two.store.clarifications.all(PROGRAMME)).map(({ number }) => number)
    expect(numbers.sort()).toEqual([1, 2])
  })
})
