/** How wants are gathered into statements. */
import type pg from 'pg'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { type Gathering, together } from '../../src/store/together.ts'
import { turnWriter } from '../../src/store/write-turns.ts'
import { turnOf } from '../rigs/turns.ts'

/** Serves items by their own name, each statement when it is let go. */
function statements(how: Partial<Gathering<string, string>> = {}) {
  const served: string[][] = []
  const held: (() => void)[] = []
  const want = together<string, string>({
    most: 10,
    atOnce: 1,
    apart: () => [],
    async serve(items) {
      served.push(items)
      await new Promise<void>((resolve) => held.push(resolve))
      return items
    },
    ...how,
  })
  const letGo = async () => {
    await expect.poll(() => held.length).toBeGreaterThan(0)
    held.shift()?.()
  }
  return { want, served, letGo }
}

test('serves what is wanted alone at once', async () => {
  const { want, served, letGo } = statements()
  const answer = want('a')
  await new Promise(setImmediate)
  expect(served).toEqual([['a']])
  await letGo()
  expect(await answer).toBe('a')
})

test('serves together what was wanted while a statement was under way, in order, and no more than may go at once', async () => {
  const { want, served, letGo } = statements({ most: 3 })
  const first = want('a')
  await new Promise(setImmediate)
  const rest = ['b', 'c', 'd', 'e'].map(want)
  for (let statement = 0; statement < 3; statement++) await letGo()
  expect(await Promise.all([first, ...rest])).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(served).toEqual([['a'], ['b', 'c', 'd'], ['e']])
})

test('keeps apart what may not go together, without changing its order', async () => {
  const { want, served, letGo } = statements({ apart: (item) => [...item] })
  const all = ['ab', 'c', 'bd', 'd', 'e'].map(want)
  for (let statement = 0; statement < 3; statement++) await letGo()
  await Promise.all(all)
  expect(served).toEqual([['ab', 'c', 'e'], ['bd'], ['d']])
})

test('does not wait for one whose answer takes longer', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const want = together<string, string>({
    most: 10,
    atOnce: 1,
    apart: () => [],
    serve: async (items) => items.map((item) => (item === 'slow' ? promise : item)),
  })
  const [slow, quick] = [want('slow'), want('quick')]
  expect(await quick).toBe('quick')
  expect(await want('next')).toBe('next')
  resolve('at last')
  expect(await slow).toBe('at last')
})

test('fails all of a statement that fails, and goes on with the next', async () => {
  const failing = new Set(['a', 'b'])
  const want = together<string, string>({
    most: 10,
    atOnce: 1,
    apart: () => [],
    async serve(items) {
      if (items.some((item) => failing.has(item))) throw new Error('away')
      return items
    },
  })
  const outcomes = await Promise.allSettled(['a', 'b'].map(want))
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await want('c')).toBe('c')
})

/** A database that takes every turn, and keeps which statements it was sent. */
function takingAll() {
  const sent: [name: string, turns: number][] = []
  const query = async ({ name, values: [turns] }: { name: string; values: string[] }) => {
    const given = JSON.parse(turns ?? '[]') as { conversation: string }[]
    sent.push([name, given.length])
    return { rows: given.map(({ conversation }) => ({ id: conversation })) }
  }
  return { write: turnWriter({ query } as unknown as pg.Pool), sent }
}

test('a turn that comes alone is one statement, and so are many that come at once', async () => {
  const { write, sent } = takingAll()
  expect(await write(turnOf(v7(), 0, 'alone'))).toBe(true)
  expect(sent).toEqual([['commit-free', 1]])
  const many = await Promise.all(Array.from({ length: 40 }, (_, n) => write(turnOf(v7(), 0, `turn ${n}`))))
  expect(many).toEqual(Array.from({ length: 40 }, () => true))
  expect(sent).toEqual([
    ['commit-free', 1],
    ['commit-free', 40],
  ])
})
