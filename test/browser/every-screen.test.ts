/** Every screen and every kind of message, in both languages: axe, contrast by day and night, 400 %, stillness. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, violations } from '../rigs/browser.ts'
import { garden } from '../rigs/garden.ts'
import { openGarden } from '../rigs/opened.ts'
import type { RealServer } from '../rigs/server.ts'
import { Applicant } from '../rigs/widget-applicant.ts'
import { look, showAll } from './look.ts'

const PATIENCE = 240_000
/** pixels that hold any conversation of these tests */
const WHOLE = 12_000

/** What is said, and the reply that must come, so that no kind of message is missed unseen. */
const SAID = {
  'zh-CN': {
    asked: [
      ['什么时候截止？', 'answers.deadline'],
      ['个人可以申报吗？', 'answers.individuals'],
      ['我要写诗', 'repair.not-understood'],
      ['找人工', 'repair.hand-off'],
      ['天台种菜', 'areas.one-suggestion'],
      ['有哪些领域', 'areas.all'],
      ['进度', 'status.draft'],
    ],
    may: '我们能申报吗',
    file: '开始申报',
  },
  en: {
    asked: [
      ['when is the deadline?', 'answers.deadline'],
      ['can individuals apply?', 'answers.individuals'],
      ['poetry please', 'repair.not-understood'],
      ['talk to a person', 'repair.hand-off'],
      ['we plant on a rooftop', 'areas.one-suggestion'],
      ['see all areas', 'areas.all'],
      ['status', 'status.draft'],
    ],
    may: 'can we apply',
    file: 'start filing',
  },
} as const

describe.skipIf(!haveChromium())('every screen of the conversation', { timeout: PATIENCE }, () => {
  let server: RealServer
  let browser: Browser
  let close = async () => {}

  beforeAll(async () => {
    ;({ server, browser, close } = await openGarden())
  }, PATIENCE)
  afterAll(() => close())

  async function visit(locale: string, path: string, width = 390): Promise<Page> {
    const viewport = { width, height: 844 }
    const page = await (await browser.newContext({ viewport, locale, reducedMotion: 'reduce' })).newPage()
    await page.goto(server.url + path)
    await page.waitForSelector('.theirs')
    return page
  }

  describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
    const said = SAID[locale]
    const path = `/?programme=specimen&lang=${locale}`

    it('shows answers, silence, suggestions and a verdict to everyone', async () => {
      const page = await visit(locale, path, 1280)
      await look(page, 'page at a desk')
      await page.setViewportSize({ width: 390, height: 844 })
      const person = Applicant.on(page, garden)
      for (const [text, key] of said.asked) {
        await person.say(text)
        expect(
          person.heard.slice(-2).map((reply) => reply.key),
          text,
        ).toContain(key)
      }
      await look(page, 'answers', WHOLE)
      await person.say(said.may)
      await person.fillCard('uscc', { uscc: garden.uscc as string })
      await person.fillCard('topics', { topics: ['renewed-garden'] })
      await person.fillCard('staff_full', { staff_full: '0' })
      await person.fillCard('staff_part', { staff_part: '1' })
      await person.press(choiceOf(person, 'answer:site_consent:no'))
      expect(person.heard.at(-1)?.key).toBe('eligibility.verdict.ineligible')
      for (const one of await page.locator('details summary').all()) await one.click()
      await look(page, 'verdict', WHOLE)
      await person.press(choiceOf(person, 'do:recheck'))
      await look(page, 'answers to change', WHOLE)
      await breakColours(page)
      await showAll(page, WHOLE)
      const found = await violations(page)
      expect(found.filter((one) => /^color-contrast.*blockquote/.test(one)).length).toBeGreaterThan(3)
    })

    it('asks for every kind of answer, checks, confirms and gives the receipt to everyone', async () => {
      const page = await visit(locale, path)
      const person = Applicant.on(page, garden)
      await person.say(said.file)
      const seen = new Set<string>()
      while (!person.isChecking) {
        const { pending, form } = person.question
        const kinds = form?.inputs.map(({ kind }) => kind).join(' ') ?? ''
        if (!seen.has(kinds)) await look(page, `card of ${kinds}`)
        seen.add(kinds)
        if (pending.field === 'uscc') {
          await person.fillCard('uscc', { uscc: '12345' })
          await look(page, 'error')
        }
        if (pending.field === 'site_photos') await uploads(page)
        await person.answerNext()
      }
      expect(seen).toContain('longtext')
      expect(seen.size).toBeGreaterThanOrEqual(12)
      await look(page, 'check your answers', WHOLE)
      await page.locator('.bar .round').click()
      await page.waitForSelector('b.code')
      const code = await page.locator('b.code').innerText()
      await page.fill('#code', 'no')
      await page.press('#code', 'Enter')
      await page.waitForSelector('#code-error')
      await look(page, 'menu')
      await page.locator('.bar .round').click()
      await person.press(choiceOf(person, 'do:submit'))
      await look(page, 'confirmation')
      await person.press(choiceOf(person, 'yes:submit'))
      await page.waitForSelector('a.document')
      await look(page, 'receipt')
      await look(await visit(locale, `/?code=${code}&lang=${locale}`), 'resumed')
    })

    it('says what is wrong to everyone', async () => {
      const page = await visit(locale, path)
      const send = async (text: string) => {
        await page.fill('#words', text)
        await page.press('#words', 'Enter')
      }
      let answer = () => {}
      await page.route('**/activities', (route) => {
        answer = () => void route.fulfill(refusal(422))
      })
      await send('1')
      await page.waitForSelector('.thinking')
      await look(page, 'waiting')
      answer()
      await page.waitForSelector('.refused')
      await look(page, 'refused')
      await page.unroute('**/activities')
      await page.context().setOffline(true)
      await send('2')
      await page.waitForSelector('.fate button')
      await look(page, 'offline')
      await page.route('**/activities', (route) => route.fulfill(refusal(404)))
      await page.context().setOffline(false)
      await page.waitForSelector('.notice button')
      await look(page, 'lost')
    })
  })

  it.each([
    ['zh-CN', '要多少'],
    ['en', 'can we change it'],
  ])('shows to everyone what it asks back in %s', async (language, question) => {
    const page = await visit(language, `/?lang=${language}`)
    const person = Applicant.on(page)
    await person.say(question)
    expect(person.heard.at(-1)?.key).toBe('repair.clarify')
    await look(page, 'asked back')
  })
})

/** Two files on a card: one that is taken and one that is not. */
async function uploads(page: Page): Promise<void> {
  await page.setInputFiles('.card input[type=file]', [
    { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') },
    { name: 'b.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a PDF') },
  ])
  await page.waitForSelector('.uploads .error')
  await look(page, 'uploads')
  await page.locator('.uploads .round').last().click()
}

const choiceOf = (person: Applicant, value: string): string =>
  person.heard.at(-1)?.choices?.find((choice) => choice.value.startsWith(value))?.label ?? value

const refusal = (status: number) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ error: { code: 'x', message: 'No.', hint: 'Try another way.' } }),
})

/** Makes quotations too faint to read, in the conversation that stands far above by now. */
async function breakColours(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('shenbao-assistant').evaluate((element) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.quote .words { color: #bbb }')
    element.shadowRoot?.adoptedStyleSheets.push(sheet)
  })
}
