/** Board, batch approval and projects in a browser against a fake server: what an officer decides, and what is never lost. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { haveChromium } from '../rigs/browser.ts'
import type { DeskFake } from '../rigs/desk-fake.ts'
import { openConsole } from '../rigs/opened.ts'
import { applicationsToDecide, overseer, PROJECT_NOW, projectEvent } from '../rigs/project-fixtures.ts'

const PATIENCE = 120_000
const OPINION = '标准覆盖率、实施率达到要求，同意通过验收。'

describe.skipIf(!haveChromium())('projects in the console', { timeout: PATIENCE }, () => {
  let desk: DeskFake
  let browser: Browser
  let page: Page
  let close = async () => {}

  beforeAll(async () => {
    ;({ desk, browser, close } = await openConsole())
  }, PATIENCE)
  afterAll(() => close())
  beforeEach(async () => {
    desk.reset()
    desk.me = overseer
    desk.cases.rows = applicationsToDecide()
    page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } })
  })
  afterEach(() => page.close())

  const open = async (path: string) => {
    await page.goto(`${desk.url}/desk${path}`)
    await page.locator('h1').first().waitFor()
  }
  const decide = async (name: string) => {
    await page.locator('.project-actions').getByRole('button', { name, exact: true }).click()
    await page.getByRole('dialog').waitFor()
  }
  const dialog = () => page.getByRole('dialog')
  const doIt = (name: string) => dialog().getByRole('button', { name, exact: true })

  it('grants the extension that was asked for, and says beforehand who is told', async () => {
    await open('/projects/project-1')
    await decide('同意延期')
    expect(await dialog().locator('.tells').textContent()).toBe(
      '将通知：申报单位、项目保证单位（徐汇区市场监督管理局）。',
    )
    await doIt('同意延期').click()
    await page.getByText('已同意延期').waitFor()
    const wished = desk.projects.view('project-1')?.extension?.until
    expect(desk.projects.acts.map(({ act }) => act)).toEqual([{ type: 'grant', until: wished }])
  })

  it('lets no day be granted that no extension may name', async () => {
    await open('/projects/project-1')
    await decide('同意延期')
    for (const day of ['2024-12-31', '2023-05-12']) {
      await dialog().locator('input[type=date]').fill(day)
      await dialog().getByText('日期不在可选范围内').waitFor()
      expect(await doIt('同意延期').isDisabled()).toBe(true)
    }
    await dialog().locator('input[type=date]').fill('2023-05-13')
    expect(await doIt('同意延期').isEnabled()).toBe(true)
  })

  it('keeps what was written when its dialog is closed, until it is sent', async () => {
    await open('/projects/project-3')
    await decide('登记验收结论')
    await dialog().locator('textarea').first().fill(OPINION)
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    await page.reload()
    await decide('登记验收结论')
    expect(await dialog().locator('textarea').first().inputValue()).toBe(OPINION)
    await dialog().getByText('通过', { exact: true }).click()
    await doIt('登记验收结论').click()
    await page.getByText('验收结论已登记').waitFor()
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([])
  })

  it('does nothing on what somebody else has changed, shows it, and asks again', async () => {
    await open('/projects/project-3')
    await decide('登记验收结论')
    await dialog().getByText('不通过', { exact: true }).click()
    await dialog().locator('textarea').first().fill(OPINION)
    const event = projectEvent({
      act: 'evidence',
      at: new Date(PROJECT_NOW).toISOString(),
      text: '整改报告.pdf',
    })
    desk.projects.change('project-3', event, {})
    await doIt('登记验收结论').click()
    await dialog().locator('.conflict').getByText('整改报告.pdf').waitFor()
    expect(desk.projects.view('project-3')?.project.state).toBe('accepting')
    await doIt('仍然登记验收结论').click()
    await page.getByText('验收结论已登记').waitFor()
    expect(desk.projects.acts.map(({ version }) => version)).toEqual([7, 8])
    expect(desk.projects.acts.at(-1)?.act).toEqual({ type: 'evaluate', passed: false, opinion: OPINION })
  })

  it('offers a decision no more that is not possible any more', async () => {
    await open('/projects/project-3')
    await decide('登记验收结论')
    await dialog().getByText('通过', { exact: true }).click()
    await dialog().locator('textarea').first().fill(OPINION)
    const event = projectEvent({ act: 'cancel', at: new Date(PROJECT_NOW).toISOString(), name: '周岚' })
    desk.projects.change('project-3', event, { state: 'cancelled', may: [] })
    await doIt('登记验收结论').click()
    await dialog().getByText('现在已不能作此决定', { exact: false }).waitFor()
    expect(await dialog().locator('textarea').first().inputValue()).toBe(OPINION)
    expect(await dialog().locator('.dialog-foot button').count()).toBe(1)
  })

  it('asks once only, however often it has to be sent', async () => {
    await open('/projects/project-4')
    await decide('颁发证书')
    await dialog().getByText('SHBZ-YS-2021-0018', { exact: false }).waitFor()
    desk.failing = { prefix: '/api/desk/projects/project-4/acts', status: 503 }
    await doIt('颁发证书').click()
    await dialog().locator('.failed').waitFor()
    desk.failing = null
    desk.projects.refusal = '证书编号已被使用。'
    await doIt('颁发证书').click()
    await dialog().getByText('证书编号已被使用。').waitFor()
    desk.projects.refusal = null
    await doIt('颁发证书').click()
    await page.getByText('证书已生成').waitFor()
    expect(new Set(desk.projects.acts.map(({ id }) => id)).size).toBe(1)
  })

  it('takes the number of the document and the reason of a reinstatement', async () => {
    await open('/projects/project-6')
    await decide('恢复实施')
    await dialog().getByLabel('新的最后一日').fill('2023-12-31')
    await dialog().getByLabel('理由').fill('系统故障，申请未登记。')
    expect(await doIt('恢复实施').isDisabled()).toBe(true)
    await dialog().getByLabel('文号').fill('沪市监标技〔2023〕87号')
    await doIt('恢复实施').click()
    await page.getByText('已恢复实施').first().waitFor()
    expect(desk.projects.acts.at(-1)?.act).toEqual({
      ...{ type: 'reinstate', until: '2023-12-31', reason: '系统故障，申请未登记。' },
      document: '沪市监标技〔2023〕87号',
    })
  })

  it('approves several by the keyboard alone, and says of each what came of it', async () => {
    await open('/board/approve')
    await page.locator('.rows .tick input').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.locator('.bulk').getByRole('button', { name: '批准立项（2 件）' }).focus()
    await page.keyboard.press('Enter')
    await dialog().getByLabel('文号').fill('沪市监标技〔2023〕96号')
    await page.keyboard.press('Enter')
    await dialog().getByText('已批准立项 1 件。').waitFor()
    expect(await dialog().locator('.refused li').count()).toBe(1)
    expect(await dialog().getByRole('link', { name: '打印立项名单' }).getAttribute('href')).toMatch(/^\//)
    expect(desk.cases.posted.at(-1)?.body).toMatchObject({
      act: { type: 'approve', document: '沪市监标技〔2023〕96号' },
    })
  })

  it('leads from each figure of the board to the list that it counts', async () => {
    await open('/board')
    const of = (name: string) => page.getByRole('link', { name, exact: true }).first().getAttribute('href')
    const programme = `programme=${overseer.programmes[0]?.id}`
    expect(await of('待审定 14')).toBe(`/desk/applications?view=deciding&${programme}`)
    expect(await of('延期待批 5')).toBe(`/desk/projects?${programme}&state=extending`)
    expect(await of('逾期未补正的申报 3')).toBe(`/desk/applications?view=returned&${programme}&overdue=true`)
    await page.locator('.figure-part .switch button').nth(1).click()
    await page.getByRole('link', { name: '公共服务，待审定：3' }).click()
    await page.waitForURL(/area=public-services/)
    expect(new URL(page.url()).search).toBe(`?view=deciding&${programme}&area=public-services`)
  })

  it('keeps evidence file by file', async () => {
    await open('/projects/project-2')
    const files = ['会议纪要.pdf', '签到表.pdf'].map((name) => ({
      ...{ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4 ${name}`) },
    }))
    await page.locator('.of-evidence input[type=file]').setInputFiles(files)
    await page.locator('.of-evidence').getByText('签到表.pdf').waitFor()
    expect(desk.projects.uploads).toEqual(['会议纪要.pdf', '签到表.pdf'])
  })
})
