/**
 * `npm run telegram-pictures`: what the bot sends, into docs/pictures, to be opened and judged. There is no Telegram to
 * photograph without its servers: the messages are the bot's own, as the strict fake of the Bot API took them; bubbles
 * and buttons are drawn here.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { escapeHtml } from '../src/channels/telegram/render.ts'
import { launch } from '../test/rigs/browser.ts'
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
