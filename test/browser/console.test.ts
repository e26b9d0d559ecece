/** The officers' console in a real browser, against a small server of its contract. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readWords } from '../../src/browser/build/words-plugin.ts'
import { haveChromium, violations } from '../rigs/browser.ts'
import { authorityMe } from '../rigs/case-fixtures.ts'
import { show } from '../rigs/console-scenes.ts'
import type { DeskFake } from '../rigs/desk-fake.ts'
import { contactOnly } from '../rigs/desk-fixtures.ts'
import { openConsole } from '../rigs/opened.ts'

const PATIENCE = 240_000
/** Bytes, compressed, before the inbox can be drawn. */
const FIRST_LOAD = 400_000
/** What is read at first, and what when somebody goes there. */
const PARTS = [
  ...new Set(readdirSync('locales').flatMap((name) => /^(console(?:-\w+)?)\./.exec(name)?.[1] ?? [])),
]

const CASE_ROOMS = [
  '/applications',
  '/applications?view=all',
  '/applications/application-1',
  '/applications/application-23',
  '/applications/application-34',
  '/pre-screen',
]

describe.skipIf(!haveChromium())('the officers’ console', { timeout: PATIENCE }, () => {
  let folder: string
  let desk: DeskFake
  let browser: Browser
  let troubles: string[]
  let close = async () => {}

  beforeAll(async () => {
    ;({ folder, desk, browser, close } = await openConsole())
  }, PATIENCE)
  afterAll(() => close())
  beforeEach(() => {
    desk.reset()
    troubles = []
  })

  /** Opens a place of the console; what the browser complains of is kept. */
  async function open(path: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
    const page = await (
      await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' })
    ).newPage()
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    page.on('pageerror', (error) => troubles.push(String(error)))
    await page.goto(`${desk.url}/desk${path}`)
    await page.locator('h1').first().waitFor()
    return page
  }

  it('is at the inbox with at most 400 kB, charts and other screens on demand', () => {
    const root = join(folder, 'console')
    type Chunk = { file: string; imports?: string[]; css?: string[]; dynamicImports?: string[] }
    const manifest: Record<string, Chunk> = JSON.parse(
      readFileSync(join(root, '.vite/manifest.json'), 'utf8'),
    )
    const files = new Set<string>()
    const take = (key: string) => {
      const chunk = manifest[key] as Chunk
      if (files.has(chunk.file)) return
      for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
      for (const one of chunk.imports ?? []) take(one)
    }
    take('index.html')
    const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file))).length, 0)
    console.log(`console, first load: ${Math.round(bytes / 1000)} kB gz in ${files.size} files`)
    expect(bytes).toBeLessThan(FIRST_LOAD)
    expect(Object.keys(manifest)).toContain('office/chart.tsx')
    expect([...files]).not.toContain(manifest['office/chart.tsx']?.file)
  })

  it('has every word it says in both languages, and says none by its key', async () => {
    const words = Object.assign({}, ...PARTS.map((part) => readWords('locales', part)['zh-CN']))
    const named = sources('src/browser/console').flatMap((text) =>
      [...text.matchAll(/\bsay\('([^']+)'/g)].map(([, key]) => key ?? ''),
    )
    expect(named.length).toBeGreaterThan(200)
    expect(named.filter((key) => !(key in words))).toEqual([])
    const rooms = new Set(Object.keys(words).flatMap((key) => (key.includes('.') ? [key.split('.')[0]] : [])))
    const asKey = new RegExp(`(?<![\\w.@])(${[...rooms].join('|')})\\.[a-z]`)
    const page = await open('/enquiries/enquiry-1')
    for (const language of ['简体中文', 'English']) {
      const change = page.getByRole('button', { name: language, exact: true })
      if (await change.isVisible()) await change.click()
      for (const room of [
        '',
        '/enquiries/enquiry-1',
        '/clarifications',
        '/canned',
        '/leave',
        '/unanswered',
        '/officers',
        '/account',
      ]) {
        await page.goto(`${desk.url}/desk${room}`)
        await page.locator('h1').waitFor()
        await page.waitForFunction(() => !document.querySelector('.loading'))
        expect(await page.locator('body').innerText(), room).not.toMatch(asKey)
      }
    }
    for (const language of ['zh-CN', 'en']) {
      desk.me = { ...authorityMe, locale: language }
      for (const room of CASE_ROOMS) {
        await page.goto(`${desk.url}/desk${room}`)
        await page.locator('h1').waitFor()
        await page.waitForFunction(() => !document.querySelector('.loading'))
        const faces = await page.locator('.help > .switch button').all()
        for (const face of faces.length > 0 ? faces : [null]) {
          await face?.click()
          expect(await page.locator('body').innerText(), room).not.toMatch(asKey)
        }
      }
    }
    expect(troubles).toEqual([])
  })

  it('lets an answer be found, written and sent with the keyboard alone', async () => {
    const page = await open('')
    await page.locator('.rows li').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
    await page.keyboard.press('Enter')
    await page.keyboard.press('/')
    await page.keyboard.type('骑缝章')
    await expect.poll(() => page.locator('.rows li').count()).toBe(2)
    expect(new URL(page.url()).searchParams.get('q')).toBe('骑缝章')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('.composer').waitFor()
    await page.keyboard.press('r')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await page.keyboard.type('每份都要盖骑缝章。')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('.entry.officer').last().innerText()).toContain('每份都要盖骑缝章。')
    expect(desk.acts.map(({ act }) => act)).toEqual([
      { type: 'answer', text: '每份都要盖骑缝章。', files: [] },
    ])
    expect(await page.locator('.composer textarea').inputValue()).toBe('')
    await page.goBack()
    await expect.poll(() => page.locator('.search input').inputValue()).toBe('骑缝章')
  })

  it('gives the focus back after a dialog, and leaves it with Esc', async () => {
    const page = await open('/enquiries/enquiry-7')
    const button = page.getByRole('button', { name: '移交同事' })
    await button.focus()
    await page.keyboard.press('Enter')
    await page.locator('[role=dialog]').waitFor()
    await expect
      .poll(() => page.evaluate(() => !!document.activeElement?.closest('[role=dialog]')))
      .toBe(true)
    await page.keyboard.press('Escape')
    await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true)
  })

  it('keeps the officer’s words when somebody else was faster, and shows what that one wrote', async () => {
    const page = await open('/enquiries/enquiry-1')
    const text = page.locator('.composer textarea')
    await text.fill('由街道财务盖章。')
    desk.answerAs('陈静', 'enquiry-1', '预算表由统一核算的街道盖章。')
    await page.getByRole('button', { name: '发送答复' }).click()
    await page.locator('.conflict').waitFor()
    expect(await page.locator('.conflict').innerText()).toContain('预算表由统一核算的街道盖章。')
    expect(await text.inputValue()).toBe('由街道财务盖章。')
    await page.getByRole('button', { name: '作为补充发送' }).click()
    await expect.poll(() => page.locator('.talk > .entries').innerText()).toContain('由街道财务盖章。')
    expect(await page.locator('.conflict').count()).toBe(0)
    expect(desk.acts.map(({ version }) => version)).toEqual([3, 4])
  })

  it('keeps what was being written over a reload, and sends it once after a failure', async () => {
    const page = await open('/enquiries/enquiry-1')
    await page.locator('.composer textarea').fill('写到一半')
    await page.reload()
    await page.locator('.composer').waitFor()
    expect(await page.locator('.composer textarea').inputValue()).toBe('写到一半')
    desk.failing = { prefix: '/api/desk/enquiries/enquiry-1/acts', status: 503 }
    await page.getByRole('button', { name: '发送答复' }).click()
    await page.locator('.composer .failed').waitFor()
    expect(await page.locator('.composer textarea').inputValue()).toBe('写到一半')
    desk.failing = null
    await page.getByRole('button', { name: '发送答复' }).click()
    await expect.poll(() => desk.acts.length).toBe(1)
    await expect.poll(() => page.locator('.composer textarea').inputValue()).toBe('')
  })

  it('shows what is new only when asked, and mends what changed where it stands', async () => {
    const page = await open('/?view=open')
    await page.locator('.rows li').first().waitFor()
    const first = await page.locator('.rows .question').first().innerText()
    await page.waitForTimeout(300)
    desk.arrive('行业协会可以申报吗？')
    await page.locator('.unseen button').waitFor()
    expect(await page.locator('.unseen').innerText()).toContain('1')
    expect(await page.locator('.rows .question').first().innerText()).toBe(first)
    await page.locator('.unseen button').click()
    await expect.poll(() => page.locator('.rows').innerText()).toContain('行业协会可以申报吗？')
  })

  it('listens again after the line was cut, and looks at what it missed', async () => {
    const page = await open('/enquiries/enquiry-1')
    await page.locator('.composer').waitFor()
    await page.waitForTimeout(300)
    desk.cutStreams()
    desk.answerAs('陈静', 'enquiry-1', '断线时的答复')
    await expect
      .poll(() => page.locator('.entries').first().innerText(), { timeout: 10_000 })
      .toContain('断线时的答复')
  })

  it('opens an enquiry wherever its row is pressed, while its tick only ticks', async () => {
    const page = await open('/?view=open')
    const row = page.locator('li.row').first()
    await row.locator('.tick').click()
    expect(await row.locator('.tick input').isChecked()).toBe(true)
    expect(new URL(page.url()).pathname).toBe('/desk/')
    const last = await row.locator('.last').boundingBox()
    if (!last) throw new Error('the row has no last column')
    await page.mouse.click(last.x + last.width - 2, last.y + last.height + 4)
    await page.locator('.composer').waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/desk\/enquiries\//)
  })

  it('acts on several at once and says what was refused', async () => {
    const page = await open('/?view=open')
    for (const row of [0, 1, 2]) await page.locator('.rows .tick input').nth(row).check()
    await page.getByRole('button', { name: '办结', exact: true }).click()
    await page.locator('[role=dialog] textarea').fill('同一问题已公布澄清。')
    await page.locator('[role=dialog]').getByRole('button', { name: '办结' }).click()
    await expect.poll(() => page.locator('.refused').innerText()).toContain('刚刚由陈静答复')
  })

  it('hands a file over with the answer, and fills in a canned answer', async () => {
    const page = await open('/enquiries/enquiry-1')
    await page.locator('.composer').waitFor()
    await page
      .locator('.composer input[type=file]')
      .setInputFiles({ name: '说明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
    await page.locator('.attached').waitFor()
    await page.getByRole('button', { name: '插入常用答复' }).click()
    await page.locator('.canned-choice button').first().click()
    await expect
      .poll(() => page.locator('.composer textarea').inputValue())
      .toContain('您的咨询（ZX-2021-0101）')
    await page.getByRole('button', { name: '发送答复' }).click()
    await expect.poll(() => desk.acts[0]?.act).toMatchObject({ type: 'answer', files: ['kept-8'] })
  })

  it('carries an enquiry over into a proposal, which lacks nothing before it is handed in', async () => {
    const page = await open('/enquiries/enquiry-1')
    await page.getByRole('button', { name: '提出澄清' }).click()
    await page.getByRole('button', { name: '提交核准' }).click()
    await expect.poll(() => page.locator('.wrong').count()).toBe(2)
    await page.locator('[data-part=en-question]').fill('Who recommends a service centre?')
    await page.locator('[data-part=en-answer]').fill('The district administration.')
    await page.getByRole('button', { name: '提交核准' }).click()
    await expect
      .poll(() => desk.posted.find(({ path }) => path === 'proposal')?.body)
      .toMatchObject({
        enquiries: ['enquiry-1', 'enquiry-15'],
        words: { en: { answer: 'The district administration.' } },
      })
  })

  it('shows nobody more than their screens, and says so to whoever types an address', async () => {
    desk.me = contactOnly
    const page = await open('/officers')
    expect(await page.locator('h1').innerText()).toBe('您没有此项权限')
    expect(await page.locator('.side nav').innerText()).not.toContain('人员与权限')
  })

  it('spends a one-time link only by its button, and leads to the sign-in when the session ended', async () => {
    desk.me = null
    const page = await open('/enter#0123456789abcdef0123456789abcdef')
    expect(desk.me).toBeNull()
    await page.getByRole('button', { name: '登录工作台' }).click()
    await page.locator('.inbox').waitFor()
    desk.me = null
    await page.locator('.rows .question').first().click()
    await expect.poll(() => page.locator('h1').innerText()).toBe('登录')
  })

  it('changes the language at once and tells the account', async () => {
    const page = await open('')
    await page.locator('.side').getByRole('button', { name: 'English' }).click()
    await expect.poll(() => page.locator('h1').innerText()).toBe('Enquiries')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await expect.poll(() => desk.me?.locale).toBe('en')
  })

  it('would not let a missing name pass', async () => {
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
    await show(page, desk, { name: 'inbox', about: '', path: '' }, 'zh-CN')
    await page
      .locator('.rows .tick input')
      .first()
      .evaluate((one) => one.removeAttribute('aria-label'))
    expect((await violations(page)).join()).toMatch(/label/)
  })
})

/** The text of every source file below a folder. */
const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
