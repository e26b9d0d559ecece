/** The whole job on a phone, against the real server: ask, check, file, submit, hold the printed form. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, launch, violations } from '../rigs/browser.ts'
import { type RealServer, startServer } from '../rigs/server.ts'
import { Applicant } from '../rigs/widget-applicant.ts'

const PATIENCE = 240_000
const PHONE = { width: 390, height: 844 }

let server: RealServer
let browser: Browser

/** A phone of its own, with nothing remembered. */
async function phone(): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', reducedMotion: 'reduce' })
  return context.newPage()
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

/** Answers every question of the form; looks at each kind of card with axe. @returns the fields asked, in order */
async function fillTheForm(applicant: Applicant): Promise<string[]> {
  const asked: string[] = []
  const looked = new Set<string>()
  while (!applicant.isChecking) {
    const { pending, form } = applicant.question
    expect(asked, await applicant.last()).not.toContain(pending.field)
    asked.push(pending.field)
    const kinds = form?.inputs.map((input) => input.kind).join() ?? ''
    if (!looked.has(kinds)) expect(await violations(applicant.page), pending.field).toEqual([])
    looked.add(kinds)
    if (pending.field === 'reg_date') expect(await applicant.say('一式几份？')).toContain('三份')
    if (pending.field === 'att_license') await applicant.attach()
    else await applicant.answerNext()
  }
  return asked
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
    const here = await Applicant.at(await phone(), server.url)
    const { page } = here
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    expect(await page.locator('body').innerText()).toContain('演示环境')
    expect(await violations(page), 'greeting').toEqual([])
    expect(await here.say('截止日期是5月30日吗？')).toContain('4月30日')
    expect(await violations(page), 'cited answer').toEqual([])

    await here.press('开始申报')
    expect((await fillTheForm(here)).length).toBeGreaterThan(50)
    expect(await here.last()).toMatch(/2\) 企业标准；助餐点运行管理规范\n/)
    expect(await violations(page), 'check your answers').toEqual([])

    // another browser, by code
    await page.click('.bar .round')
    const code = await page.locator('b.code').innerText()
    expect(await violations(page), 'menu').toEqual([])
    const there = await Applicant.at(await phone(), `${server.url}/?code=${code}`)
    await expect.poll(() => there.last()).toContain('社区助餐服务标准化试点')

    await there.press('提交申报')
    expect(await violations(there.page), 'confirmation').toEqual([])
    const receipt = await there.press('确认提交')
    expect(receipt).toMatch(/申报编号：SHBZ-2021-\d{4}/)
    expect(await violations(there.page), 'receipt').toEqual([])
    const href = await there.page.locator('a[href*="/documents/"]').last().getAttribute('href')
    const text = await pdfText(there.page, new URL(String(href), server.url).href)
    expect(text.match(/社区助餐服务标准化试点/g)?.length).toBeGreaterThanOrEqual(3)
    expect(text).toContain(/SHBZ-2021-\d{4}/.exec(receipt)?.[0])
    expect(complaints).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
  })
})
