/**
 * `npm run telegram-pictures`: what the bot sends, into docs/pictures, to be opened and judged. There is no Telegram to
 * photograph without its servers: the messages are the bot's own, as the strict fake of the Bot API took them; bubbles
 * and buttons are drawn here.
 */

import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { OPERATOR } from '../src/audit/entry.ts'
import { escapeHtml } from '../src/channels/telegram/render.ts'
import { launch } from '../test/rigs/browser.ts'
import { ask, codeFor, enrol } from '../test/rigs/office-house.ts'
import type { SeenMessage } from '../test/rigs/telegram/bot-api.ts'
import { openTelegramHouse, until } from '../test/rigs/telegram/telegram-house.ts'

const ROOT = join(import.meta.dirname, '..')
const CHAT = 77
const STYLE = `main{padding:14px;width:392px;background:#dfe7ee;font:15px/1.45 'Noto Sans CJK SC',sans-serif}
.m{background:#fff;border-radius:12px;padding:8px 12px;margin:0 0 3px;white-space:pre-wrap;overflow-wrap:anywhere}
.k{display:flex;gap:3px;margin:0 0 3px}.k b{flex:1;background:#4a6a86;color:#fff;border-radius:8px;padding:7px 4px;text-align:center;font-weight:500}
.d::before{content:'📄 '}.g{height:9px}.you{background:#d9f2c7;margin-left:90px}`

const bot = await openTelegramHouse('webhook', {}, { unpaced: true })
const browser = await launch()
try {
  await walk(await browser.newPage({ viewport: { width: 420, height: 900 } }))
} finally {
  await browser.close()
  await bot.close()
}

async function walk(page: Page): Promise<void> {
  await picture(page, 'greeting', ['/start'])
  await picture(page, 'question', ['截止日期是5月30日吗？'])
  await picture(page, 'step', ['/apply', '社区助餐服务标准化试点'])
  await picture(page, 'ticks', ['/start specimen', '修改参与方式'], CHAT + 1)
  await deskPicture(page, 'desk', 'zh-CN', '王芳', CHAT + 2)
  await deskPicture(page, 'desk-en', 'en', 'Li Ming', CHAT + 3)
}

/** An officer's chat: the card of a new enquiry, an answer that quotes it, and an answer whose enquiry is not clear. */
async function deskPicture(
  page: Page,
  scene: string,
  locale: string,
  name: string,
  chat: number,
): Promise<void> {
  const { house, api } = bot
  const said = async (text: string) => {
    api.say(chat, text)
    await until(() => api.updates.isEmpty)
    await house.channels.idle()
  }
  const officer = await enrol(house, name, locale)
  await said('/start')
  const seen = api.heard(chat).length
  await said(await codeFor(house, officer))
  const enquiry = await ask(house, '截止日期4月30日，是按材料寄出的日期，还是按市局收到的日期？')
  const card = api.heard(chat).findLast(({ text }) => text.startsWith(enquiry.number))
  if (card) api.reply(card, '以市局收到书面材料的日期为准。')
  await until(() => api.updates.isEmpty)
  await house.channels.idle()
  await ask(house, '可以报两个领域吗？')
  await said('不可以，只能选一个领域。')
  await said(locale === 'en' ? 'list' : '待办')
  await house.store.officers.setGrants(officer, [], OPERATOR)
  await page.setContent(
    `<style>${STYLE}</style><main>${api.heard(chat).slice(seen).map(drawn).join('')}</main>`,
  )
  await page.locator('main').screenshot({ path: join(ROOT, `docs/pictures/telegram-${scene}.png`) })
}

/** Says these lines and draws the last of them with all that came back. */
async function picture(page: Page, scene: string, lines: string[], chat = CHAT): Promise<void> {
  let seen = 0
  for (const line of lines) {
    seen = bot.api.heard(chat).length
    bot.api.say(chat, line)
    await until(() => bot.api.updates.isEmpty)
    await bot.house.channels.idle()
  }
  const answers = bot.api.heard(chat).slice(seen)
  const html = `<div class="m you">${escapeHtml(lines.at(-1) ?? '')}</div>${answers.map(drawn).join('')}`
  await page.setContent(`<style>${STYLE}</style><main>${html}</main>`)
  await page.locator('main').screenshot({ path: join(ROOT, `docs/pictures/telegram-${scene}.png`) })
}

function drawn({ text, markup, document }: SeenMessage): string {
  const rows = (markup?.inline_keyboard ?? []).map(
    (row) => `<div class="k">${row.map((button) => `<b>${escapeHtml(button.text)}</b>`).join('')}</div>`,
  )
  return `<div class="g"></div><div class="m ${document ? 'd' : ''}">${escapeHtml(text)}</div>${rows.join('')}`
}
