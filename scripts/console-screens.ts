/**
 * `npm run console-screens`: takes anew the pictures that docs/screens/console shows. `-- folder [names]`: pictures of every
 * screen of the officers' console at 1440 and 390 pixels, in Chinese and, where `names` asks for it by `en:<name>`, in English.
 * The console is built first.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildConsole, launch } from '../test/rigs/browser.ts'
import { fits, scenes, show } from '../test/rigs/console-scenes.ts'
import { startDeskFake } from '../test/rigs/desk-fake.ts'

const docs = join(import.meta.dirname, '../docs/screens/console')
const folder = process.argv[2] ?? docs
const only = process.argv[2] === undefined ? await shownThere() : process.argv[3]?.split(',')
const HEIGHTS: Record<number, number> = { 1440: 900, 390: 844, 320: 640 }
const widths = (process.argv[4] ?? '1440,390').split(',').map(Number)

const publicDir = await mkdtemp(join(tmpdir(), 'console-'))
await buildConsole(publicDir)
const desk = await startDeskFake(publicDir)
const browser = await launch()
await mkdir(folder, { recursive: true })
for (const locale of ['zh-CN', 'en'] as const) {
  const wanted = scenes.filter(({ name }) =>
    locale === 'en' ? only?.includes(`en:${name}`) : (only?.includes(name) ?? true),
  )
  for (const width of widths) {
    const viewport = { width, height: HEIGHTS[width] ?? 844 }
    const context = await browser.newContext({ viewport, locale, reducedMotion: 'reduce' })
    for (const scene of wanted.filter((one) => fits(one, width))) {
      const page = await context.newPage()
      await show(page, desk, scene, locale).catch((error) => console.error(scene.name, width, String(error)))
      const name = `${scene.name}${locale === 'en' ? '-en' : ''}-${width}.jpg`
      await page.screenshot({ path: join(folder, name), type: 'jpeg', quality: 80 })
      await page.close()
    }
    await context.close()
  }
}
await browser.close()
await desk.close()
await rm(publicDir, { recursive: true, force: true })

/** Names of the scenes that the page of pictures shows. */
async function shownThere(): Promise<string[]> {
  const page = await readFile(join(docs, 'README.md'), 'utf8')
  const names = [...page.matchAll(/\(([a-z-]+?)(-en)?-(?:1440|390)\.jpg\)/g)]
  return [...new Set(names.map(([, name, english]) => (english ? `en:${name}` : `${name}`)))]
}
