/** For whoever has no public address: asks Telegram for updates, one batch after the other. */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Closeable } from '../../ports/nodes.ts'
import { type BotApi, outcomeOf } from './bot-api.ts'
import type { Receiver } from './receiver.ts'

/** Telegram answers after so long when there is nothing. */
const WAIT_S = 25
const DEADLINE_MS = (WAIT_S + 10) * 1_000
const AFTER_FAILURE_MS = 3_000
const LEAST_MS = 300
const numbered = z.looseObject({ update_id: z.number().int() })

/** Begins to ask. An update is confirmed only after it is stored: the next question's offset does that. */
export function poll(api: BotApi, receiver: Receiver, failed: (reason: string) => void): Closeable {
  let closed = false
  const stop = new AbortController()
  const rest = (ms: number) => pause(ms, undefined, { signal: stop.signal }).catch(() => {})

  async function batch(offset: number): Promise<number> {
    const question = { offset, timeout: WAIT_S, limit: 100, allowed_updates: ALLOWED }
    const updates = await api.call('getUpdates', question, { deadlineMs: DEADLINE_MS, stop: stop.signal })
    let next = offset
    // one after the other: a person's messages keep their order
    for (const update of updates) {
      if (closed) return next
      await receiver.hear(update)
      next = numbered.parse(update).update_id + 1
    }
    return next
  }

  async function loop(): Promise<void> {
    let offset = 0
    while (!closed) {
      try {
        const asked = performance.now()
        const next = await batch(offset)
        // a server that does not wait until there is something must not be asked all the time
        if (next === offset) await rest(Math.max(0, LEAST_MS - (performance.now() - asked)))
        offset = next
      } catch (error) {
        if (closed) return
        const outcome = outcomeOf(error)
        failed(outcome.type === 'sent' ? '' : outcome.reason)
        await rest(outcome.type === 'retry' ? outcome.afterMs : AFTER_FAILURE_MS)
      }
    }
  }

  const running = loop()
  return {
    async close() {
      closed = true
      stop.abort()
      await running
    },
  }
}

/** Kinds of updates we want. */
export const ALLOWED = ['message', 'edited_message', 'callback_query'] as const
