/** An applicant at the whole form: goes from part to part and fills in what is asked, with or without scripts. */
import type { Locator, Page } from 'playwright-core'
import { application } from './application.ts'

type Given = string | string[] | Record<string, string>[]

export class FormApplicant {
  readonly page: Page
  private readonly given: Record<string, Given>

  constructor(page: Page, given: Record<string, Given> = application) {
    this.page = page
    this.given = given
  }

  /** Starts a new form. */
  async start(url: string): Promise<void> {
    await this.page.goto(`${url}/form`)
    await this.page.locator('form[action="/form/start"] button').click()
    await this.page.waitForSelector('.tasks')
  }

  get code(): Promise<string> {
    return this.page.locator('.code').innerText()
  }

  /** Ids of the fields shown on the page that can be answered. */
  async shown(): Promise<string[]> {
    const fields = this.page.locator('.field:not([hidden]):not([data-type=constant])')
    return fields.evaluateAll((all) => all.map((one) => one.getAttribute('data-field') ?? ''))
  }

  /** Fills in every field of the page that there is something for. */
  async fillPart(): Promise<void> {
    for (const id of await this.shown()) {
      const given = this.given[id]
      if (given !== undefined) await this.fill(id, given)
    }
  }

  /** Fills in one field, whatever it is made of. */
  async fill(id: string, given: Given): Promise<void> {
    const field = this.page.locator(`[data-field="${id}"]`)
    const type = await field.getAttribute('data-type')
    if (type === 'rows') return this.fillRows(id, given as Record<string, string>[])
    await fillIn(field, id, given as string | string[])
  }

  private async fillRows(id: string, rows: Record<string, string>[]): Promise<void> {
    for (const [at, cells] of rows.entries()) {
      const row = this.page.locator(`[data-field="${id}"] [data-row="${at}"]`)
      if ((await row.count()) === 0) {
        await this.page.locator(`[value="add:${id}"]`).click()
        await row.waitFor()
      }
      for (const [column, value] of Object.entries(cells)) {
        const control = this.page.locator(`#r-${id}-${at}-${column}`)
        if (await control.evaluate((one) => one.tagName === 'SELECT')) await control.selectOption(value)
        else await control.fill(value)
      }
    }
  }

  save(): Promise<void> {
    return this.page.locator('button[value=save]').click()
  }
}

async function fillIn(field: Locator, id: string, value: string | string[]): Promise<void> {
  const ticks = field.locator('input[type=checkbox], input[type=radio]')
  if ((await ticks.count()) > 0) {
    for (const one of [value].flat()) await field.locator(`input[value="${one}"]`).check()
    return
  }
  const control = field.locator(`#f-${id}`)
  if (await control.evaluate((one) => one.tagName === 'SELECT')) await control.selectOption(String(value))
  else await control.fill(String(value))
}
