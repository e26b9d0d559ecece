/** The widget on somebody else's site, by one script tag, against the real server. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, launch } from '../rigs/browser.ts'
import { type RealServer, startServer } from '../rigs/server.ts'
import { Applicant } from '../rigs/widget-applicant.ts'

/** A site with nothing but the script tag of `widget`. */
async function startSite(widget: () => string): Promise<{ origin: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><html lang="zh-CN"><title>某区市场监督管理局</title><h1>通知公告</h1><script src="${widget()}" data-locale="zh-CN"></script>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

describe.skipIf(!haveChromium())('the widget on another site', { timeout: 120_000 }, () => {
  let browser: Browser
  let server: RealServer
  let listed: Awaited<ReturnType<typeof startSite>>
  let stranger: Awaited<ReturnType<typeof startSite>>

  beforeAll(async () => {
    const widget = () => `${server.url}/widget.js`
    listed = await startSite(widget)
    stranger = await startSite(widget)
    server = await startServer('2021-04-12T10:00:00+08:00', { SHENBAO_ORIGINS: listed.origin })
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    listed?.server.close()
    stranger?.server.close()
  })

  async function visit(origin: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })).newPage()
    await page.goto(origin)
    await page.locator('.launcher').click()
    return page
  }

  it('talks and keeps listening where the site is on the list', async () => {
    const page = await visit(listed.origin)
    await page.waitForSelector('.theirs')
    const applicant = Applicant.on(page)
    expect(await applicant.say('截止日期是哪天？')).toContain('4月30日')
    await page.waitForTimeout(300)
    expect(await page.locator('.notice').count()).toBe(0)
  })

  it('says so where it is not', async () => {
    const page = await visit(stranger.origin)
    await expect.poll(() => page.locator('.notice').innerText()).toContain('未允许本页面访问')
  })
})
