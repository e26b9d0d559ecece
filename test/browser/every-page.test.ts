/** Every page of the form and of the check, in both languages: axe, contrast by day and night, 400 %, stillness. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, violations } from '../rigs/browser.ts'
import { FormApplicant } from '../rigs/form-applicant.ts'
import { garden } from '../rigs/garden.ts'
import { openGarden } from '../rigs/opened.ts'
import type { RealServer } from '../rigs/server.ts'
import { look } from './look.ts'

const PATIENCE = 240_000

describe.skipIf(!haveChromium())('every page', { timeout: PATIENCE }, () => {
  let server: RealServer
  let browser: Browser
  let close = async () => {}

  beforeAll(async () => {
    ;({ server, browser, close } = await openGarden())
  }, PATIENCE)
  afterAll(() => close())

  async function visitor(locale: string): Promise<Page> {
    const viewport = { width: 390, height: 844 }
    return (await browser.newContext({ viewport, locale, reducedMotion: 'reduce' })).newPage()
  }

  /** Comes to an address and looks at what is there. */
  async function open(page: Page, path: string): Promise<void> {
    await page.goto(server.url + path)
    await look(page, path)
  }

  describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
    const begin = `/form?programme=specimen&lang=${locale}`

    it('shows every part, with and without errors, to everyone', async () => {
      const page = await visitor(locale)
      await open(page, begin)
      await page.fill('#code', 'AAAA-AAAA')
      await page.locator('form[action="/form/open"] button').click()
      await look(page, 'a code nobody has')
      const person = await start(page)
      await look(page, 'the list of parts')
      await page.goto(`${server.url}/form/section/applicant`)
      await person.fill('uscc', '12345')
      await person.fill('org_name', '长'.repeat(120))
      await person.save()
      await page.waitForURL(/wrong/)
      await look(page, 'errors')
      await open(page, '/form/check')
      await fillAll(page)
      for (const href of await partsOf(page)) await open(page, href)
      expect(await page.locator('[aria-current=page]').count()).toBe(1)
      await page
        .locator('label')
        .first()
        .evaluate((one) => one.remove())
      expect((await violations(page)).join()).toMatch(/label|select-name/)
    })

    it('shows check, copy, receipt and what a print is worth to everyone', async () => {
      const page = await visitor(locale)
      await page.goto(server.url + begin)
      const person = await start(page)
      const code = await person.code
      await fillAll(page)
      await open(page, '/form/look?large=1&back=/form/section/money')
      await page.goto(`${server.url}/form/look?large=0`)
      await open(page, '/form/copy')
      await open(page, '/form/check')
      const replaced = await submit(page)
      await look(page, 'receipt')
      await page.locator('[name=sure]').check()
      await page.locator('form[action="/form/recall"] button').click()
      await page.waitForURL(/recalled/)
      await look(page, 'taken back')
      await page.goto(`${server.url}/form/check`)
      const current = await submit(page)
      for (const print of ['', `/${current}`, `/${replaced}`, '/0000-0000-0000-0000'])
        await open(page, `/check${print}?lang=${locale}`)
      await open(page, '/form/nothing-here')
      await open(await visitor(locale), `/form?code=${code}&lang=${locale}`)
    })
  })

  async function start(page: Page): Promise<FormApplicant> {
    await page.goto(`${server.url}/form?programme=specimen`)
    await page.locator('form[action="/form/start"] button').click()
    await page.waitForSelector('.tasks')
    return new FormApplicant(page, garden)
  }

  /** Fills in all there is, by the form as data. */
  async function fillAll(page: Page): Promise<void> {
    await page.goto(`${server.url}/form`)
    const id = await page.locator('main').getAttribute('data-draft')
    const headers = { 'x-resume-code': await page.locator('.code').innerText() }
    const answer = await page.request.patch(`${server.url}/api/drafts/${id}`, {
      headers,
      data: { set: garden },
    })
    expect(answer.status(), await answer.text()).toBe(200)
  }

  async function partsOf(page: Page): Promise<string[]> {
    await page.goto(`${server.url}/form`)
    return page.locator('.tasks a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  }
})

/** Hands in from the page of the check. @returns the code of the print */
async function submit(page: Page): Promise<string> {
  await page.locator('form[action="/form/submit"] button').click()
  await page.waitForURL(/receipt/)
  return page.locator('.receipt dd').last().innerText()
}
