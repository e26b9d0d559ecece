/** The whole loop of an enquiry: asked in the widget, answered from every kind of desk, heard in the widget. */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR } from '../../src/audit/entry.ts'
import { type AllDesks, openAllDesks, type Seat, type Way } from '../rigs/all-desks.ts'
import { haveChromium, launch } from '../rigs/browser.ts'

const PATIENCE = 240_000
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const ANSWER = Buffer.from('%PDF-1.4\n2 0 obj\n<<>>\nendobj\n%%EOF\n')

/** Who answers for each contact line, and from where. */
const LINES: Record<string, { name: string; way: Way }> = {
  'social-management': { name: '刘文涛', way: 'console' },
  'public-services': { name: '胡伟', way: 'telegram' },
  'high-tech': { name: '王宝斌', way: 'teams' },
  'services-and-agriculture': { name: '倪敏', way: 'mail' },
  'energy-and-environment': { name: '刘宙君', way: 'telegram' },
  international: { name: '华希', way: 'mail' },
}

interface Case {
  what: string
  /** the type of pilot, named before */
  type?: string
  /** the area chosen when asked */
  area: string
  line: string
  /** words that the one who asks must see before sending */
  sees: string[]
  never?: string[]
}

const CASES: Case[] = [
  { what: 'social management', area: '社会管理', line: 'social-management', sees: ['刘文涛'] },
  { what: 'public services', area: '公共服务', line: 'public-services', sees: ['胡  伟'] },
  { what: 'high technology', area: '高新技术', line: 'high-tech', sees: ['王宝斌'] },
  { what: 'services', area: '服务业', line: 'services-and-agriculture', sees: ['倪  敏'] },
  { what: 'agriculture', area: '农业农村', line: 'services-and-agriculture', sees: ['倪  敏'] },
  { what: 'energy', area: '节能环保', line: 'energy-and-environment', sees: ['刘宙君'] },
  { what: 'international', area: '国际', line: 'international', sees: ['华  希'] },
  {
    what: 'the comprehensive pilot, which spans two areas',
    type: '社会管理与公共服务综合标准化试点',
    area: '公共服务',
    line: 'public-services',
    sees: ['胡  伟'],
    never: ['高新技术'],
  },
  {
    what: 'the association-standard pilot, which has no line of its own',
    type: '团体标准培育试点',
    area: '高新技术',
    line: 'high-tech',
    sees: ['没有为这一类试点（三.5）公布联系人', '王宝斌'],
  },
]

