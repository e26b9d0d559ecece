/** How a screen may be looked at, and taking its picture. */
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'

export interface Look {
  name: string
  /** what a person sees of the look, for the gallery */
  title: string
  width: number
  height: number
  language: 'zh-CN' | 'en'
  dark?: boolean
  large?: boolean
}

/** Not every product of width, language, light and type, but each of them with each kind of screen. */
export const looks: Look[] = [
  { name: 'desk', title: '1280 · 中文', width: 1280, height: 860, language: 'zh-CN' },
  {
    name: 'desk-en-dark',
    title: '1280 · English · dark',
    width: 1280,
    height: 860,
    language: 'en',
    dark: true,
  },
  { name: 'phone', title: '390 · 中文', width: 390, height: 844, language: 'zh-CN' },
  { name: 'phone-en', title: '390 · English', width: 390, height: 844, language: 'en' },
  { name: 'phone-dark', title: '390 · 中文 · dark', width: 390, height: 844, language: 'zh-CN', dark: true },
  {
    name: 'phone-large',
    title: '390 · 中文 · large',
    width: 390,
    height: 844,
    language: 'zh-CN',
    large: true,
  },
  { name: 'small-en', title: '320 · English', width: 320, height: 640, language: 'en' },
]

/** Long pages are cut off below this many pixels: what follows is more of the same. */
const LONGEST = 1200

/** Takes pictures of a page under the name of a scene. */
export type Take = (scene: string, whole?: boolean) => Promise<void>

/** A browser window of this look, and how to take pictures of it. */
export async function windowOf(
  browser: Browser,
  look: Look,
  folder: string,
): Promise<{ page: Page; take: Take }> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    locale: look.language,
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  return { page, take: (scene, whole) => picture(page, join(folder, fileOf(scene, look)), whole) }
}

export const fileOf = (scene: string, { name }: Look): string => `${scene}-${name}.jpg`

async function picture(page: Page, path: string, whole = false): Promise<void> {
  await page.mouse.move(0, 0)
  // the page's own fonts and the conversation's scrolling have their turn first
  await page.waitForTimeout(120)
  const viewport = page.viewportSize() ?? { width: 0, height: 0 }
  const height = await page.locator('html').evaluate((root) => root.scrollHeight)
  const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(height, LONGEST) }
  await page.screenshot({ path, type: 'jpeg', quality: 32, ...(whole ? { fullPage: true, clip } : {}) })
}
