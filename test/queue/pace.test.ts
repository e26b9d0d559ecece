import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pace } from '../../src/queue/pace.ts'
import { Pump } from '../../src/queue/pump.ts'

describe('the pace of sends', () => {
  it('lets a burst go at once and then keeps the gap, for each address and over all', () => {
    const pace = new Pace({ overall: { burst: 100, perSecond: 100 }, each: { burst: 3, perSecond: 1 } })
    const waits = Array.from({ length: 5 }, () => pace.take('a', 0))
    expect(waits).toEqual([0, 0, 0, 1_000, 2_000])
    expect(pace.take('b', 0)).toBe(0)
    expect(pace.take('a', 10_000)).toBe(0)
  })

  it('never lets more through in any second than burst and rate allow', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(gaps, (steps) => {
        const pace = new Pace({
          overall: { burst: 1_000, perSecond: 1_000 },
          each: { burst: 2, perSecond: 5 },
        })
        let now = 0
        const sends = steps.map((gap) => {
          now += gap
          return now + pace.take('a', now)
        })
        for (const at of sends)
          expect(sends.filter((one) => one >= at && one < at + 1_000).length).toBeLessThanOrEqual(2 + 5)
      }),
    )
  })

  it('holds nobody back where the platform sets no pace', () => {
    const pace = new Pace(null)
    expect(Array.from({ length: 50 }, () => pace.take('a', 0))).toEqual(Array(50).fill(0))
  })
})

describe('a pump', () => {
  it('runs once more for a wake that came during a run, and never twice at once', async () => {
    let runs = 0
    let atOnce = 0
    let release = () => {}
    const pump = new Pump(
      async () => {
        runs++
        expect(++atOnce).toBe(1)
        await new Promise<void>((resolve) => {
          release = resolve
        })
        atOnce--
      },
      null,
      () => {},
    )
    pump.wake()
    pump.wake()
    pump.wake()
    release()
    await expect.poll(() => runs).toBe(2)
    release()
    await pump.close()
    pump.wake()
    expect(runs).toBe(2)
  })

  it('goes on after a run that threw', async () => {
    const failures: unknown[] = []
    let runs = 0
    const pump = new Pump(
      async () => {
        if (++runs === 1) throw new Error('as this test wants')
      },
      null,
      (error) => failures.push(error),
    )
    pump.wake()
    await expect.poll(() => failures.length).toBe(1)
    pump.wake()
    await expect.poll(() => runs).toBe(2)
    await pump.close()
  })
})
