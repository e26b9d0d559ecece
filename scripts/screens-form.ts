/**
 * `node scripts/screens-form.ts [folder]`: pictures of every page of the whole form, from the real server, to be opened
 * and judged. A picture is named `<page>-<width>-<language>[-dark][-large].png`.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launch } from '../test/rigs/browser.ts'
import { FormApplicant } from '../test/rigs/form-applicant.ts'
import { startServer } from '../test/rigs/server.ts'

interface Look {
  width: number
  language: 'zh-CN' | 'en'
  dark?: boolean
  large?: boolean
}

const looks: Look[] = [
  { width: 1280, language: 'zh-CN' },
  { width: 1280, language: 'en', dark: true },
  { width: 390, language: 'zh-CN' },
  { width: 390, language: 'zh-CN', large: true },
  { width: 320, language: 'zh-CN', dark: true },
  { width: 320, language: 'en' },
]

const folder = process.argv[2] ?? join(import.meta.dirname, '../docs/screens/form')
await mkdir(folder, { recursive: true })
const server = await startServer('2021-04-12T10:00:00+08:00')
const browser = await launch()
for (const look of looks) await walk(browser, look)
await browser.close()
await server.close()

/** Fills in the whole form, with something wrong on the way, and takes a picture of each page. */
async function walk(within: Browser, look: Look): Promise<void> {
  const context = await within.newContext({
    viewport: { width: look.width, height: 900 },
    locale: look.language,
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const take = (scene: string) => picture(page, look, scene)
  await page.goto(`${server.url}/form`)
  if (look.large) await page.goto(`${server.url}/form/look?large=1`)
  await take('start')
  const applicant = new FormApplicant(page)
  await applicant.start(server.url)
  await take('list-empty')
  await page.goto(`${server.url}/form/section/applicant`)
  await applicant.fill('uscc', '12345')
  await applicant.fill('org_name', '长'.repeat(120))
  await applicant.save()
  await page.waitForURL(/wrong/)
  await take('wrong')
  await page.goto(`${server.url}/form/check`)
  await take('check-open')
  await page.goto(`${server.url}/form`)
  await page.locator('.tasks a').first().click()
  await page.waitForSelector('form[enctype]')
  while (page.url().includes('/form/section/')) {
    await applicant.fillPart()
    await page.waitForTimeout(300)
    await take(`part-${/section\/([\w-]+)/.exec(page.url())?.[1]}`)
    await Promise.all([page.waitForNavigation(), applicant.save()])
  }
  await take('check')
  await page.goto(`${server.url}/form`)
  await take('list')
  await page.goto(`${server.url}/form/copy`)
  await take('copy')
  await page.goto(`${server.url}/form/check`)
  await page.locator('form[action="/form/submit"] button').click()
  await take('receipt')
  await context.close()
}

async function picture(page: Page, look: Look, scene: string): Promise<void> {
  const name = [
    scene,
    look.width,
    look.language,
    ...(look.dark ? ['dark'] : []),
    ...(look.large ? ['large'] : []),
  ]
  await page.screenshot({ path: join(folder, `${name.join('-')}.png`), fullPage: true })
}
