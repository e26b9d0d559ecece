/** The whole job on a phone, against the real server: ask, check, file, submit, hold the printed form. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WireReply } from '../../src/contract/conversation.ts'
import { application } from '../rigs/application.ts'
import { haveChromium, launch, violations } from '../rigs/browser.ts'
import { type RealServer, startServer } from '../rigs/server.ts'

const PATIENCE = 240_000
const PHONE = { width: 390, height: 844 }
const PDF = { name: '营业执照.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') }

let server: RealServer
let browser: Browser

async function open(context: BrowserContext, path = '/'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(server.url + path)
  await page.waitForSelector('.theirs')
  return page
}

const phone = () => browser.newContext({ viewport: PHONE, locale: 'zh-CN', reducedMotion: 'reduce' })
const texts = (page: Page) => page.locator('.theirs').count()

/** Does something and waits for the replies; all they say. */
async function answered(page: Page, act: () => Promise<unknown>): Promise<string> {
  const before = await texts(page)
  await act()
  await expect.poll(() => texts(page), { timeout: 15_000 }).toBeGreaterThan(before)
  await expect.poll(() => page.locator('.thinking').count()).toBe(0)
  const all = await page.locator('.theirs').allInnerTexts()
  return all.slice(before).join('\n')
}

async function say(page: Page, text: string): Promise<string> {
  await page.fill('#words', text)
  return answered(page, () => page.press('#words', 'Enter'))
}

const press = (page: Page, name: string) =>
  answered(page, () => page.getByRole('button', { name, exact: true }).last().click())

/** Fills one input of a card, whatever it is made of. */
async function fillIn(input: Locator, value: string | string[]): Promise<void> {
  const tag = await input.evaluate((element) => element.tagName)
  if (tag === 'SELECT') await input.selectOption(String(value))
  else if (tag !== 'FIELDSET') await input.fill(String(value))
  else
    for (const one of [value].flat()) {
      const tick = input.locator(`input[value="${one}"]`)
      await ((await tick.count()) > 0 ? tick : input.locator('input')).first().check()
    }
}

async function fillCard(
  page: Page,
  step: string,
  values: Record<string, string | string[]>,
): Promise<string> {
  const card = page.locator('form.card').last()
  for (const [name, value] of Object.entries(values)) await fillIn(card.locator(`#f-${step}-${name}`), value)
  return answered(page, () => card.locator('.primary').click())
}

/** Answers the open question as an applicant would: on the card, else by button, else by skipping it. */
async function answerNext(page: Page, { pending, form }: WireReply): Promise<void> {
  const field = pending?.field ?? ''
  const given = application[field]
  if (given === undefined) {
    await press(page, '先跳过')
  } else if (Array.isArray(given) && typeof given[0] === 'object') {
    for (const row of given as Record<string, string>[]) await fillCard(page, field, row)
    await press(page, '填完了')
  } else if ((await page.locator('form.card').count()) > 0) {
    await fillCard(page, field, { [field]: given as string | string[] })
  } else {
    const option = form?.inputs[0]?.options?.find(({ value }) => value === given)
    await press(page, option?.label ?? String(given))
  }
}

/** Sends a file on the open card. */
async function attach(page: Page): Promise<void> {
  await page.setInputFiles('.card input[type=file]', PDF)
  await page.waitForSelector('.uploads li')
  await answered(page, () => page.locator('form.card .primary').last().click())
  await press(page, '填完了')
}

async function pdfText(page: Page, href: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shenbao-pdf-'))
  const response = await page.request.get(href)
  expect(response.headers()['content-type']).toContain('application/pdf')
  await writeFile(join(folder, 'form.pdf'), await response.body())
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', join(folder, 'form.pdf'), '-'])
  await rm(folder, { recursive: true })
  return stdout
}

describe.skipIf(!haveChromium())('a whole application on a phone', { timeout: PATIENCE }, () => {
  beforeAll(async () => {
    server = await startServer('2021-04-12T10:00:00+08:00')
    browser = await launch()
  }, PATIENCE)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('asks, files, resumes elsewhere, submits and prints, without an axe violation on the way', async () => {
    const page = await open(await phone())
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    expect(await page.locator('body').innerText()).toContain('演示环境')
    expect(await violations(page), 'greeting').toEqual([])
    expect(await say(page, '截止日期是5月30日吗？')).toContain('4月30日')
    expect(await violations(page), 'cited answer').toEqual([])

    const heard: WireReply[] = []
    page.on('response', async (response) => {
      if (!response.url().endsWith('/activities')) return
      heard.push(...((await response.json()) as { replies: WireReply[] }).replies)
    })
    const openQuestion = () => heard.findLast(({ pending, form }) => pending && form) as WireReply
    await press(page, '开始申报')
    const asked = new Set<string>()
    const looked = new Set<string>()
    while (heard.at(-1)?.key.startsWith('checking') === false) {
      const question = openQuestion()
      const { field } = question.pending as { field: string }
      expect(asked, await page.locator('.theirs').last().innerText()).not.toContain(field)
      asked.add(field)
      const kind = question.form?.inputs.map((input) => input.kind).join() ?? ''
      if (!looked.has(kind)) expect(await violations(page), field).toEqual([])
      looked.add(kind)
      if (field === 'reg_date') expect(await say(page, '一式几份？')).toContain('三份')
      if (field === 'att_license') await attach(page)
      else await answerNext(page, question)
    }
    expect(asked.size).toBeGreaterThan(50)
    expect(await page.locator('.theirs').last().innerText()).toContain('上海示范养老服务有限公司')
    expect(await page.locator('.theirs').last().innerText()).toMatch(/2\) 企业标准；助餐点运行管理规范\n/)
    expect(await violations(page), 'check your answers').toEqual([])

    // another browser, by code
    await page.click('.bar .round')
    const code = await page.locator('b.code').innerText()
    expect(await violations(page), 'menu').toEqual([])
    const other = await open(await phone(), `/?code=${code}`)
    await expect.poll(() => other.locator('.theirs').last().innerText()).toContain('社区助餐服务标准化试点')

    await press(other, '提交申报')
    expect(await violations(other), 'confirmation').toEqual([])
    const receipt = await press(other, '确认提交')
    expect(receipt).toMatch(/申报编号：SHBZ-2021-\d{4}/)
    expect(await violations(other), 'receipt').toEqual([])
    const href = await other.locator('a[href*="/documents/"]').last().getAttribute('href')
    const text = await pdfText(other, new URL(String(href), server.url).href)
    expect(text.match(/社区助餐服务标准化试点/g)?.length).toBeGreaterThanOrEqual(3)
    expect(text).toContain(/SHBZ-2021-\d{4}/.exec(receipt)?.[0])
    expect(complaints).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
  })
})
