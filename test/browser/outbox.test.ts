/** What the server turned away is sent again: when it asked for, as often as it takes, in order and under the same id. */
import { expect, test, vi } from 'vitest'
import { Refused } from '../../src/browser/widget/client.ts'
import { createOutbox, pauseAfter } from '../../src/browser/widget/outbox.ts'

const busy = new Refused(503, { message: 'busy' }, 2)

test('comes again no sooner than the server asked, nor than it would by itself', () => {
  for (let n = 0; n < 100; n++) {
    expect(pauseAfter(busy, 0)).toBeGreaterThanOrEqual(2_000)
    expect(pauseAfter(busy, 5)).toBeGreaterThanOrEqual(20_000)
    expect(pauseAfter(new Error('no line'), 0)).toBeGreaterThanOrEqual(600)
  }
})

test('does not come back all at once with everybody else who was turned away', () => {
  const pauses = Array.from({ length: 100 }, () => pauseAfter(busy, 0))
  expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(200)
})

test('an activity that was turned away arrives once, before the one behind it', async () => {
  vi.useFakeTimers()
  const arrived: string[] = []
  let turnedAway = 0
  const outbox = createOutbox({
    deliver: async ({ id }) => {
      if (turnedAway++ < 3) throw busy
      arrived.push(id)
    },
    onFailure: (_activity, _error, again) => expect(again).toBe(true),
  })
  outbox.add({ id: 'one', text: 'first' })
  outbox.add({ id: 'two', text: 'second' })
  await vi.advanceTimersByTimeAsync(1_900)
  expect(turnedAway).toBe(1)
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  expect(arrived).toEqual(['one', 'two'])
})
