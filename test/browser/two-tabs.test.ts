/** Two tabs on one draft, both being typed into: nothing is lost, and each shows what the other did. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium } from '../rigs/browser.ts'
import { FormApplicant } from '../rigs/form-applicant.ts'
import { garden } from '../rigs/garden.ts'
import { openGarden } from '../rigs/opened.ts'
import type { RealServer } from '../rigs/server.ts'
import { Applicant } from '../rigs/widget-applicant.ts'

const PATIENCE = 240_000
const LIVE = { timeout: 10_000 }

describe.skipIf(!haveChromium())('two tabs on one draft', { timeout: PATIENCE }, () => {
  let server: RealServer
  let browser: Browser
  let close = async () => {}

  beforeAll(async () => {
    ;({ server, browser, close } = await openGarden())
  }, PATIENCE)
  afterAll(() => close())

  const visitor = (options: BrowserContextOptions = {}): Promise<BrowserContext> =>
    browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...options })

  /** One tab with this part of a new form, and the code of the draft. */
  async function begin(context: BrowserContext, part: string): Promise<{ tab: Page; code: string }> {
    const tab = await context.newPage()
    await tab.goto(`${server.url}/form?programme=specimen`)
    await tab.locator('form[action="/form/start"] button').click()
    await tab.waitForSelector('.tasks')
    const code = await new FormApplicant(tab).code
    await tab.goto(`${server.url}/form/section/${part}`)
    return { tab, code }
  }

  async function another(context: BrowserContext, part: string): Promise<Page> {
    const tab = await context.newPage()
    await tab.goto(`${server.url}/form/section/${part}`)
    return tab
  }

  const field = (tab: Page, id: string) => tab.locator(`#f-${id}`)
  const told = (tab: Page, id: string) => tab.locator(`#a-${id} .error`)

  const news = (tab: Page, id: string) => tab.locator(`#a-${id} [data-news]`)

  /** Leaves the field, and waits until the server has answered. */
  async function save(tab: Page, id: string): Promise<void> {
    const saved = tab.waitForResponse((answer) => answer.request().method() === 'PATCH')
    await field(tab, id).blur()
    await saved
  }

  it('keeps different fields typed at the same time in two tabs of the form', async () => {
    const context = await visitor()
    const { tab: one } = await begin(context, 'applicant')
    const two = await another(context, 'applicant')
    await field(one, 'org_name').pressSequentially('云渡市社区')
    await field(two, 'contact_name').pressSequentially('陈一')
    await save(one, 'org_name')
    await expect.poll(() => field(two, 'org_name').inputValue(), LIVE).toBe('云渡市社区')
    expect(await field(two, 'contact_name').inputValue()).toBe('陈一')
    expect(await two.evaluate(() => document.activeElement?.id)).toBe('f-contact_name')
    await field(two, 'contact_name').pressSequentially('禾')
    await save(two, 'contact_name')
    await expect.poll(() => field(one, 'contact_name').inputValue(), LIVE).toBe('陈一禾')
    await one.reload()
    expect(await field(one, 'org_name').inputValue()).toBe('云渡市社区')
    expect(await field(one, 'contact_name').inputValue()).toBe('陈一禾')
  })

  it('shows both answers where two tabs of the form type into one field; the later save wins', async () => {
    const context = await visitor()
    const { tab: one } = await begin(context, 'applicant')
    const two = await another(context, 'applicant')
    await field(one, 'org_name').pressSequentially('甲单位')
    await field(two, 'org_name').pressSequentially('乙单位')
    await save(one, 'org_name')
    await expect
      .poll(() => told(two, 'org_name').allInnerTexts(), LIVE)
      .toEqual([expect.stringContaining('甲单位')])
    expect(await field(two, 'org_name').inputValue()).toBe('乙单位')
    await field(two, 'org_name').pressSequentially('！')
    await save(two, 'org_name')
    await expect.poll(() => field(one, 'org_name').inputValue(), LIVE).toBe('乙单位！')
    await expect
      .poll(() => news(one, 'org_name').allInnerTexts(), LIVE)
      .toEqual([expect.stringMatching(/甲单位.*乙单位！/)])
    await field(one, 'contact_name').fill('陈一禾')
    await save(one, 'contact_name')
    expect(await news(one, 'org_name').count(), 'still said after another save').toBe(1)
    await expect.poll(() => told(two, 'org_name').count(), LIVE).toBe(0)
  })

  it('tells each side what the other made of an answer, and leaves alone what is being typed', async () => {
    const context = await visitor({ viewport: { width: 1280, height: 900 } })
    const { tab: form, code } = await begin(context, 'applicant')
    const chat = await Applicant.at(await context.newPage(), `${server.url}/?code=${code}`, garden)
    await chat.say('单位名称改成话里的名称')
    await expect.poll(() => field(form, 'org_name').inputValue(), LIVE).toBe('话里的名称')
    await chat.say('单位名称改成话里的另一个名称')
    await expect
      .poll(() => news(form, 'org_name').allInnerTexts(), LIVE)
      .toEqual([expect.stringMatching(/话里的名称.*话里的另一个名称/)])
    await field(form, 'org_name').fill('表上的名称')
    await save(form, 'org_name')
    await field(form, 'contact_name').pressSequentially('正在打')
    expect(await news(form, 'org_name').count()).toBe(0)
    expect(await chat.say('单位名称改成最后的名称')).toContain('表上的名称 → 最后的名称')
    await chat.say('联系人改成陈一禾')
    await expect
      .poll(() => told(form, 'contact_name').allInnerTexts(), LIVE)
      .toEqual([expect.stringContaining('陈一禾')])
    expect(await field(form, 'contact_name').inputValue()).toBe('正在打')
  })

  it('keeps what is typed into a card of the chat although the form answers the same question', async () => {
    const context = await visitor({ viewport: { width: 1280, height: 900 } })
    const { tab: form, code } = await begin(context, 'project')
    const chat = await Applicant.at(await context.newPage(), `${server.url}/?code=${code}`, garden)
    await chat.say('开始申报')
    expect(chat.question.pending.field).toBe('project_name')
    await chat.page.locator('#f-project_name-project_name').pressSequentially('正在话里打的')
    await field(form, 'project_name').fill('表上的项目')
    await save(form, 'project_name')
    await expect.poll(() => chat.page.locator('.log').innerText(), LIVE).toContain('表上的项目')
    await chat.say('修改项目名称')
    expect(await chat.page.inputValue('#f-project_name-project_name')).toBe('正在话里打的')
    await chat.answered(() => chat.page.locator('form.card .primary').click())
    await expect
      .poll(() => news(form, 'project_name').allInnerTexts(), LIVE)
      .toEqual([expect.stringMatching(/表上的项目.*正在话里打的/)])
  })

  it('goes from the chat to the form beside it, and on without scripts to the receipt', async () => {
    const context = await visitor({ viewport: { width: 1280, height: 900 } })
    const talk = await Applicant.at(await context.newPage(), `${server.url}/?programme=specimen`, garden)
    await talk.say('开始申报')
    while (talk.question.pending.field !== 'founded') await talk.answerNext()
    await talk.page.locator('.bar .round').click()
    const opened = context.waitForEvent('page')
    await talk.page.locator('.menu a').click()
    const form = await opened
    await form.waitForSelector('.tasks')
    const code = await new FormApplicant(form).code
    await form.locator('.tasks a', { hasText: '申报单位' }).click()
    await form.waitForSelector('form[enctype]')
    expect(await field(form, 'org_name').inputValue()).toBe(garden.org_name)
    await field(form, 'founded').fill('2020-06-18')
    await expect.poll(() => talk.last(), LIVE).toContain('哪个街道')

    const still = await (await visitor({ javaScriptEnabled: false })).newPage()
    await still.goto(`${server.url}/form`)
    await still.fill('#code', code)
    await still.locator('form[action="/form/open"] button').click()
    const person = new FormApplicant(still, garden)
    await still.locator('.tasks a').first().click()
    while (still.url().includes('/form/section/')) {
      await person.fillPart()
      await person.save()
      expect(await still.locator('#problems .error, .box.bad').count(), still.url()).toBe(0)
    }
    await still.locator('form[action="/form/submit"] button').click()
    const receipt = await still.locator('.receipt').innerText()
    expect(receipt).toMatch(/SPEC-2031-\d{4}/)
    await expect
      .poll(() => talk.page.locator('.log').innerText(), LIVE)
      .toContain(/SPEC-2031-\d{4}/.exec(receipt)?.[0])
    await expect.poll(() => form.url(), LIVE).toMatch(/\/form$/)
  })
})
