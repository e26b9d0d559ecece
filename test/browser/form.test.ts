/** The whole form in a browser: without scripts to the receipt, beside the chat, for every eye and width. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, launch, violations } from '../rigs/browser.ts'
import { FormApplicant } from '../rigs/form-applicant.ts'
import { type RealServer, startServer } from '../rigs/server.ts'

const PATIENCE = 240_000

let server: RealServer
let browser: Browser
const complaints: string[] = []

/** A browser of its own, with nothing remembered. */
async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  return page
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe.skipIf(!haveChromium())('the whole form', { timeout: PATIENCE }, () => {
  beforeAll(async () => {
    server = await startServer('2021-04-12T10:00:00+08:00')
    browser = await launch()
  }, PATIENCE)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([])
  })

  it('takes a whole application from the first page to the receipt without scripts', async () => {
    const page = await visitor({ javaScriptEnabled: false })
    const applicant = new FormApplicant(page)
    await applicant.start(server.url)
    await page.locator('.tasks a').first().click()
    let parts = 0
    while (page.url().includes('/form/section/')) {
      await applicant.fillPart()
      if ((await page.locator('[data-field=att_license]').count()) > 0) {
        await page.setInputFiles('#u-att_license', {
          name: '执照.pdf',
          mimeType: 'application/pdf',
          buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
        })
        await page.locator('[value="upload:att_license"]').click()
        expect(await page.locator('.files').innerText()).toContain('执照.pdf')
      }
      await applicant.save()
      if (++parts > 20) throw new Error(await page.locator('main').innerText())
    }
    expect(page.url()).toContain('/form/check')
    expect(await page.locator('main').innerText()).toContain('社区助餐服务标准化试点')
    await page.locator('form[action="/form/submit"] button').click()
    expect(page.url()).toContain('/form/receipt')
    expect(await page.locator('.receipt').innerText()).toMatch(/SHBZ-2021-\d{4}/)
    const href = await page.locator('a[href^="/documents/"]').getAttribute('href')
    const pdf = await page.request.get(`${server.url}${href}`)
    expect(pdf.headers()['content-type']).toContain('application/pdf')
  })
})
