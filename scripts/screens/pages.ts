/** Pictures of the pages of the form, from the door to the receipt, and of the check of a print. */
import type { Page } from 'playwright-core'
import { FormApplicant } from '../../test/rigs/form-applicant.ts'
import type { Look, Take } from './looks.ts'

export const pageScenes = {
  'form-start': 'The door of the form',
  'form-list': 'The parts of the form',
  'form-wrong': 'A part with errors',
  'form-open': 'Check with what is still open',
  'form-project': 'A part: topics, choices, text',
  'form-resources': 'A part: rows with a sum',
  'form-attachments': 'A part: files',
  'form-check': 'Check, ready to submit',
  'form-copy': 'All answers for printing',
  'form-receipt': 'Receipt',
  'form-error': 'A page that is not there',
  'check-current': 'What a print is worth: the current one',
  'check-replaced': '… one that was taken back',
  'check-unknown': '… a code that was never given out',
}

/** Fills in the whole form, with something wrong on the way, and takes a picture of each page. */
export async function walkPages(url: string, page: Page, look: Look, take: Take): Promise<void> {
  const visit = (path: string) => page.goto(url + path)
  const take1 = (scene: string) => take(scene, true)
  await visit(`/form?lang=${look.language}`)
  if (look.large) await visit('/form/look?large=1')
  await take1('form-start')
  const applicant = new FormApplicant(page)
  await applicant.start(url)
  await visit('/form/section/applicant')
  await applicant.fill('uscc', '12345')
  await applicant.fill('org_name', '长'.repeat(120))
  await applicant.save()
  await page.waitForURL(/wrong/)
  await take1('form-wrong')
  await visit('/form')
  await take1('form-list')
  await visit('/form/check')
  await take1('form-open')
  await fillAll(url, page, applicant, take1)
  await take1('form-check')
  await visit('/form/copy')
  await take1('form-copy')
  await visit('/form/nothing-here')
  await take1('form-error')
  await handIn(url, page, look, take1)
}

async function fillAll(url: string, page: Page, applicant: FormApplicant, take: Take): Promise<void> {
  await page.goto(`${url}/form`)
  await page.locator('.tasks a').first().click()
  await page.waitForSelector('form[enctype]')
  while (page.url().includes('/form/section/')) {
    await applicant.fillPart()
    await page.locator('h1').click()
    await page.waitForTimeout(400)
    const scene = `form-${/section\/([\w-]+)/.exec(page.url())?.[1]}`
    if (scene in pageScenes) await take(scene)
    await Promise.all([page.waitForNavigation(), applicant.save()])
  }
}

async function handIn(url: string, page: Page, { language }: Look, take: Take): Promise<void> {
  const visit = (path: string) => page.goto(url + path)
  await visit('/form/check')
  await page.locator('form[action="/form/submit"] button').click()
  await page.waitForURL(/receipt/)
  await take('form-receipt')
  const code = (await page.locator('.receipt dd').last().textContent()) ?? ''
  await visit(`/check/${code}?lang=${language}`)
  await take('check-current')
  await visit('/form/receipt')
  await page.locator('[name=sure]').check()
  await page.locator('form[action="/form/recall"] button').click()
  await visit(`/check/${code}?lang=${language}`)
  await take('check-replaced')
  await visit(`/check/0000-0000-0000-0000?lang=${language}`)
  await take('check-unknown')
}
