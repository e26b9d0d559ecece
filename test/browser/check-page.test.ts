/** The check page as whoever scans a print uses it, without JavaScript; how it looks is in every-page.test.ts. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Applicant, over } from '../rigs/applicant.ts'
import { haveChromium, launch } from '../rigs/browser.ts'
import { type RealServer, startServer } from '../rigs/server.ts'
import { recall, type Submitted, submit } from '../rigs/submitting.ts'

const PATIENCE = 120_000

describe.skipIf(!haveChromium())('the check page', { timeout: PATIENCE }, () => {
  let server: RealServer
  let browser: Browser
  let replaced: Submitted
  let current: Submitted

  beforeAll(async () => {
    server = await startServer('2021-04-12T10:00:00+08:00')
    browser = await launch()
    const one = await Applicant.start(over(server.url), { locale: 'zh-CN' })
    await one.fileUntil(null)
    replaced = await submit(one)
    await recall(one)
    current = await submit(one)
  }, PATIENCE)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function open(path: string, more: object = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', ...more })
    const page = await context.newPage()
    await page.goto(server.url + path)
    return page
  }

  it('keeps to the policy: nothing refused, and its own style in force', async () => {
    const refused: string[] = []
    const page = await open('/check')
    page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
    await page.goto(`${server.url}/check/${current.code}`)
    expect(refused).toEqual([])
    expect(await page.locator('.status').evaluate((one) => getComputedStyle(one).borderTopWidth)).toBe('4px')
  })

  it('takes a code by hand and changes the language, without JavaScript', async () => {
    const page = await open('/check', { javaScriptEnabled: false })
    await page.getByLabel('校验码').fill(current.code.toLowerCase().replaceAll('-', ''))
    await page.getByRole('button', { name: '核验' }).click()
    await page.waitForURL(`**/check/${current.code}?lang=zh-CN`)
    expect(await page.locator('h2').textContent()).toBe('这是现行提交版本')
    await page.getByRole('link', { name: 'English' }).click()
    await page.waitForURL('**?lang=en')
    expect(await page.locator('h2').textContent()).toBe('This is the current version')
    await page.getByLabel('Check another print').fill(replaced.code)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/check/${replaced.code}?lang=en`)
    expect(await page.locator('.status').textContent()).toContain(current.number)
  })
})
