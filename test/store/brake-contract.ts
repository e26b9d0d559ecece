/** What both homes of the store promise of brakes. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../src/ports/store.ts'

const ALLOWANCE = { most: 3, everyMs: 1_000 }
const at = (ms: number): Date => new Date(Date.UTC(2021, 3, 12) + ms)

export function brakeContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const tries = async (key: string, ms: number, times: number): Promise<number[]> => {
    const waits: number[] = []
    for (let i = 0; i < times; i++) waits.push(await store.brakes.take(key, ALLOWANCE, at(ms)))
    return waits
  }

  it('allow so much at once, then one after the other, and say how long it takes', async () => {
    const key = v7()
    expect(await tries(key, 0, 5)).toEqual([0, 0, 0, 1_000, 1_000])
    expect(await tries(key, 400, 1)).toEqual([600])
    expect(await tries(key, 1_000, 2)).toEqual([0, 1_000])
    expect(await tries(key, 3_600_000, 4)).toEqual([0, 0, 0, 1_000])
  })

  it('count each key by itself', async () => {
    const [one, other] = [v7(), v7()]
    expect(await tries(one, 0, 4)).toEqual([0, 0, 0, 1_000])
    expect(await tries(other, 0, 1)).toEqual([0])
  })

  it('let no more through of many that come at the same moment', async () => {
    const key = v7()
    const waits = await Promise.all(
      Array.from({ length: 12 }, () => store.brakes.take(key, ALLOWANCE, at(0))),
    )
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3)
  })

  it('take back what was no abuse', async () => {
    const key = v7()
    await tries(key, 0, 3)
    await store.brakes.forgive(key, ALLOWANCE)
    expect(await tries(key, 0, 2)).toEqual([0, 1_000])
  })

  it('hold nobody longer because a clock was set back', async () => {
    const key = v7()
    await tries(key, 86_400_000, 3)
    expect(await tries(key, 0, 1)).toEqual([1_000])
    expect(await tries(key, 1_000, 2)).toEqual([0, 1_000])
  })

  it('forget whoever nothing holds back any more, and nobody else', async () => {
    const [gone, kept] = [v7(), v7()]
    await tries(gone, 0, 1)
    await tries(kept, 0, 3)
    await store.brakes.sweep(at(1_001))
    expect(await tries(kept, 1_001, 2)).toEqual([0, 999])
    expect(await tries(gone, 1_001, 4)).toEqual([0, 0, 0, 1_000])
  })
}
