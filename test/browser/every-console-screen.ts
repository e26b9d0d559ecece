/** Every screen of the officers' console, dialogs open, in both languages and three widths: axe, nothing cut off, no policy broken. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, violations } from '../rigs/browser.ts'
import { fits, scenes, show } from '../rigs/console-scenes.ts'
import type { DeskFake } from '../rigs/desk-fake.ts'
import { openConsole } from '../rigs/opened.ts'

const PATIENCE = 240_000
const HEIGHT = 1200

/** In one language; each has a file of its own, so that they can be gone through side by side. */
export function everyScreenIn(locale: 'zh-CN' | 'en'): void {
  describe.skipIf(!haveChromium())(`every screen of the console in ${locale}`, { timeout: PATIENCE }, () => {
    let desk: DeskFake
    let browser: Browser
    let close = async () => {}

    beforeAll(async () => {
      ;({ desk, browser, close } = await openConsole())
    }, PATIENCE)
    afterAll(() => close())

    it.each(scenes.map((scene) => [scene.name, scene] as const))('%s', async (_name, scene) => {
      const context = await browser.newContext({ locale, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const troubles: string[] = []
      page.on('pageerror', (error) => troubles.push(String(error)))
      page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
      const widths = [1440, 390, 320].filter((width) => fits(scene, width))
      const size = (width = 390) => page.setViewportSize({ width, height: HEIGHT })
      await size(widths[0])
      await show(page, desk, scene, locale)
      for (const width of widths) {
        await size(width)
        // what is drawn by script, such as a chart, follows a moment after the window
        await expect
          .poll(() => page.evaluate(sideways), { message: `${scene.name} runs over at ${width}` })
          .toBeLessThanOrEqual(0)
        // between a phone and the narrowest window only the words differ in what axe sees: one language is enough
        if (locale === 'en' && width === 390) continue
        expect(await violations(page), `${scene.name} at ${width}`).toEqual([])
      }
      expect(desk.cspReports).toEqual([])
      // an answer of 401, 404, 409 or 503 is what some scenes are about
      expect(troubles.filter((text) => !/Failed to load resource/.test(text))).toEqual([])
      await context.close()
    })
  })
}

/** By how many pixels the page is wider than the window. */
const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
