/** Looks at a screen as everyone will see it: by day and by night, magnified, and by those whom motion makes ill. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from '../rigs/browser.ts'

/** A window of 1280 by 1024 magnified four times. */
const MAGNIFIED = { width: 320, height: 256 }
/** Of what has scrolled away axe sees no contrast, so a window gets as tall as what it shows, up to this, which holds any card. */
const TALL = 2000

/**
 * Nothing that axe knows of is wrong in light, no contrast is too low in dark, nothing is cut off at 400 % and nothing
 * moves. The page must have been opened with the wish for reduced motion.
 */
export async function look(page: Page, screen: string, tallest = TALL): Promise<void> {
  const before = page.viewportSize() ?? MAGNIFIED
  await showAll(page, tallest)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await violations(page), `${screen}, light`).toEqual([])
  expect(await page.evaluate(whatMoves), `${screen} moves`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(page, ['color-contrast']), `${screen}, dark`).toEqual([])
  await page.setViewportSize(MAGNIFIED)
  expect(await page.evaluate(whatRunsOver), `${screen} at 400 %`).toEqual([])
  await page.setViewportSize(before)
}

/** Makes the window as tall as the conversation in it. */
export async function showAll(page: Page, tallest: number): Promise<void> {
  const { width, height } = page.viewportSize() ?? MAGNIFIED
  const hidden = await page.evaluate(() => {
    const log = document.querySelector('shenbao-assistant')?.shadowRoot?.querySelector('.log')
    return log ? log.scrollHeight - log.clientHeight : 0
  })
  await page.setViewportSize({ width, height: Math.min(height + hidden, tallest) })
}

/** Everything on the page, shadow roots included, that has an animation or a transition, or scrolls smoothly. */
function whatMoves(): string[] {
  const all = [...document.querySelectorAll('*')]
  const inside = all.flatMap((one) => [...(one.shadowRoot?.querySelectorAll('*') ?? [])])
  const longest = (durations: string) => Math.max(...durations.split(',').map(Number.parseFloat))
  return [...all, ...inside].flatMap((element) =>
    [null, '::before', '::after'].flatMap((part) => {
      const style = getComputedStyle(element, part)
      const animated = style.animationName !== 'none' && longest(style.animationDuration) > 0
      const moves = animated || longest(style.transitionDuration) > 0 || style.scrollBehavior === 'smooth'
      return moves ? [`${element.tagName}.${element.className}${part ?? ''}`] : []
    }),
  )
}

/** The page itself and the conversation must not scroll sideways. */
function whatRunsOver(): string[] {
  const log = document.querySelector('shenbao-assistant')?.shadowRoot?.querySelector('.log')
  return [document.documentElement, log].flatMap((box) =>
    box && box.scrollWidth > box.clientWidth
      ? [`${box.tagName}.${box.className}: ${box.scrollWidth - box.clientWidth} px`]
      : [],
  )
}