describe.skipIf(!haveChromium())('an enquiry', { timeout: PATIENCE }, () => {
  let desks: AllDesks
  let asking: Browser
  let answering: Browser
  let seats: Map<string, Seat>

  beforeAll(async () => {
    desks = await openAllDesks()
    seats = new Map()
    for (const [line, { name, way }] of Object.entries(LINES))
      seats.set(line, await desks.seat(line, name, way))
      // two programs, as two people have
    ;[asking, answering] = await Promise.all([launch(), launch()])
  }, PATIENCE)
  afterAll(async () => {
    await Promise.all([asking?.close(), answering?.close()])
    await desks?.close()
  })

  async function sitDown(context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    await page.goto(desks.url)
    await page.waitForSelector('.theirs')
    return page
  }
  const heard = (page: Page): Promise<string> => page.locator('[role=log]').innerText()
  async function say(page: Page, text: string, until: string | RegExp): Promise<void> {
    await page.fill('#words', text)
    await page.press('#words', 'Enter')
    await expect.poll(() => heard(page), { timeout: 20_000 }).toMatch(until)
  }
  // the newest of the talk; the field below has a button of its own
  const press = (page: Page, name: RegExp) =>
    page.getByRole('log').getByRole('button', { name }).last().click()

  /** Asks in the widget, as a person would. @returns the number */
  async function ask(page: Page, { type, area, sees, never = [] }: Case, question: string): Promise<string> {
    if (type) {
      await say(page, '开始申报', '试点项目叫什么')
      await say(page, '社区助餐服务标准化试点', '哪一类试点')
      await press(page, new RegExp(type))
      await expect.poll(() => heard(page)).toMatch(/推荐|方向|领域/)
    }
    await say(page, '写给联系人', '写在一条消息里')
    await say(page, question, '属于哪个领域')
    const shown = await page.locator('.theirs').last().innerText()
    for (const words of never) expect(shown).not.toContain(words)
    await press(page, new RegExp(`^${area}`))
    await expect.poll(() => heard(page)).toContain('请过目')
    const readBack = await page.locator('.theirs').last().innerText()
    for (const words of sees) expect(readBack).toContain(words)
    await press(page, type ? /^只发送问题/ : /^发送$/)
    await expect.poll(() => heard(page)).toContain('请记下备查')
    const number = /ZX-\d{4}-\d{4}/.exec((await heard(page)).split('请过目').at(-1) ?? '')?.[0]
    if (!number) throw new Error('no number was said')
    return number
  }

  /** Answers it where the officer of its line sits. */
  async function answer(seat: Seat, number: string, text: string): Promise<void> {
    if (seat.way !== 'console') return seat.answer(number, text)
    const page = await enter(seat)
    await page.locator('.row', { hasText: number }).locator('.question').click()
    await page.locator('.composer textarea').fill(text)
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('.entry.officer').last().innerText()).toContain(text)
    await page.context().close()
  }

  /** Signs in to the console with a one-time link. */
  async function enter(seat: Seat): Promise<Page> {
    const { link } = await desks.house.desk.signIn.issue(seat.id, 60_000, OPERATOR)
    const context = await answering.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(link)
    await page.getByRole('button', { name: /登录|进入/ }).click()
    return page
  }

  async function download(page: Page, act: () => Promise<void>): Promise<Buffer> {
    const [fetched] = await Promise.all([page.waitForEvent('download'), act()])
    return readFile(await fetched.path())
  }

  it('takes files both ways: the asker sends one along, and fetches the one of the answer', async () => {
    const seat = seats.get('social-management')
    if (!seat) throw new Error('nobody there')
    const context = await asking.newContext({ locale: 'zh-CN' })
    const page = await sitDown(context)
    await say(page, '写给联系人', '写在一条消息里')
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '情况说明.pdf', mimeType: 'application/pdf', buffer: PDF })
    await expect.poll(() => heard(page)).toContain('已加入附件：情况说明.pdf')
    await say(page, '材料见附件，这样可以吗？', '属于哪个领域')
    await press(page, /^社会管理/)
    await expect.poll(() => heard(page)).toContain('附件：情况说明.pdf')
    await press(page, /^发送$/)
    await expect.poll(() => heard(page)).toContain('请记下备查')
    const number = /ZX-\d{4}-\d{4}/.exec(await heard(page))?.[0] ?? ''
    const console = await enter(seat)
    await console.locator('.row', { hasText: number }).locator('.question').click()
    const fetched = await download(console, () => console.getByRole('link', { name: '情况说明.pdf' }).click())
    expect(fetched).toEqual(PDF)
    await console
      .locator('.composer input[type=file]')
      .setInputFiles({ name: '样表.pdf', mimeType: 'application/pdf', buffer: ANSWER })
    await expect.poll(() => console.locator('.composer').innerText()).toContain('样表.pdf')
    await console.locator('.composer textarea').fill('可以，请按样表填写。')
    await console.keyboard.press('Control+Enter')
    await expect.poll(() => heard(page), { timeout: 30_000 }).toContain('请按样表填写')
    const link = page.getByRole('log').getByRole('link', { name: /样表\.pdf/ })
    const address = (await link.getAttribute('href')) ?? ''
    expect(await (await page.request.get(address)).body()).toEqual(ANSWER)
    // whoever changes the address by a letter gets nothing
    expect(
      (await page.request.get(address.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status(),
    ).toBe(404)
    await console.context().close()
    await context.close()
  })

  it.each(CASES)(
    'about $what reaches its officer and the answer comes back live, and is there again later',
    async (one) => {
      const seat = seats.get(one.line)
      if (!seat) throw new Error(`nobody sits at ${one.line}`)
      const context = await asking.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 860 } })
      const page = await sitDown(context)
      const number = await ask(page, one, `关于${one.what}：这类项目由谁推荐？`)
      const stored = await desks.house.store.enquiries.findByNumber(number)
      expect(stored).toMatchObject({ contact: one.line, holderId: seat.id, status: 'open' })
      const text = `由行业主管部门或者区市场监管局推荐（${number}）。`
      await answer(seat, number, text)
      await expect.poll(() => heard(page), { timeout: 60_000 }).toContain(text)
      await page.close()
      // the browser was closed and comes back; a follow-up is answered while it is away
      const again = await sitDown(context)
      await expect.poll(() => heard(again)).toContain(text)
      await press(again, /继续追问/)
      await expect.poll(() => heard(again)).toContain('补充或追问的内容')
      await say(again, '两个都要吗？', '已补充到')
      await again.close()
      const second = `一个即可（${number}）。`
      await answer(seat, number, second)
      await expect
        .poll(async () => (await desks.house.store.enquiries.findByNumber(number))?.status, {
          timeout: 60_000,
        })
        .toBe('answered')
      const later = await sitDown(context)
      await expect.poll(() => heard(later), { timeout: 30_000 }).toContain(second)
      await context.close()
    },
  )
})
