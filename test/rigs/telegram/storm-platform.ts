/** The strict fake of the Bot API as a platform for storms. */
import type { StormyPlatform } from '../channel-storm.ts'
import { type Fault, StrictBotApi, TOKEN } from './bot-api.ts'

const TROUBLES: Omit<Fault, 'method' | 'times'>[] = [
  { code: 429, retryAfter: 1 },
  { code: 500 },
  { doThenDrop: true },
  { drop: true },
  { html: true },
  { hangMs: 300 },
]

export async function telegramPlatform(): Promise<{ platform: StormyPlatform; close(): Promise<void> }> {
  const api = await StrictBotApi.start()
  const platform: StormyPlatform = {
    channel: 'telegram',
    environment: (port) => ({
      TELEGRAM_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: api.address,
      TELEGRAM_SECRET: 'a-secret-of-the-storm',
      SHENBAO_PUBLIC_URL: `http://127.0.0.1:${port}`,
    }),
    addressOf: (person) => String(10_000 + person),
    say: (person, text) => void api.say(10_000 + person, text),
    repeat: () => api.updates.repeatOne(),
    trouble() {
      const fault = TROUBLES[Math.floor(Math.random() * TROUBLES.length)] ?? { code: 500 }
      api.faults.push({ method: 'sendMessage', times: 1, ...fault })
    },
    isQuiet: () => api.updates.isEmpty,
    seen: (person) => api.heard(10_000 + person).map(({ text }) => text),
    lastSend: () => api.calls.findLast(({ method }) => method === 'sendMessage')?.at ?? 0,
  }
  return { platform, close: () => api.close() }
}
