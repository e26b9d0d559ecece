/** The strict connector as a platform for storms. */
import { randomUUID } from 'node:crypto'
import type { StormyPlatform } from '../channel-storm.ts'
import { DeliveryQueue } from '../delivery-queue.ts'
import { type Fault, StrictConnector } from './connector.ts'
import { APP_ID, PASSWORD } from './identity.ts'

const TROUBLES: Omit<Fault, 'times'>[] = [
  { code: 429, retryAfter: 1 },
  { code: 500 },
  { code: 502 },
  { doThenDrop: true },
  { drop: true },
  { hangMs: 300 },
]

export async function teamsPlatform(): Promise<{ platform: StormyPlatform; close(): Promise<void> }> {
  const connector = await StrictConnector.start()
  const { identity, serviceUrl } = connector
  const deliveries = new DeliveryQueue((_id, body) => body)
  const addressOf = (person: number): string => `a:storm-${person}`
  const platform: StormyPlatform = {
    channel: 'teams',
    environment(port) {
      const headers = () => ({ authorization: `Bearer ${identity.token(serviceUrl)}` })
      deliveries.deliverTo({ url: `http://127.0.0.1:${port}/api/messages`, headers })
      return {
        TEAMS_APP_ID: APP_ID,
        TEAMS_APP_PASSWORD: PASSWORD,
        TEAMS_OPENID_METADATA_URL: `${identity.address}/openid`,
        TEAMS_LOGIN_URL: identity.address,
        TEAMS_HOSTS: new URL(serviceUrl).hostname,
      }
    },
    addressOf,
    say(person, text) {
      const conversation = { id: addressOf(person), conversationType: 'personal', tenantId: 'tenant' }
      deliveries.push(conversation.id, {
        type: 'message',
        id: randomUUID(),
        channelId: 'msteams',
        serviceUrl,
        locale: 'zh-CN',
        conversation,
        from: { id: `29:${person}`, name: 'Ann' },
        recipient: { id: `28:${APP_ID}`, name: 'Shenbao' },
        text,
        textFormat: 'plain',
      })
    },
    repeat: () => deliveries.repeatOne(),
    trouble() {
      const fault = TROUBLES[Math.floor(Math.random() * TROUBLES.length)] ?? { code: 500 }
      connector.faults.push({ times: 1, ...fault })
    },
    isQuiet: () => deliveries.isEmpty,
    seen: (person) => connector.heard(addressOf(person)).map(({ words }) => words),
    lastSend: () => connector.lastSend,
  }
  const close = async () => {
    deliveries.close()
    await connector.close()
  }
  return { platform, close }
}
