/**
 * `npm run screens`: pictures of every screen into docs/screens, taken from the real server, to be opened and judged.
 * A picture is named `<scene>-<width>-<language>[-dark][-large].png`.
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launch } from '../test/rigs/browser.ts'
import { startServer } from '../test/rigs/server.ts'
import { Applicant } from '../test/rigs/widget-applicant.ts'

interface Look {
  width: number
  height: number
  language: 'zh-CN' | 'en'
  dark?: boolean
  large?: boolean
}

const looks: Look[] = [
  { width: 1280, height: 860, language: 'zh-CN' },
  { width: 1280, height: 860, language: 'en', dark: true },
  { width: 390, height: 844, language: 'zh-CN' },
  { width: 390, height: 844, language: 'en' },
  { width: 390, height: 844, language: 'zh-CN', dark: true },
  { width: 390, height: 844, language: 'zh-CN', large: true },
  { width: 320, height: 640, language: 'zh-CN' },
  { width: 320, height: 640, language: 'en' },
]

const said = {
  'zh-CN': {
    deadline: '截止日期是5月30日吗？',
    silent: '有没有资金补助？',
    may: '我们能申报吗？',
    project: '我们想做社区老年人助餐服务',
    file: '开始申报',
    wrong: '12345',
  },
  en: {
    deadline: 'Is the deadline 30 May?',
    silent: 'Is there any funding?',
    may: 'Can we apply?',
    project: 'We run canteens for elderly people in the community',
    file: 'start filing',
    wrong: '12345',
  },
}

const folder = join(import.meta.dirname, '../docs/screens')
const server = await startServer('2021-04-12T10:00:00+08:00')
const browser = await launch()
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
for (const look of looks) await walk(browser, look)
await browser.close()
await server.close()

/** Goes through the whole job once and takes a picture of each scene. */
async function walk(within: Browser, look: Look): Promise<void> {
  const context = await within.newContext({
    viewport: { width: look.width, height: look.height },
    locale: look.language,
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const applicant = await Applicant.at(page, `${server.url}/?lang=${look.language}`)
  if (look.large) await page.locator('shenbao-assistant').evaluate((one) => one.setAttribute('large', ''))
  const words = said[look.language]
  const take = (scene: string) => picture(page, look, scene)
  await take('home')
  await applicant.say(words.deadline)
  await take('answer')
  await applicant.say(words.silent)
  await take('silence')
  await applicant.say(words.project)
  await take('areas')
  await applicant.say(words.may)
  await take('eligibility')
  await applicant.say(words.file)
  await fileAll(applicant, words.wrong, take)
  await context.close()
}

async function fileAll(
  applicant: Applicant,
  wrong: string,
  take: (scene: string) => Promise<void>,
): Promise<void> {
  const { page } = applicant
  while (!applicant.isChecking) {
    const { field } = applicant.question.pending
    if (['project_name', 'intro', 'budget_src', 'att_license'].includes(field)) await take(`filing-${field}`)
    if (field === 'uscc') {
      await applicant.fillCard(field, { uscc: wrong })
      await take('filing-error')
    }
    await applicant.answerNext()
  }
  await take('check')
  await page.click('.bar .round')
  await page.waitForSelector('b.code')
  await take('menu')
  await page.click('.bar .round')
  const button = (value: string) =>
    applicant.heard.at(-1)?.choices?.find((choice) => choice.value.startsWith(value))?.label ?? value
  await applicant.press(button('do:submit'))
  await applicant.press(button('yes:submit'))
  await take('receipt')
}

async function picture(page: Page, look: Look, scene: string): Promise<void> {
  const name = [
    scene,
    look.width,
    look.language,
    ...(look.dark ? ['dark'] : []),
    ...(look.large ? ['large'] : []),
  ]
  await page.waitForTimeout(120)
  await page.screenshot({ path: join(folder, `${name.join('-')}.png`) })
}
