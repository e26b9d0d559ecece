/** A courier that stops gives back what it has claimed and not begun to send. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { Parcel } from '../../src/ports/channel.ts'
import { Courier } from '../../src/queue/courier.ts'
import { openStore } from '../../src/store/open-store.ts'
import { begin, turnOf } from '../rigs/turns.ts'

vi.setConfig({ testTimeout: 120_000 })
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-courier-'))
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }))

test('what waits for its pace can be sent by another node at once, and none of it was an attempt', async () => {
  const clock = { now: () => new Date() }
  const store = await openStore({ dataDir, clock })
  const conversations: string[] = []
  for (let person = 0; person < 3; person++) {
    const id = await begin(store, { channel: 'telegram' })
    await store.commit(turnOf(id, 0, 'k', { push: true }))
    conversations.push(id)
  }
  const sent: Parcel[] = []
  const sender = {
    channel: 'telegram',
    // one at once, and then one in an hour
    pace: { overall: { burst: 1, perSecond: 1 / 3_600 }, each: { burst: 1, perSecond: 1 } },
    send: async (parcel: Parcel) => {
      sent.push(parcel)
      return { type: 'sent' as const }
    },
  }
  const courier = new Courier(store.outbox, sender, clock, { warn: () => {} })
  courier.wake()
  await vi.waitUntil(() => sent.length === 1, 20_000)
  await courier.close()
  expect(sent).toHaveLength(1)
  const others = conversations.filter((id) => id !== sent[0]?.conversationId)
  const claimed = await store.outbox.claim('telegram', 10, 1_000)
  const waited = claimed.filter(({ conversationId }) => others.includes(conversationId))
  expect(waited.map(({ attempts }) => attempts)).toEqual([1, 1])
  await store.close()
})
