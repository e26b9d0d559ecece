import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPublic, haveChromium, launch, violations } from '../rigs/browser.ts'
import { STRICT_CSP, startWebFake, type WebFake } from '../rigs/web-fake.ts'

const PATIENCE = 60_000
let folder: string
let browser: Browser
let fake: WebFake
let page: Page
let complaints: string[]

interface Visit {
  width?: number
  height?: number
  path?: string
  locale?: string
}

async function visit({
  width = 1280,
  height = 860,
  path = '/',
  locale = 'zh-CN',
}: Visit = {}): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    reducedMotion: 'reduce',
  })
  page = await context.newPage()
  complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(fake.url + path)
  if (path === '/') await page.waitForSelector('.theirs')
}

async function say(text: string): Promise<void> {
  const before = await page.locator('.theirs').count()
  await page.fill('#words', text)
  await page.press('#words', 'Enter')
  await expect.poll(() => page.locator('.theirs').count()).toBeGreaterThan(before)
}

const lastText = () => page.locator('.theirs').last().innerText()

describe.skipIf(!haveChromium())('the widget in a browser', { timeout: PATIENCE }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shenbao-public-'))
    await buildPublic(folder)
    browser = await launch()
  }, PATIENCE)
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    fake = await startWebFake(folder)
  })
  afterEach(async () => {
    await page?.context().close()
    await fake.close()
  })

  it('weighs at most 25 kB gzipped', () => {
    expect(gzipSync(readFileSync(join(folder, 'widget.js'))).length).toBeLessThanOrEqual(25_000)
  })

  it('is looked into by axe: a label that is taken away is found', async () => {
    await visit()
    await say('one')
    await page.locator('.card label').evaluate((label) => label.remove())
    expect((await violations(page)).join()).toContain('label')
  })

  it('has no axe violation as a panel on another page', async () => {
    await visit({ path: '/third-party' })
    await page.click('.launcher')
    await page.waitForSelector('.theirs')
    await say('deadline')
    expect((await violations(page)).filter((line) => !line.includes(': h1'))).toEqual([])
    expect(await page.locator('.log').evaluate((log) => getComputedStyle(log).textTransform)).toBe('none')
  })

  it('leaves hostile strings as text', async () => {
    await visit()
    const hostile = '<img src=x onerror="window.hit=1"><script>window.hit=1</script> javascript:alert(1)'
    await say(hostile)
    fake.push({
      key: 'x',
      text: hostile,
      parts: [
        { kind: 'quote', label: hostile, text: hostile, clause: hostile },
        { kind: 'says', text: 'https://evil.example/x' },
      ],
      document: {
        kind: 'application-form',
        title: hostile,
        href: 'javascript:window.hit=1',
        mediaType: hostile,
      },
    })
    await expect.poll(lastText).toContain('evil.example')
    expect(await page.evaluate(() => (globalThis as { hit?: number }).hit)).toBeUndefined()
    expect(await page.locator('.log img, .log script, .log a').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('works by keyboard alone and gives the focus back', async () => {
    await visit({ path: '/third-party' })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.theirs')
    expect(await focused()).toBe('words')
    await page.keyboard.type('first')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('second')
    await page.keyboard.press('Enter')
    await expect.poll(lastText).toContain('first\nsecond')
    await page.keyboard.press('Escape')
    expect(await page.locator('dialog').isVisible()).toBe(false)
    expect(await focused()).toContain('launcher')
  })

  it('does not send while an input method is composing', async () => {
    await visit()
    await page.fill('#words', 'shen')
    await page.locator('#words').evaluate((box) => {
      box.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
      )
    })
    expect(fake.arrived).toEqual([])
    expect(await page.inputValue('#words')).toBe('shen')
  })

  it.each([320, 390])('does not overflow at %i px, in large type either', async (width) => {
    await visit({ width, height: 700 })
    for (const text of ['deadline', 'document', 'card', `long ${'x'.repeat(300)}`]) await say(text)
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(await over()).toBeLessThanOrEqual(0)
    await page.evaluate(() => document.querySelector('shenbao-assistant')?.setAttribute('large', ''))
    expect(await over()).toBeLessThanOrEqual(0)
    const log = await page.locator('.log').evaluate((box) => box.scrollWidth - box.clientWidth)
    expect(log).toBeLessThanOrEqual(0)
  })

  it('sends again under the same id when an answer is lost, and shows it once', async () => {
    await visit()
    fake.dropAnswers = 1
    await say('only once')
    await expect.poll(() => fake.arrived.length).toBe(2)
    expect(new Set(fake.arrived).size).toBe(1)
    expect(fake.activities.map((one) => one.text)).toEqual(['only once'])
    expect(await page.locator('.mine').count()).toBe(1)
    expect(await page.getByText('您说：only once').count()).toBe(1)
    await expect.poll(() => page.locator('.fate').count()).toBe(0)
  })

  it('keeps what cannot be sent, says so, and keeps the order', async () => {
    await visit()
    fake.failNext = 2
    await page.fill('#words', 'a')
    await page.press('#words', 'Enter')
    await page.fill('#words', 'b')
    await page.press('#words', 'Enter')
    await page.waitForSelector('.fate')
    await expect.poll(() => fake.activities.map((one) => one.text), { timeout: 10_000 }).toEqual(['a', 'b'])
    await expect.poll(() => page.locator('.fate').count()).toBe(0)
  })

  it('keeps in sight what could not be sent', async () => {
    await visit({ width: 390, height: 500 })
    await say('deadline')
    fake.failNext = 1
    await page.fill('#words', 'in sight')
    await page.press('#words', 'Enter')
    const fate = page.locator('.fate')
    await fate.waitFor()
    const hidden = await fate.evaluate((line) => {
      const log = line.closest('.log') as HTMLElement
      return line.getBoundingClientRect().bottom - log.getBoundingClientRect().bottom
    })
    expect(hidden).toBeLessThanOrEqual(0)
  })

  it('still has unsent words after a reload, and sends them once', async () => {
    await visit()
    fake.failNext = 1
    await page.fill('#words', 'survivor')
    await page.press('#words', 'Enter')
    await page.waitForSelector('.fate')
    await page.reload()
    await expect.poll(lastText).toContain('survivor')
    expect(fake.activities.map((one) => one.text)).toEqual(['survivor'])
    expect(await page.locator('.mine').count()).toBe(1)
  })

  it('goes on after a reload, with what was typed into the card', async () => {
    await visit()
    await say('one')
    await page.fill('#f-uscc-uscc', '9131')
    await page.reload()
    await page.waitForSelector('#f-uscc-uscc')
    expect(await page.inputValue('#f-uscc-uscc')).toBe('9131')
    expect(await page.locator('.mine').count()).toBe(1)
  })

  it('leads to the whole form of its draft from the menu', async () => {
    await visit()
    await page.click('.bar .round')
    const link = page.locator('.menu a')
    await link.waitFor()
    expect(await link.getAttribute('href')).toMatch(/\/form\?code=ABCD-2345&lang=(zh-CN|en)$/)
  })

  it('goes on with a code from the address or from the menu, and says when there is none', async () => {
    await visit({ path: '/?code=ABCD-2345' })
    await expect.poll(lastText).toContain('已接上')
    expect(page.url()).not.toContain('code')
    await page.click('.bar .round')
    await page.fill('#code', 'WXYZ-9999')
    await page.press('#code', 'Enter')
    await expect.poll(() => page.locator('#code-error').innerText()).toContain('没有这个代码')
  })

  it('hears what the server says by itself, also after the stream was cut', async () => {
    await visit()
    fake.push({ key: 'news', text: '第一条' })
    await expect.poll(lastText).toContain('第一条')
    fake.cutStreams()
    fake.push({ key: 'news', text: '第二条' })
    await expect.poll(lastText, { timeout: 10_000 }).toContain('第二条')
    expect(await page.locator('.theirs').count()).toBe(3)
  })

  it('takes the focus to the errors and keeps the values, in the other language too', async () => {
    await visit()
    await say('card')
    await page.fill('#f-everything-name', '某单位')
    await page.fill('#f-everything-plan', '😀'.repeat(25))
    await page.click('.card .primary')
    await page.waitForSelector('.problems')
    expect(await focused()).toContain('problems')
    expect(await page.inputValue('#f-everything-name')).toBe('某单位')
    expect(await page.locator('#f-everything-plan-count').innerText()).toContain('超出 5 字')
    await page.click('.problems button >> nth=1')
    expect(await focused()).toBe('f-everything-phone')
    await page.getByRole('button', { name: 'English' }).first().click()
    await expect.poll(() => page.locator('.bar h2').innerText()).toBe('Conversation')
    expect(fake.activities.at(-1)?.choice).toBe('language:en')
    await expect.poll(() => page.locator('form.card').count()).toBe(1)
    expect(await page.inputValue('#f-everything-plan')).toBe('😀'.repeat(25))
    await page.fill('#f-everything-phone', '021-12345678')
    await page.click('.card .primary')
    await expect.poll(lastText).toContain('😀'.repeat(25))
    expect(await page.locator('form.card').count()).toBe(0)
  })

  it('shows a new card from its top and leaves the focus in the box', async () => {
    await visit({ width: 390, height: 700 })
    await say('card')
    const top = await page.locator('form.card').evaluate((card) => {
      const log = card.closest('.log') as HTMLElement
      return card.getBoundingClientRect().top - log.getBoundingClientRect().top
    })
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top).toBeLessThan(120)
    expect(await focused()).toBe('words')
  })

  it('uploads files of a card with the answer, and of the box at once', async () => {
    await visit()
    await say('card')
    const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
    await page.setInputFiles('.card input[type=file]', [pdf('proof.pdf'), pdf('bad.pdf')])
    await expect.poll(() => page.locator('.uploads').innerText()).toContain('不支持这种文件')
    await page.getByRole('button', { name: '移除 bad.pdf' }).click()
    await page.fill('#f-everything-phone', '021-12345678')
    await page.click('.card .primary')
    await expect.poll(() => fake.activities.at(-1)?.form?.values.proof).toHaveLength(1)
    await page.setInputFiles('.composer input[type=file]', pdf('scan.pdf'))
    await expect.poll(lastText).toContain('收到 1 个文件')
  })

  it('says what is wrong when the page may not connect', async () => {
    fake.csp = STRICT_CSP.replace("connect-src 'self'", "connect-src 'none'")
    await visit({ path: '/third-party' })
    await page.click('.launcher')
    await expect.poll(() => page.locator('.notice').innerText()).toContain('connect-src')
  })

  it('speaks traditional Chinese to whom that is spoken, in words that only they load', async () => {
    await visit()
    expect(
      await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
    ).not.toContain(`${fake.url}/widget.zh-Hant.json`)
    await page.context().close()
    await visit({ locale: 'zh-TW' })
    await expect.poll(() => page.locator('.bar h2').innerText()).toBe('對話')
    expect(await page.locator('#words').getAttribute('placeholder')).toBe('輸入問題或回答')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant')
    expect(await page.locator('.side h2').first().innerText()).toBe('在這裡可以')
    await page.click('.bar .round')
    expect(await page.locator('.menu [aria-pressed=true]').innerText()).toBe('繁體中文')
    await page.getByRole('button', { name: '简体中文' }).click()
    await expect.poll(() => page.locator('.bar h2').innerText()).toBe('对话')
    expect(fake.activities.at(-1)?.choice).toBe('language:zh-CN')
    await page.getByRole('button', { name: '繁體中文' }).click()
    await expect.poll(() => page.locator('.bar h2').innerText()).toBe('對話')
  })

  it('sends the shortcuts of the page', async () => {
    await visit()
    await page.click('.side button >> nth=0')
    await expect.poll(lastText).toContain('我们能申报吗')
  })
})

function focused(): Promise<string> {
  return page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement
    return inner?.id || inner?.className || document.activeElement?.tagName || ''
  })
}
