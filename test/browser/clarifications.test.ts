/** The page of clarifications as anybody reads it, without script: in both languages, on every width, on paper. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, launch } from '../rigs/browser.ts'
import { makeOfficer, PROGRAMME } from '../rigs/desk-house.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { look } from './look.ts'

const PATIENCE = 120_000
const WORDS = [
  [
    '纸质申请表能否使用电子印章？',
    '不能。三份纸质申请表都要加盖实物公章；\n推荐单位的意见栏同样如此。',
    'May the paper application bear an electronic seal?',
    'No. All three paper copies need the physical seal of the unit;\nso does the opinion of the recommending body.',
  ],
  [
    '本市子公司以集团统一社会信用代码申报是否可以？',
    '不可以。由在本市注册登记的子公司以自己的统一社会信用代码申报。',
    'May a local subsidiary apply under the credit code of its group?',
    'No. The subsidiary registered in the city applies under its own unified social credit code.',
  ],
] as const

describe.skipIf(!haveChromium())('the page of clarifications', { timeout: PATIENCE }, () => {
  let house: House
  let browser: Browser
  let address: string

  beforeAll(async () => {
    house = await openHouse({ port: 0, host: '127.0.0.1' })
    address = await house.listen()
    browser = await launch()
    const by = await makeOfficer(house, '甲', 'contact')
    const lead = await makeOfficer(house, '丙', 'lead')
    for (const [question, answer, asked, answered] of WORDS) {
      const words = { 'zh-CN': { question, answer }, en: { question: asked, answer: answered } }
      const proposal = { words, clauses: ['七.2', '三.1'], asked: [], enquiries: [] }
      const { id, version } = await house.clarifications.propose(by, PROGRAMME, proposal)
      await house.clarifications.decide(lead, id, { decision: 'publish', version })
    }
    const [first] = await house.store.clarifications.published(PROGRAMME)
    const { id, version } = first as { id: string; version: number }
    const reason = '主管部门已另行发文，以新文为准。'
    await house.clarifications.decide(lead, id, { decision: 'withdraw', version, reason })
  }, PATIENCE)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  for (const lang of ['zh-CN', 'en'])
    for (const width of [1440, 390, 320])
      it(`is right for everyone in ${lang} at ${width}`, async () => {
        const viewport = { width, height: 900 }
        const context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
        const page = await context.newPage()
        const errors: string[] = []
        page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
        await page.goto(`${address}/clarifications/${PROGRAMME}?lang=${lang}`)
        expect(await page.locator('article').count()).toBe(2)
        if (process.env.SHENBAO_SHOTS)
          await page.screenshot({
            path: `${process.env.SHENBAO_SHOTS}/clar-${lang}-${width}.png`,
            fullPage: true,
          })
        await look(page, `clarifications ${lang} ${width}`)
        expect(errors).toEqual([])
        await context.close()
      })

  it('leads to one of them, and loses only its frame on paper', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false, locale: 'zh-CN' })
    await page.goto(`${address}/clarifications/${PROGRAMME}#clarification-1`)
    expect(await page.locator('article:target h2').textContent()).toContain('澄清第1号')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.top').isVisible()).toBe(false)
    expect(await page.locator('.answer').first().isVisible()).toBe(true)
    await page.close()
  })
})
