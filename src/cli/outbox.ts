/** `shenbao outbox`: replies that were given up or left unknown; an operator sends them again or puts them aside. */
import path from 'node:path'
import { showInstant } from '../language/dates.ts'
import { openStore } from '../store/open-store.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

const MOST = 500

export interface OutboxOptions {
  data?: string
  language?: string
  resend?: string
  dismiss?: string
}

/** Lists them, or does what is asked with one of them; exit code 1 when there is none of that number. */
export async function outbox(options: OutboxOptions): Promise<void> {
  const words = await cliPhrases(options.language)
  const { dataDir, databaseUrl } = configFrom({ ...(options.data ? { data: options.data } : {}) })
  const store = await openStore({ dataDir: path.join(dataDir, 'db'), databaseUrl })
  try {
    const { resend, dismiss } = options
    if (resend ?? dismiss) {
      const done = resend ? await store.outbox.resend(resend) : await store.outbox.dismiss(dismiss ?? '')
      const outcome = done ? (resend ? 'resent' : 'dismissed') : 'no-such'
      console.log(words.say(`channels.outbox.${outcome}`, { id: resend ?? dismiss ?? '' }))
      process.exitCode = done ? 0 : 1
      return
    }
    const stranded = await store.outbox.stranded(MOST)
    if (stranded.length === 0) console.log(words.say('channels.outbox.none'))
    for (const { id, channel, address, status, reason, at } of stranded) {
      const when = showInstant(at, words.language, 'UTC')
      const params = { id, channel: words.say(`channels.names.${channel}`), address, reason, when }
      console.log(words.say(`channels.outbox.${status}`, params))
    }
  } finally {
    await store.close()
  }
}
