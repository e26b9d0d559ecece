import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse } from '../rigs/house.ts'
import { makeOfficer, PROGRAMME } from '../rigs/made-enquiries.ts'

let house: House
const PATH = `/clarifications/${PROGRAMME}`

beforeAll(async () => {
  house = await openHouse({ publicUrl: 'https://desk.example' })
}, 60_000)
afterAll(() => house.close())

const see = (url: string, headers: Record<string, string> = {}) =>
  house.app.inject({ method: 'GET', url, headers })

async function publish(question: string, answer: string): Promise<void> {
  const by = await makeOfficer(house, '甲', 'contact')
  const lead = await makeOfficer(house, '丙', 'lead')
  const words = { 'zh-CN': { question, answer }, en: { question: `EN ${question}`, answer: `EN ${answer}` } }
  const { clarifications } = house
  const proposal = { words, clauses: ['七.2'], asked: [], enquiries: [] }
  const { id, version } = await clarifications.propose(by, PROGRAMME, proposal)
  await clarifications.decide(lead, id, { decision: 'publish', version })
}

describe('the page of clarifications', () => {
  it('says so while there are none, and is not linked from the host page', async () => {
    expect((await see(PATH, { 'accept-language': 'zh-CN' })).body).toContain('目前没有公布的澄清')
    expect((await see('/api/page?locale=zh-CN')).json()).not.toHaveProperty('clarifications')
  })

  it('knows no programme that there is not', async () => {
    expect((await see('/clarifications/nothing')).statusCode).toBe(404)
    expect((await see('/api/programmes/nothing/clarifications')).statusCode).toBe(404)
  })

  it('shows the newest first, those withdrawn with their reason, and no markup that officers wrote', async () => {
    await publish('甲问题？', '第一行\n第二行')
    await publish('乙问题<script>alert(1)</script>？', '乙答复')
    const [first] = (await house.store.clarifications.published(PROGRAMME)).filter(
      ({ number }) => number === 1,
    )
    const lead = await makeOfficer(house, '丁', 'lead')
    const { id, version } = first as { id: string; version: number }
    await house.clarifications.decide(lead, id, { decision: 'withdraw', version, reason: '以新通知为准' })
    const { body, headers } = await see(`${PATH}?lang=zh-CN`)
    expect([...body.matchAll(/<article id="([^"]+)"/g)].map(([, one]) => one)).toEqual([
      'clarification-2',
      'clarification-1',
    ])
    expect(body).toContain('2021年4月12日撤回，不再适用。</b> 以新通知为准')
    expect(body).toContain('<p>第一行</p><p>第二行</p>')
    expect(body).not.toContain('<script')
    expect(headers['content-language']).toBe('zh-CN')
  })

  it('speaks the language asked for, and that of the browser otherwise', async () => {
    expect((await see(PATH, { 'accept-language': 'en' })).body).toContain('EN 甲问题')
    expect((await see(`${PATH}?lang=zh-CN`, { 'accept-language': 'en' })).body).not.toContain('EN 甲')
    const traditional = await see(`${PATH}?lang=zh-Hant`)
    expect(traditional.body).toContain('<html lang="zh-Hant">')
    expect(traditional.body).toContain('甲問題')
    expect(traditional.body).toContain('一式三份加盖单位公章')
  })

  it('is there for programs too', async () => {
    const { items } = (await see(`/api/programmes/${PROGRAMME}/clarifications?lang=en`)).json()
    expect(items).toEqual([
      { number: 2, on: '2021-04-12', clauses: ['七.2'], question: expect.any(String), answer: 'EN 乙答复' },
      expect.objectContaining({ number: 1, withdrawn: { on: '2021-04-12', reason: '以新通知为准' } }),
    ])
  })

  it('is linked from the host page and from replies once there is one', async () => {
    expect((await see('/api/page?locale=zh-CN')).json().clarifications).toEqual({
      label: '澄清公告（1）',
      href: `${PATH}?lang=zh-CN`,
    })
    const asked = { text: '乙问题<script>alert(1)</script>？', locale: 'zh-CN' }
    const reply = await house.app.inject({
      method: 'POST',
      url: `/api/programmes/${PROGRAMME}/ask`,
      payload: asked,
    })
    expect(reply.json().answer).toContain(`https://desk.example${PATH}#clarification-2`)
    expect(reply.json()).toMatchObject({ outcome: 'answered', answers: ['clarification-2'] })
  })
})
