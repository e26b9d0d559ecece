/** Applications in the officers' console, in a real browser, against a small server of its contract. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { haveChromium } from '../rigs/browser.ts'
import { authorityMe, recommenderMe } from '../rigs/case-fixtures.ts'
import type { DeskFake } from '../rigs/desk-fake.ts'
import { openConsole } from '../rigs/opened.ts'

const PATIENCE = 240_000

describe.skipIf(!haveChromium())('applications in the console', { timeout: PATIENCE }, () => {
  let desk: DeskFake
  let browser: Browser
  let close = async () => {}

  beforeAll(async () => {
    ;({ desk, browser, close } = await openConsole())
  }, PATIENCE)
  afterAll(() => close())
  beforeEach(() => desk.reset())

  async function open(path: string, me = recommenderMe): Promise<Page> {
    desk.me = me
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${desk.url}/desk${path}`)
    await page.locator('h1').first().waitFor()
    return page
  }
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  const doIt = (page: Page) => page.locator('[role=dialog] .dialog-foot .ant-btn-primary').click()

  it('begins at the applications for whoever has nothing to do with enquiries', async () => {
    const page = await open('')
    await expect.poll(() => page.locator('h1').innerText()).toBe('申报办理')
    expect(await page.locator('.side nav').innerText()).not.toContain('咨询')
  })

  it('finds, opens and comments on a field with the keyboard alone', async () => {
    const page = await open('/applications')
    await page.locator('.rows li').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('.answer').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect.poll(() => focused(page)).toBe('批注：试点类型')
    await page.keyboard.press('Enter')
    await page.keyboard.type('请核对试点类型。')
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(() => page.locator('#field-pilot_type .pinned').innerText())
      .toContain('请核对试点类型。')
    await expect.poll(() => focused(page)).toBe('批注：试点类型')
    expect(desk.cases.posted).toEqual([
      { path: 'remark', body: { field: 'pilot_type', text: '请核对试点类型。' } },
    ])
  })

  it('keeps a comment that was begun over a reload', async () => {
    const page = await open('/applications/application-1')
    await page.locator('#field-topics .pin-button').click()
    await page.locator('.remark-editor textarea').fill('写到一半')
    await page.reload()
    await page.locator('#field-topics .pin-button').click()
    expect(await page.locator('.remark-editor textarea').inputValue()).toBe('写到一半')
  })

  it('returns the fields that were commented on, and others, by the day that is proposed', async () => {
    const page = await open('/applications/application-1')
    await page.getByRole('button', { name: '退回补正', exact: true }).click()
    await page.locator('[role=dialog] select').selectOption('budget_total')
    await page.locator('[role=dialog] .named-field textarea').nth(1).fill('请附预算明细。')
    await doIt(page)
    await expect.poll(() => desk.cases.acts.length).toBe(1)
    expect(desk.cases.acts[0]?.act).toEqual({
      type: 'return',
      due: '2021-04-20',
      fields: [
        {
          field: 'government_led',
          comment: '选了综合标准化试点，这一栏必须说明；如不属于政府主导，请改报一般试点。',
        },
        { field: 'budget_total', comment: '请附预算明细。' },
      ],
    })
    await expect.poll(() => page.locator('.thread-head .status').innerText()).toBe('退回补正中')
  })

  it('shows what somebody else did meanwhile, and keeps the words', async () => {
    const page = await open('/applications/application-1')
    await page.getByRole('button', { name: '推荐', exact: true }).click()
    await page.locator('[role=dialog] textarea').fill('同意推荐。')
    desk.cases.actAs('周岚', 'application-1', { type: 'paper-received', copies: 2 })
    await page.locator('[role=dialog] .conflict').waitFor()
    expect(await page.locator('[role=dialog] .conflict').innerText()).toContain('登记收到纸质材料')
    expect(await page.locator('[role=dialog] textarea').inputValue()).toBe('同意推荐。')
    await doIt(page)
    await expect.poll(() => desk.cases.acts.at(-1)?.act).toEqual({ type: 'recommend', opinion: '同意推荐。' })
    await expect.poll(() => page.locator('.thread-head .status').innerText()).toBe('待审定')
  })

  it('reminds of checks that nobody made, and of what was found wrong, before it goes on', async () => {
    const page = await open('/applications/application-1')
    await page.getByRole('button', { name: '推荐', exact: true }).click()
    const dialog = page.locator('[role=dialog]')
    await expect.poll(() => dialog.innerText()).toMatch(/核对表还有 \d+ 项没有核对（共 \d+ 项）。/)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '有问题' }).last().click()
    await page.getByRole('button', { name: '推荐', exact: true }).click()
    await expect.poll(() => dialog.innerText()).toContain('核对有问题的：')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '退回补正', exact: true }).click()
    expect(await dialog.innerText()).not.toContain('核对表还有')
  })

  it('says so when what was to be done cannot be done any more', async () => {
    const page = await open('/applications/application-1')
    await page.getByRole('button', { name: '推荐', exact: true }).click()
    await page.locator('[role=dialog] textarea').fill('同意推荐。')
    desk.cases.actAs('周岚', 'application-1', { type: 'decline', reason: '不符合通知三.1。' })
    await expect
      .poll(() => page.locator('[role=dialog] .conflict').innerText())
      .toContain('此项操作现在已不能办理')
    expect(await page.locator('[role=dialog] .dialog-foot .ant-btn-primary').isDisabled()).toBe(true)
  })

  it('ticks the checklist, and takes a tick away again', async () => {
    const page = await open('/applications/application-1')
    const third = page.locator('.check').nth(2)
    await third.locator('.ok').click()
    await expect.poll(() => third.locator('.ok').getAttribute('aria-pressed')).toBe('true')
    await third.locator('.ok').click()
    await expect.poll(() => third.locator('.ok').getAttribute('aria-pressed')).toBe('false')
    expect(desk.cases.posted.map(({ body }) => body)).toEqual([
      { result: 'ok', note: '' },
      { result: null, note: '' },
    ])
  })

  it('says what an approval leads to: a guarantor only where a project comes of it', async () => {
    const aboutIn = async (projects: boolean): Promise<string> => {
      const programmes = authorityMe.programmes.map((programme) => ({ ...programme, projects }))
      const page = await open('/applications/application-24', { ...authorityMe, programmes })
      await page.locator('.case-page > .actions button').first().click()
      return page.locator('[role=dialog] .dialog-about').innerText()
    }
    expect(await aboutIn(true)).toContain('保证单位')
    expect(await aboutIn(false)).toBe('申报人和推荐单位会收到结果通知和文号。')
  })

  it('approves several with one document and names those that were not', async () => {
    const page = await open('/applications', authorityMe)
    for (const row of [1, 2, 3]) await page.locator('.rows .tick input').nth(row).check()
    await page.locator('.bulk').getByRole('button', { name: '批准立项', exact: true }).click()
    await page.locator('[role=dialog] input').fill('沪市监标技〔2021〕188号')
    await doIt(page)
    await expect.poll(() => page.locator('.refused').innerText()).toContain('须先复核')
    expect(desk.cases.posted[0]?.body).toMatchObject({
      act: { type: 'approve', document: '沪市监标技〔2021〕188号' },
    })
  })

  it('lets a second officer confirm what the first proposed', async () => {
    const page = await open('/applications/application-23', authorityMe)
    expect(await page.locator('.second').innerText()).toContain('倪敏')
    await page.getByRole('button', { name: '复核同意' }).click()
    await doIt(page)
    await expect.poll(() => page.locator('.thread-head .status').innerText()).toBe('已立项')
    expect(desk.cases.acts.map(({ act }) => act)).toEqual([{ type: 'confirm' }])
  })
})
