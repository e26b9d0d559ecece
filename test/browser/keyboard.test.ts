/** Filing with a keyboard and nothing else: by chat on a phone's width to the receipt, and on the pages of the form. */
import type { Browser, FileChooser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium } from '../rigs/browser.ts'
import { garden } from '../rigs/garden.ts'
import { openGarden } from '../rigs/opened.ts'
import type { RealServer } from '../rigs/server.ts'
import { Applicant } from '../rigs/widget-applicant.ts'
import { Keyboard } from './keyboard.ts'

const PATIENCE = 240_000
const PHOTO = { name: '场地.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') }

/** Somebody at the conversation who never touches a mouse. */
class KeyboardApplicant {
  readonly keys: Keyboard
  readonly talk: Applicant
  private chooser: FileChooser | null = null

  constructor(talk: Applicant) {
    this.talk = talk
    this.keys = new Keyboard(talk.page)
    // listened for from the beginning: a picker that opens before the browser knows so is its own, and no other opens
    talk.page.on('filechooser', (chooser) => {
      this.chooser = chooser
    })
  }

  /** Does something by keys, waits for the reply, and still has the focus somewhere. */
  async turn(act: () => Promise<void>): Promise<string> {
    const said = await this.talk.answered(act)
    expect((await this.keys.focus()).tag, said).not.toBe('BODY')
    return said
  }

  use = (words: string): Promise<string> => this.turn(() => this.keys.use(words))

  /** Fills in the open card and sends it by its button. */
  async fill(step: string, values: Record<string, string | string[]>): Promise<string> {
    for (const [name, value] of Object.entries(values))
      await this.keys.answer(`f-${step}-${name}`.replace(/[^\w-]/g, '_'), value)
    return this.turn(async () => {
      await this.keys.reach('the button of the card', ({ kind }) => kind === 'submit')
      await this.keys.press('Enter')
    })
  }

  async answerNext(): Promise<void> {
    const { pending, form, choices = [] } = this.talk.question
    const { field } = pending
    const given = garden[field]
    const button = (value: string) => choices.find((choice) => choice.value === value)?.label ?? value
    const hasCard = (await this.talk.page.locator('form.card').count()) > 0
    if (field === 'site_photos') await this.attach(button(`done:${field}`))
    else if (given === undefined) await this.use(button('do:skip'))
    else if (Array.isArray(given) && typeof given[0] === 'object') {
      for (const row of given as Record<string, string>[]) await this.fill(field, row)
      await this.use(button(`done:${field}`))
    } else if (hasCard) await this.fill(field, { [field]: given as string | string[] })
    else await this.use(form?.inputs[0]?.options?.find(({ value }) => value === given)?.label ?? '')
  }

  private async attach(done: string): Promise<void> {
    const { page } = this.talk
    await this.keys.reach('the button for files', ({ id }) => id === 'f-site_photos-site_photos')
    await this.keys.press('Enter')
    await expect.poll(() => this.chooser, { timeout: 30_000 }).not.toBeNull()
    await this.chooser?.setFiles(PHOTO)
    await page.waitForSelector('.uploads li small')
    await this.fill('site_photos', {})
    await this.use(done)
  }
}

describe.skipIf(!haveChromium())('a keyboard and nothing else', { timeout: PATIENCE }, () => {
  let server: RealServer
  let browser: Browser
  let close = async () => {}

  beforeAll(async () => {
    ;({ server, browser, close } = await openGarden())
  }, PATIENCE)
  afterAll(() => close())

  async function phone(path: string): Promise<Page> {
    const viewport = { width: 390, height: 844 }
    const page = await (
      await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' })
    ).newPage()
    await page.goto(server.url + path)
    return page
  }

  it('asks, files and holds the receipt by chat', async () => {
    const page = await phone('/?programme=specimen')
    await page.waitForSelector('.theirs')
    const person = new KeyboardApplicant(Applicant.on(page, garden))
    const { keys } = person
    await keys.use('跳到对话')
    await keys.reach('the menu', ({ expanded }) => expanded === 'false')
    await keys.press('Enter')
    await page.waitForSelector('b.code')
    await keys.reach('the way to another draft', ({ id }) => id === 'code')
    await keys.press('Escape')
    expect(await keys.focus()).toMatchObject({ expanded: 'false', seen: true })

    await keys.reach('the box', ({ id }) => id === 'words')
    await keys.write('什么时候截止？')
    expect(await person.turn(() => keys.press('Enter'))).toContain('5月20日')
    await person.turn(() => keys.use('开始申报', 'Shift+Tab'))
    let wrong = false
    while (!person.talk.isChecking) {
      const { field } = person.talk.question.pending
      if (field === 'uscc' && !wrong) {
        wrong = true
        await person.fill(field, { uscc: '123' })
        expect(await keys.focus()).toMatchObject({ kind: 'problems' })
      }
      await person.answerNext()
    }
    expect(wrong).toBe(true)
    await person.use('提交申报')
    expect(await person.use('确认提交')).toMatch(/SPEC-2031-\d{4}/)
    await keys.reach('the printed form', ({ tag, text }) => tag === 'A' && text.includes('PDF'))
    expect(keys.stops).toBeGreaterThan(100)
  })

  it('fills in a part of the form, follows the errors, and submits', async () => {
    const page = await phone('/form?programme=specimen')
    const keys = new Keyboard(page)
    await keys.use('新填一份')
    await page.waitForSelector('.tasks')
    await keys.use('申报单位')
    await page.waitForSelector('form[enctype]')
    await keys.answer('f-org_name', garden.org_name as string)
    await keys.answer('f-uscc', '123')
    await keys.answer('f-street', 'north-bank')
    await keys.use('保存并继续')
    await page.waitForURL(/wrong/)
    expect(await keys.focus()).toMatchObject({ id: 'problems' })
    await keys.reach('the first error', ({ tag, text }) => tag === 'A' && text.includes('统一社会信用代码'))
    await keys.press('Enter')
    expect(await keys.focus()).toMatchObject({ id: 'f-uscc', seen: true })
    await keys.write(garden.uscc as string)
    await keys.use('保存并继续')
    await page.waitForURL(/section\/(?!applicant)/)

    await keys.use('返回目录', 'Shift+Tab')
    await page.waitForSelector('.tasks')
    const [id, code] = [await page.locator('main').getAttribute('data-draft'), page.locator('.code')]
    const rest = await page.request.patch(`${server.url}/api/drafts/${id}`, {
      headers: { 'x-resume-code': await code.innerText() },
      data: { set: garden },
    })
    expect(rest.status(), await rest.text()).toBe(200)
    await keys.use('核对并提交')
    await page.waitForURL(/form\/check/)
    await keys.use('提交申报')
    await page.waitForURL(/form\/receipt/)
    expect(await page.locator('.receipt').innerText()).toMatch(/SPEC-2031-\d{4}/)
  })
})
