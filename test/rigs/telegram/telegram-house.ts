/** The whole house with a bot of the strict fake, listening on a port of its own. */
import type { Config } from '../../../src/config.ts'
import type { Haste } from '../../../src/wire-channels.ts'
import { type House, openHouse } from '../house.ts'
import { type SeenMessage, StrictBotApi, TOKEN, webhook as webhookAt } from './bot-api.ts'

export const SECRET = 'a-secret-of-the-webhook'

export interface TelegramHouse {
  house: House
  api: StrictBotApi
  close(): Promise<void>
}

export async function openTelegramHouse(
  mode: 'webhook' | 'polling' = 'webhook',
  change: Partial<Config> = {},
  haste: Haste = {},
): Promise<TelegramHouse> {
  const api = await StrictBotApi.start()
  const access = { token: TOKEN, apiRoot: api.address }
  // the port is known only once the server listens: the webhook is announced again then
  const webhook = mode === 'webhook' ? { secret: SECRET, publicUrl: 'http://127.0.0.1:9' } : null
  const house = await openHouse({ port: 0, ...change, telegram: { ...access, webhook } }, haste)
  const address = await house.listen()
  if (webhook) {
    await until(() => api.calls.some(({ method }) => method === 'setMyCommands'))
    api.updates.deliverTo(webhookAt(`${address}/webhooks/telegram`, SECRET))
  }
  return {
    house,
    api,
    async close() {
      await house.close()
      await api.close()
    },
  }
}

/** Resolves when the condition holds. @throws after `ms` */
export async function until(holds: () => boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Still not: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** What the bot says once nothing is on its way: everything after the first `seen` messages. */
export async function answers(
  { api, house }: TelegramHouse,
  chat: number,
  seen: number,
): Promise<SeenMessage[]> {
  await until(() => api.updates.isEmpty)
  await house.channels.idle()
  return api.heard(chat).slice(seen)
}
