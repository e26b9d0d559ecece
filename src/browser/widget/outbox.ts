import { Refused } from './client.ts'
import type { WireActivity } from './wire.ts'

export interface OutboxOptions {
  /** hands one activity to the server; rejects with Refused, or another error when nothing came back */
  deliver: (activity: WireActivity) => Promise<void>
  /** told after each attempt that failed, and whether it will be tried again */
  onFailure: (activity: WireActivity, error: unknown, again: boolean) => void
}

const PAUSES = [600, 1_500, 3_000, 6_000, 12_000, 20_000]

/** Milliseconds until the next attempt: never less than the server asked for, and not the same for everybody. */
export function pauseAfter(error: unknown, failures: number): number {
  const asked = error instanceof Refused ? error.retryAfter * 1000 : 0
  const usual = PAUSES[Math.min(failures, PAUSES.length - 1)] ?? 0
  return Math.max(asked, usual) * (1 + Math.random() * 0.3)
}

/** Sends activities one after the other, in order, each with its own id until the server has taken it. */
export function createOutbox({ deliver, onFailure }: OutboxOptions) {
  const waiting: WireActivity[] = []
  let running = false
  let wake = () => {}

  async function run(): Promise<void> {
    running = true
    for (let failures = 0; waiting[0]; ) {
      const activity = waiting[0]
      try {
        await deliver(activity)
        failures = 0
        remove(activity)
      } catch (error) {
        const again = !(error instanceof Refused) || error.retry
        if (!again) remove(activity)
        onFailure(activity, error, again)
        if (!again) continue
        await nap(pauseAfter(error, failures++))
      }
    }
    running = false
  }

  function remove(activity: WireActivity): void {
    const at = waiting.indexOf(activity)
    if (at >= 0) waiting.splice(at, 1)
  }

  function nap(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    add(activity: WireActivity) {
      waiting.push(activity)
      if (!running) void run()
    },
    /** does not wait for the next attempt */
    hurry: () => wake(),
    clear: () => waiting.splice(0),
  }
}
