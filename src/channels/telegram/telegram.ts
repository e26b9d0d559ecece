/** Telegram as a channel: everything the house needs of it. */
import type { FileSource } from '../../ports/channel.ts'
import type { Alone, Closeable } from '../../ports/nodes.ts'
import { BotApi } from './bot-api.ts'
import { CHANNEL } from './channel-name.ts'
import { COMMANDS } from './commands.ts'
import { ALLOWED, poll } from './polling.ts'
import { Receiver, type ReceiverDeps } from './receiver.ts'
import { type OpenDocument, type OpenFile, telegramSender } from './sender.ts'
import { telegramWebhook, WEBHOOK_PATH } from './webhook.ts'

export interface TelegramSettings {
  token: string
  apiRoot: string
  /** null: updates are asked for */
  webhook: { secret: string; publicUrl: string } | null
}

export interface TelegramDeps extends Omit<ReceiverDeps, 'api'> {
  openDocument: OpenDocument
  openFile: OpenFile
  languages: readonly string[]
  /** of two who ask for updates Telegram refuses one */
  alone: Alone
  deadlineMs?: number
}

const ANNOUNCE_AGAIN_MS = 60_000

export function telegramChannel(settings: TelegramSettings, deps: TelegramDeps) {
  const { webhook, ...access } = settings
  const api = new BotApi({ ...access, ...(deps.deadlineMs ? { deadlineMs: deps.deadlineMs } : {}) })
  const receiver = new Receiver({ ...deps, api })
  const failed = (what: string) => (reason: string) => deps.odd(`${what}: ${reason}`)
  const files: FileSource = {
    channel: CHANNEL,
    fetch: (source, mostBytes) => api.download(source, mostBytes),
  }
  let polling: Closeable | null = null
  let again: NodeJS.Timeout | undefined

  async function announce(): Promise<void> {
    const outcomes = [
      webhook
        ? await api.send('setWebhook', {
            url: webhook.publicUrl.replace(/\/$/, '') + WEBHOOK_PATH,
            secret_token: webhook.secret,
            allowed_updates: ALLOWED,
          })
        : await api.send('deleteWebhook', {}),
    ]
    for (const [i, language] of deps.languages.entries())
      outcomes.push(await api.send('setMyCommands', commandsIn(language, i === 0, deps.say)))
    const bad = outcomes.find((outcome) => outcome.type !== 'sent')
    if (!bad) return
    failed('announce')(bad.reason)
    again = setTimeout(() => void announce(), ANNOUNCE_AGAIN_MS).unref()
  }

  return {
    sender: telegramSender(api, { ...deps, takeLabel: (locale) => deps.say('take-ticked', locale) }),
    files,
    route: webhook ? telegramWebhook(webhook.secret, receiver) : null,
    /** Announces webhook and commands, or begins to ask; what fails is heard of and tried again. */
    start() {
      // a webhook still in place would refuse every question for updates
      void announce().then(() => {
        if (!webhook) polling = deps.alone('telegram', () => poll(api, receiver, failed('polling')))
      })
    },
    async close() {
      clearTimeout(again)
      await polling?.close()
    },
  }
}

/** The first language is also what people of all other languages see. */
function commandsIn(language: string, isFirst: boolean, say: ReceiverDeps['say']) {
  const commands = [...COMMANDS.keys()].map((command) => ({
    command,
    description: say(`commands.${command}`, language),
  }))
  return { commands, ...(isFirst ? {} : { language_code: language.slice(0, 2) }) }
}
