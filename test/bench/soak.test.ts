/** The soak counts as people live it, and the short form of it finds no error. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { withServer } from '../../bench/homes.ts'
import { type Lived, openLoop, REQUESTS } from '../../bench/open-loop.ts'
import { findRate, isCarried, soak } from '../../bench/soak.ts'
import { figuresOfSoak, figuresOfUse, type Soaked } from '../../bench/soak-report.ts'
import { isKept } from '../../bench/table.ts'

vi.setConfig({ testTimeout: 120_000 })

const lived = (ms: number, change: Partial<Lived> = {}): Lived => ({
  kind: 'answer',
  ms,
  status: 200,
  turnedAway: 0,
  ...change,
})
const figureOf = (soaked: Soaked, what: string) => figuresOfSoak(soaked).find((one) => one.what === what)

test('tells times by kind, errors by code, and the second half of memory against the first', () => {
  const soaked: Soaked = {
    lived: [
      ...Array.from({ length: 100 }, (_, at) => lived(at + 1)),
      lived(9_999, { status: 500 }),
      lived(9_999, { status: 0 }),
      lived(7, { kind: 'start', status: 201, turnedAway: 3 }),
    ],
    broken: 2,
    resident: [100, 100, 130, 110],
    seconds: 10,
  }
  expect(figureOf(soaked, 'answer, median')?.value).toBe(51)
  expect(figureOf(soaked, 'answer, 95th of 100')?.value).toBe(96)
  expect(figureOf(soaked, 'answer, 99th of 100')?.value).toBe(100)
  expect(figureOf(soaked, 'answer, longest')?.value).toBe(100)
  expect(figureOf(soaked, 'start, longest')?.value).toBe(7)
  expect(figureOf(soaked, 'errors')?.value).toBe(2)
  expect(figureOf(soaked, '… 500')?.value).toBe(1)
  expect(figureOf(soaked, '… no answer')?.value).toBe(1)
  expect(figureOf(soaked, 'dialogues not finished')?.value).toBe(2)
  expect(figureOf(soaked, 'told to come again')?.value).toBe(3)
  expect(figureOf(soaked, 'requests answered')?.value).toBe(10.3)
  const memory = figureOf(soaked, 'resident memory, second half')
  expect(memory).toMatchObject({ value: 120, against: { value: 100 } })
  expect(memory && isKept(memory)).toBe(false)
  expect(isCarried(soaked)).toBe(false)
  expect(isCarried({ ...soaked, lived: [lived(900)], broken: 0 })).toBe(true)
  expect(isCarried({ ...soaked, lived: [lived(1_100)], broken: 0 })).toBe(false)
})

test('memory in use that grows by a tenth is not flat, and is told by conversation', () => {
  const [flat, each] = figuresOfUse(200, 210, 10_240)
  expect(flat && isKept(flat)).toBe(true)
  expect(each?.value).toBe(1)
  const [grown] = figuresOfUse(200, 221, 10_240)
  expect(grown && isKept(grown)).toBe(false)
})

test('a server that stands still is blamed by everybody who came meanwhile', async () => {
  const times: number[] = []
  const still = pause(600)
  const stuck = async () => {
    await still
    return { status: 500, body: {}, headers: {} }
  }
  const broken = await openLoop(stuck, { rate: 50, seconds: 0.4, thinkMs: 0 }, ({ ms }) => times.push(ms))
  expect(times).toHaveLength(20)
  expect(broken).toBe(20)
  // whoever came first waited longest, and nobody was held back by those before
  expect(Math.max(...times)).toBeGreaterThanOrEqual(580)
  expect(Math.min(...times)).toBeLessThan((times[0] ?? 0) - 200)
})

test('finds the highest rate that is carried', async () => {
  const tried: number[] = []
  const rate = await findRate(10, async (one) => {
    tried.push(one)
    return one <= 93
  })
  expect(rate).toBeGreaterThan(80)
  expect(rate).toBeLessThanOrEqual(93)
  expect(tried.length).toBeLessThan(10)
  expect(await findRate(10, async () => false)).toBe(0)
})

test('a short soak of the real server has no error and finishes every dialogue', async () => {
  const load = { rate: 4, seconds: 3, thinkMs: 50 }
  const soaked = await withServer({}, (server) => soak(server, load))
  expect(soaked.broken).toBe(0)
  expect(soaked.lived).toHaveLength(12 * REQUESTS)
  expect(figureOf(soaked, 'errors')?.value).toBe(0)
  expect(soaked.resident.length).toBeGreaterThan(1)
  expect(soaked.resident.every((megabytes) => megabytes > 0)).toBe(true)
})
