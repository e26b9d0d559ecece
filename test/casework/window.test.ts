import { describe, expect, it } from 'vitest'
import { startOfDay, windowAt } from '../../src/casework/window.ts'

const programme = {
  timezone: 'Asia/Shanghai',
  window: { opens: '2021-03-08', closes: '2021-04-30', clause: '七.4' },
}

describe('the filing window', () => {
  it.each([
    ['2021-03-07T23:59:59+08:00', 'not-yet'],
    ['2021-03-08T00:00:00+08:00', 'open'],
    ['2021-04-30T23:59:59+08:00', 'open'],
    ['2021-05-01T00:00:00+08:00', 'closed'],
    ['2021-04-30T16:00:00Z', 'closed'],
  ])('at %s is %s', (at, state) => {
    expect(windowAt(programme, new Date(at))).toBe(state)
  })

  it('never closes without a closing date', () => {
    expect(windowAt({ timezone: 'Asia/Shanghai' }, new Date('2099-01-01'))).toBe('open')
  })
})

describe('the first instant of a day', () => {
  it.each([
    ['Asia/Shanghai', '2021-04-12', '2021-04-11T16:00:00.000Z'],
    ['Europe/Berlin', '2021-03-28', '2021-03-27T23:00:00.000Z'],
    ['Europe/Berlin', '2021-03-29', '2021-03-28T22:00:00.000Z'],
  ])('in %s of %s is %s', (timezone, day, instant) => {
    expect(startOfDay({ timezone }, day).toISOString()).toBe(instant)
  })
})
