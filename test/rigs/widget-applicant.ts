/** An applicant at the widget: says things, fills in cards, presses buttons, and hears what comes back. */
import type { Locator, Page } from 'playwright-core'
import type { WireReply } from '../../src/contract/conversation.ts'
import { application } from './application.ts'

type Values = Record<string, string | string[]>
type Given = Record<string, string | string[] | Record<string, string>[]>

const PDF = { name: '营业执照.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') }

export class Applicant {
  readonly page: Page
  /** every reply to what was done here, oldest first */
  readonly heard: WireReply[] = []

  private readonly given: Given

  private constructor(page: Page, given: Given) {
    this.page = page
    this.given = given
    page.on('response', async (response) => {
      if (!response.url().endsWith('/activities') || !response.ok()) return
      this.heard.push(...((await response.json()) as { replies: WireReply[] }).replies)
    })
  }

  /** Sits down at a page that is open already. */
  static on(page: Page, given: Given = application): Applicant {
    return new Applicant(page, given)
  }

  /** Opens the page and waits for the greeting. */
  static async at(page: Page, url: string, given: Given = application): Promise<Applicant> {
    const applicant = new Applicant(page, given)
    await page.goto(url)
    await page.waitForSelector('.theirs')
    return applicant
  }

  /** The question that is open now. */
  get question(): WireReply & { pending: { field: string } } {
    const found = this.heard.findLast(({ pending, form }) => pending && form)
    if (!found?.pending) throw new Error('No question is open')
    return { ...found, pending: found.pending }
  }

  get isChecking(): boolean {
    return this.heard.at(-1)?.key.startsWith('checking') ?? false
  }

  last(): Promise<string> {
    return this.page.locator('.theirs').last().innerText()
  }

  /** Does something and waits for the replies. @returns all they say */
  async answered(act: () => Promise<unknown>): Promise<string> {
    const before = await this.page.locator('.theirs').count()
    const heard = this.heard.length
    await act()
    const deadline = Date.now() + 20_000
    const waiting = async (): Promise<boolean> =>
      this.heard.length === heard ||
      (await this.page.locator('.theirs').count()) <= before ||
      (await this.page.locator('.thinking').count()) > 0
    while (await waiting()) {
      if (Date.now() > deadline) throw new Error(`No reply came after: ${await this.last()}`)
      await this.page.waitForTimeout(15)
    }
    return (await this.page.locator('.theirs').allInnerTexts()).slice(before).join('\n')
  }

  async say(text: string): Promise<string> {
    await this.page.fill('#words', text)
    return this.answered(() => this.page.press('#words', 'Enter'))
  }

  /** Presses the newest button of this name. */
  press(name: string): Promise<string> {
    return this.answered(() => this.page.getByRole('button', { name, exact: true }).last().click())
  }

  /** Fills in the open card and sends it. */
  async fillCard(step: string, values: Values): Promise<string> {
    const card = this.page.locator('form.card').last()
    for (const [name, value] of Object.entries(values))
      await fillIn(card.locator(`#f-${step}-${name}`), value)
    return this.answered(() => card.locator('.primary').click())
  }

  /** Answers the open question from the application at hand: on the card, else by button, else by skipping it. */
  async answerNext(): Promise<void> {
    const { pending, form, choices } = this.question
    const { field } = pending
    const given = this.given[field]
    const button = (value: string) => choices?.find((choice) => choice.value === value)?.label ?? value
    if (given === undefined) {
      await this.press(button('do:skip'))
    } else if (Array.isArray(given) && typeof given[0] === 'object') {
      for (const row of given as Values[]) await this.fillCard(field, row)
      await this.press(button(`done:${field}`))
    } else if ((await this.page.locator('form.card').count()) > 0) {
      await this.fillCard(field, { [field]: given as string | string[] })
    } else {
      const option = form?.inputs[0]?.options?.find(({ value }) => value === given)
      await this.press(option?.label ?? String(given))
    }
  }

  /** Sends a file on the open card. */
  async attach(): Promise<void> {
    const { field } = this.question.pending
    await this.page.setInputFiles('.card input[type=file]', PDF)
    await this.page.waitForSelector('.uploads li')
    await this.answered(() => this.page.locator('form.card .primary').last().click())
    const done = this.heard.at(-1)?.choices?.find(({ value }) => value === `done:${field}`)
    await this.press(done?.label ?? field)
  }
}

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
