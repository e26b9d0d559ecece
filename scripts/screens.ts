/**
 * `npm run screens [-- folder]`: pictures of every screen from the real server, to be opened and judged, and the gallery
 * that shows them. A picture is named `<scene>-<look>.jpg`; build first.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launch } from '../test/rigs/browser.ts'
import { startServer } from '../test/rigs/server.ts'
import { fileOf, looks, windowOf } from './screens/looks.ts'
import { pageScenes, walkPages } from './screens/pages.ts'
import { talkScenes, walkTalk } from './screens/talk.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '../docs/screens')
const only = process.argv[3]?.split(',')
const server = await startServer('2021-04-12T10:00:00+08:00')
const browser = await launch()
await mkdir(folder, { recursive: true })
// the folder below is the console's
if (!only) for (const name of await readdir(folder)) if (name.endsWith('.jpg')) await rm(join(folder, name))
for (const look of looks.filter(({ name }) => only?.includes(name) ?? true)) {
  for (const walk of [walkTalk, walkPages]) {
    const { page, take } = await windowOf(browser, look, folder)
    await walk(server.url, page, look, take)
    await page.context().close()
  }
  console.log(look.title)
}
await browser.close()
await server.close()
await writeFile(join(folder, 'README.md'), gallery())

/** One table for the conversation and one for the pages: a row a scene, a column a look. */
function gallery(): string {
  const table = (scenes: Record<string, string>) => [
    `| | ${looks.map(({ title }) => title).join(' | ')} |`,
    `| --- | ${looks.map(() => '---').join(' | ')} |`,
    ...Object.entries(scenes).map(([scene, about]) => {
      const cells = looks.map((look) => {
        const file = fileOf(scene, look)
        if (!existsSync(join(folder, file))) return ''
        return `<a href="${file}"><img src="${file}" alt="${about}, ${look.title}" width="${look.width > 1000 ? 240 : 120}"></a>`
      })
      return `| ${about} | ${cells.join(' | ')} |`
    }),
  ]
  return [
    '# Screens',
    '',
    'Every screen of the service, taken by `npm run screens` from the real server with its clock at 12 April 2021. Each kind of',
    'screen is shown at 1280, 390 and 320 pixels, in Chinese and English, light and dark and in large type, though not in every',
    'product of these; long pages are cut off. What no picture can tell, contrast, focus and names, is tested in `test/browser`.',
    '',
    '## The conversation',
    '',
    ...table(talkScenes),
    '',
    '## The form and the check of a print',
    '',
    ...table(pageScenes),
    '',
  ].join('\n')
}
