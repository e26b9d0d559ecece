/** A returned application on the whole form in a browser: what it looks like, and that everybody can use it. */
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, launch, violations } from '../rigs/browser.ts'
import { CaseHouse, type Filer } from '../rigs/case-house.ts'

const PATIENCE = 240_000

let at: CaseHouse
let filer: Filer
let browser: Browser
let url = ''

/** A browser with the pass of the draft. */
async function visitor(javaScriptEnabled: boolean): Promise<Page> {
  const id = await filer.draftId()
  const code = (await at.store.drafts.find(id))?.code
  const context = await browser.newContext({ javaScriptEnabled, locale: 'zh-CN', reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'shenbao-form', value: `${id}.${code}`, url }])
  return context.newPage()
}

describe.skipIf(!haveChromium())('a returned application', { timeout: PATIENCE }, () => {
  beforeAll(async () => {
    at = await CaseHouse.open('2021-04-12 10:00')
    url = await at.house.app.listen({ host: '127.0.0.1', port: 0 })
    filer = await at.applicant()
    await filer.submit()
    const { id } = await filer.application()
    const fields = [
      { field: 'contact_mobile', comment: '号码打不通，请核对。' },
      { field: 'benefit', comment: '请写明经济效益和社会效益，最好有数据。' },
    ]
    const act = { type: 'return' as const, fields, due: '2021-04-19' }
    await at.cases.actOnApplication(await at.recommender(), id, act, { key: v7() })
    browser = await launch()
  }, PATIENCE)
  afterAll(async () => {
    await browser?.close()
    await at?.house.close()
  })

  it('names the returned fields, opens them alone, and breaks no rule of WCAG', async () => {
    const page = await visitor(false)
    for (const path of ['/form', '/form/section/people', '/form/check', '/form/receipt']) {
      await page.goto(`${url}${path}`)
      expect([path, await violations(page)]).toEqual([path, []])
    }
    await page.goto(`${url}/form`)
    await page.locator('.box.returned a').first().click()
    const inputs = page.locator('.fields input:not([type=hidden]), .fields textarea, .fields select')
    expect(await inputs.count()).toBe(1)
    expect(await inputs.first().getAttribute('aria-describedby')).toContain('f-contact_mobile-comment')
  })

  it('saves what is mended as one goes, where scripts run', async () => {
    const page = await visitor(true)
    await page.goto(`${url}/form/section/people`)
    await page.locator('#f-contact_mobile').fill('13900000001')
    await page.locator('#f-contact_mobile').blur()
    await page.locator('[data-live]', { hasText: '已保存' }).waitFor()
    const kept = (await at.store.drafts.find(await filer.draftId()))?.draft.entries
    expect(kept?.contact_mobile?.value).toBe('13900000001')
    expect(await page.locator('#f-contact_mobile-comment').textContent()).toContain('号码打不通')
  })
})
