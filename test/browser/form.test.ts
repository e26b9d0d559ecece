/** The whole form in a browser: without scripts to the receipt, and beside the chat. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, launch } from '../rigs/browser.ts'
import { FormApplicant } from '../rigs/form-applicant.ts'
import { type RealServer, startServer } from '../rigs/server.ts'
import { Applicant } from '../rigs/widget-applicant.ts'

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

  it('keeps chat and form in step while both change the draft forty times each, in turn', async () => {
    const form = await visitor({ viewport: { width: 1280, height: 900 } })
    const applicant = new FormApplicant(form)
    await applicant.start(server.url)
    const chat = await Applicant.at(
      await form.context().newPage(),
      `${server.url}/?code=${await applicant.code}`,
    )
    await form.goto(`${server.url}/form/section/applicant`)
    const fields = {
      org_name: '单位名称',
      reg_address: '注册地址',
      legal_rep: '法定代表人',
      mail_address: '通讯地址',
    }
    const last: Record<string, string> = {}
    for (let round = 0; round < 40; round++) {
      const [id, label] = Object.entries(fields)[round % 4] as [string, string]
      const control = form.locator(`#f-${id}`)
      const mine = `表上第${round}次`
      await control.fill(mine)
      const saved = form.waitForResponse((answer) => answer.request().method() === 'PATCH')
      await control.blur()
      expect((await saved).status()).toBe(200)
      const theirs = `话里第${round}次`
      expect(await chat.say(`${label}改成${theirs}`), `round ${round}`).toContain(`${mine} → ${theirs}`)
      await expect.poll(() => control.inputValue(), { timeout: 10_000 }).toBe(theirs)
      last[id] = theirs
    }
    const summary = await chat.say('核对')
    for (const [id, value] of Object.entries(last)) {
      expect(summary).toContain(value)
      expect(await form.locator(`#f-${id}`).inputValue()).toBe(value)
    }
  })

  it('follows the chat live and leaves alone what is being typed', async () => {
    const form = await visitor({ viewport: { width: 1280, height: 900 } })
    const applicant = new FormApplicant(form)
    await applicant.start(server.url)
    const chat = await Applicant.at(
      await form.context().newPage(),
      `${server.url}/?code=${await applicant.code}`,
    )
    await chat.press('开始申报')
    await form.goto(`${server.url}/form/section/project`)
    await applicant.fill('project_name', '表上填的名称')
    await form.locator('#f-project_name').blur()
    await expect.poll(() => chat.last(), { timeout: 10_000 }).toContain('哪一类试点')
    expect(await chat.page.locator('.theirs').allInnerTexts()).toContainEqual(
      expect.stringContaining('表上填的名称'),
    )

    await form.locator('#f-project_name').fill('正在打的字')
    await chat.page
      .locator('form.card input[value="association-standard"], button:has-text("团体标准培育试点")')
      .first()
      .click()
    await expect
      .poll(() => form.locator('[name="f.pilot_type"][value="association-standard"]').isChecked())
      .toBe(true)
    expect(await form.locator('#f-project_name').inputValue()).toBe('正在打的字')

    await chat.say('试点项目名称改成对话里的名称')
    await expect.poll(() => form.locator('#a-project_name .error').innerText()).toContain('对话里的名称')
    expect(await form.locator('#f-project_name').inputValue()).toBe('正在打的字')
    await applicant.save()
    await form.waitForURL(/section\/applicant/)
    await form.goto(`${server.url}/form/section/project`)
    expect(await form.locator('#f-project_name').inputValue()).toBe('正在打的字')
  })

  it('counts characters, adds up rows and shows what follows from an answer while one types', async () => {
    const page = await visitor()
    const applicant = new FormApplicant(page)
    await applicant.start(server.url)
    await page.goto(`${server.url}/form/section/project`)
    const name = page.locator('#f-project_name')
    await name.fill('𠮷'.repeat(63))
    expect(await page.locator('[data-count="f-project_name"]').innerText()).toMatch(/63.*3.*60/)
    await name.blur()
    await expect.poll(() => page.locator('#f-project_name-error').innerText()).toMatch(/63/)
    expect(await name.inputValue()).toBe('𠮷'.repeat(63))

    await page.goto(`${server.url}/form/section/resources`)
    await applicant.fill('budget_src', [
      { source: 'own', amount: '40.5' },
      { source: 'district', amount: '20' },
    ])
    expect(await page.locator('#a-budget_src .sum').innerText()).toContain('60.5')
    await page.locator('#f-tech_body').focus()
    await expect.poll(() => page.locator('[data-live]').innerText()).toContain('已保存')
    await page.locator('[value="drop:budget_src:0"]').click()
    await expect.poll(() => page.locator('#a-budget_src .sum').innerText()).toMatch(/：20$/)

    await page.goto(`${server.url}/form/section/recommendation`)
    expect(await applicant.shown()).toEqual(['recommender'])
    await applicant.fill('recommender', 'dept-other')
    await expect.poll(() => applicant.shown()).toEqual(['recommender', 'recommender_name'])
  })

  it('keeps what cannot be sent and saves it when the line is back', async () => {
    const page = await visitor()
    const applicant = new FormApplicant(page)
    await applicant.start(server.url)
    await page.goto(`${server.url}/form/section/people`)
    await page.route('**/api/drafts/**', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.fallback(),
    )
    await applicant.fill('lead_name', '李负责')
    await applicant.save()
    await expect.poll(() => page.locator('[data-live]').innerText()).toContain('尚未保存')
    expect(page.url()).toContain('/section/people')
    await page.unroute('**/api/drafts/**')
    await expect.poll(() => page.locator('[data-live]').innerText(), { timeout: 10_000 }).toContain('已保存')
    await page.reload()
    expect(await page.locator('#f-lead_name').inputValue()).toBe('李负责')
    complaints.length = 0
  })

  it('uploads with a word of progress, names a file of the wrong kind, and takes files out again', async () => {
    const page = await visitor()
    await new FormApplicant(page).start(server.url)
    await page.goto(`${server.url}/form/section/attachments`)
    const file = (name: string, text: string) => ({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(text),
    })
    await page.setInputFiles('#u-att_other', [
      file('一.pdf', '%PDF-1.4\n%%EOF\n'),
      file('二.pdf', 'not a PDF'),
    ])
    await expect.poll(() => page.locator('#a-att_other .files').innerText()).toContain('一.pdf')
    await expect.poll(() => page.locator('#a-att_other .error').innerText()).toContain('二.pdf')
    await page.locator('#a-att_other .files button').click()
    await expect.poll(() => page.locator('#a-att_other .files').count()).toBe(0)
  })

  it('shows both answers to one question that the chat answered meanwhile, without scripts', async () => {
    const form = await visitor({ javaScriptEnabled: false })
    const applicant = new FormApplicant(form)
    await applicant.start(server.url)
    const code = await applicant.code
    await form.goto(`${server.url}/form/section/people`)
    const chat = await Applicant.at(await visitor(), `${server.url}/?code=${code}`)
    await chat.say('负责人职务或职称改成院长')
    await applicant.fill('lead_title', '所长')
    await applicant.fill('lead_name', '李负责')
    await applicant.save()
    expect(await form.locator('#f-lead_title').inputValue()).toBe('所长')
    expect(await form.locator('#a-lead_title .error').innerText()).toContain('院长')
    await applicant.save()
    await form.goto(`${server.url}/form/section/people`)
    expect(await form.locator('#f-lead_title').inputValue()).toBe('所长')
    expect(await form.locator('#f-lead_name').inputValue()).toBe('李负责')
  })

  it('opens by a code, asks first when a link of another site leads here, and lets nobody else post', async () => {
    const mine = await visitor()
    const applicant = new FormApplicant(mine)
    await applicant.start(server.url)
    const code = await applicant.code
    const other = await visitor()
    await other.goto(`${server.url}/form?code=${code}`)
    expect(await other.locator('main').innerText()).toContain(code)
    expect(await other.context().cookies()).toEqual([])
    await other.locator('form[action="/form/open"] button').click()
    expect(await new FormApplicant(other).code).toBe(code)
    const [pass] = (await other.context().cookies()).filter(({ name }) => name === 'shenbao-form')
    expect(pass).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
    ])
      expect(
        (await other.request.post(`${server.url}/form/submit`, { headers: headers as never })).status(),
      ).toBe(403)
    await other.goto(`${server.url}/form`)
    await other.locator('form[action="/form/leave"] button').click()
    await other.goto(`${server.url}/form/check`)
    expect(await other.locator('form[action="/form/start"]').count()).toBe(1)
    await other.fill('#code', 'AAAA-AAAA')
    await other.locator('form[action="/form/open"] button').click()
    expect(await other.locator('#code-error').innerText()).toMatch(/续填码/)
  })
})
