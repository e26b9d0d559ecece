/**
 * `npm run teams-pictures`: the chat as Microsoft's Agents Playground shows it, into docs/pictures, to be opened and
 * judged: the greeting, a card with an error, check-your-answers, the receipt.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { parse } from 'yaml'
import { readFolder } from '../src/store/read-folder.ts'
import { application } from '../test/rigs/application.ts'
import { launch } from '../test/rigs/browser.ts'
import { ask, codeFor, enrol } from '../test/rigs/office-house.ts'
import { type Answers, fileByCards, lastCard } from '../test/rigs/teams/card-filing.ts'
import { openPlayground, type Playground, Visitor } from '../test/rigs/teams/playground.ts'

const ROOT = join(import.meta.dirname, '..')
const FLOW = join(ROOT, 'flows/shanghai-standardization-pilot-2021')

/** The messages, without the client's own bars. */
const CHAT = { x: 0, y: 50, width: 560, height: 560 }
/** Its end shows that this client knows no file cards. */
const LAST = { ...CHAT, height: 350 }

interface Words {
  topics: Record<string, string>
  recommenders: Record<string, string>
  fields: Record<string, FieldWords>
}
interface FieldWords {
  label: string
  options?: Record<string, string>
  columns?: Record<string, FieldWords>
}

const words = parse((await readFolder(FLOW))['text/zh-CN.yaml'] ?? '') as Words
const others: Record<string, string> = { ...words.topics, ...words.recommenders, yes: '是' }
const shown = (field: FieldWords | undefined, value: string): string =>
  field?.options?.[value] ?? others[value] ?? value

/** The application by the labels that stand on the cards; of a list its first row. */
function answersOf(): Answers {
  // one row must make up the whole sum
  const all = { ...application, budget_src: [{ source: 'own', amount: String(application.budget_total) }] }
  return Object.entries(all).map(([id, given]) => {
    const field = words.fields[id]
    const [first] = [given].flat()
    if (typeof first === 'object') {
      const cells = Object.entries(first).map(([column, value]): [string, string] => {
        const about = field?.columns?.[column]
        return [about?.label ?? column, shown(about, value)]
      })
      return Object.fromEntries(cells)
    }
    const label = field?.label ?? id
    const values = [given].flat().map((value) => shown(field, String(value)))
    return { [label]: values.join('、') }
  })
}

const browser = await launch()
try {
  await at(walk)
  await at(deskWalk)
} finally {
  await browser.close()
}

/** Takes the pictures of one walk, in a chat of its own. */
async function at(taken: (page: Page, playground: Playground) => Promise<void>): Promise<void> {
  const playground = await openPlayground({ publicUrl: 'https://apply.example.org' })
  try {
    await taken(await browser.newPage({ viewport: { width: 760, height: 700 }, locale: 'zh-CN' }), playground)
  } finally {
    await playground.close()
  }
}

/** Goes through the whole job once and takes a picture of each scene. */
async function walk(page: Page, playground: Playground): Promise<void> {
  await page.goto(playground.address)
  await page.getByRole('button', { name: '开始申报' }).waitFor()
  await page.getByTitle('Hide log panel').click()
  await picture(page, 'greeting')

  const one = await Visitor.enter(playground, true)
  await page.getByRole('button', { name: '开始申报' }).click()
  await page.getByRole('textbox', { name: /项目名称/ }).fill('……')
  await page.getByRole('button', { name: '下一步' }).last().click()
  await picture(page, 'error')

  const [asked] = await one.say('修改项目名称')
  const checking = await fileByCards((...press) => one.execute(...press), asked ? [asked] : [], answersOf())
  await picture(page, 'checking')
  await one.execute(lastCard(checking), '提交')
  await page.getByRole('button', { name: '确认提交' }).click()
  await page.getByText('File Consent Card').first().waitFor()
  await picture(page, 'receipt', LAST)
  one.leave()
}

/** An officer's chat: the card of an enquiry with its input, and what is said when it was answered. */
async function deskWalk(page: Page, { house, address }: Playground): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: '开始申报' }).waitFor()
  await page.getByTitle('Hide log panel').click()
  const one = await Visitor.enter({ house, address, close: async () => {} }, true)
  await one.say(await codeFor(house, await enrol(house, '王芳')))
  const enquiry = await ask(house, '截止日期4月30日，是按材料寄出的日期，还是按市局收到的日期？')
  await page.getByText(enquiry.number).first().waitFor()
  await picture(page, 'desk')
  await page.getByRole('textbox', { name: /答复内容/ }).fill('以市局收到书面材料的日期为准。')
  await page.getByRole('button', { name: '发送答复' }).click()
  await page.getByText('已发给提问人').first().waitFor()
  await picture(page, 'desk-answered')
  one.leave()
}

/** What the window shows, at the end of the chat. */
async function picture(of: Page, scene: string, clip = CHAT): Promise<void> {
  await of.waitForTimeout(2_000)
  await of.screenshot({ path: join(ROOT, `docs/pictures/teams-${scene}.png`), clip })
}
