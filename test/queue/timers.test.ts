/** Timers on the queue engine, in both homes of the data. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { startTimers, untilStarted } from '../../src/queue/timers.ts'
import { openStore } from '../../src/store/open-store.ts'
import { startPostgres } from '../rigs/postgres.ts'
import { begin, turnOf } from '../rigs/turns.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const CRON = '*/5 * * * *'
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-timers-'))
const server = await startPostgres()
afterAll(async () => {
  await server?.stop()
  fs.rmSync(root, { recursive: true, force: true })
})

const homes: [string, () => Promise<Store>][] = [
  ['the embedded database', () => openStore({ dataDir: path.join(root, 'db') })],
  ...(server
    ? ([['PostgreSQL', async () => openStore({ databaseUrl: await server.database(), dataDir: '' })]] as [
        string,
        () => Promise<Store>,
      ][])
    : []),
]

describe.each(homes)('on %s', (_home, open) => {
  test('a timer runs at the start, comes round, survives work that throws, and leaves the store usable', async () => {
    const store = await open()
    let runs = 0
    const failures: string[] = []
    const run = async () => {
      if (++runs === 1) throw new TypeError('as this test wants')
    }
    const timers = await startTimers(store.queue, [{ name: 'round', cron: CRON, run }], (what) =>
      failures.push(what),
    )
    await expect.poll(() => runs, { timeout: 20_000 }).toBe(1)
    await timers.hurry('round')
    await expect.poll(() => runs, { timeout: 20_000 }).toBe(2)
    expect(failures).toEqual(['round: TypeError'])
    const id = await begin(store)
    expect(await store.commit(turnOf(id, 0, 'a'))).toEqual({ type: 'committed' })
    await timers.close()
    await store.close()
  })
})

test('timers begin when the database comes back, and not at all once they are to stop', async () => {
  const store = await openStore({ dataDir: path.join(root, 'late') })
  let away = 2
  const executeSql: Store['queue']['executeSql'] = async (text, values) => {
    if (away > 0 && away--) throw new RangeError('away')
    return store.queue.executeSql(text, values)
  }
  const stop = new AbortController()
  let runs = 0
  const run = async () => void runs++
  const failures: string[] = []
  const timers = await untilStarted(
    { ...store.queue, executeSql },
    [{ name: 'late', cron: CRON, run }],
    (what) => failures.push(what),
    stop.signal,
  )
  expect(failures).toContain('RangeError')
  await expect.poll(() => runs, { timeout: 20_000 }).toBe(1)
  await timers?.close()
  stop.abort()
  expect(await untilStarted(store.queue, [], () => {}, stop.signal)).toBeNull()
  await store.close()
})

/** Starts are told apart by spans of 20 s: waits for the next when this one is nearly over. */
async function untilBothStartTogether(): Promise<void> {
  const left = 20_000 - (Date.now() % 20_000)
  if (left < 10_000) await pause(left + 100)
}

describe.skipIf(!server)('over two nodes', () => {
  test('a timer runs on one of them, at the start of both and when it comes round', async () => {
    const databaseUrl = (await server?.database()) ?? ''
    const stores = await Promise.all([1, 2].map(() => openStore({ databaseUrl, dataDir: '' })))
    let runs = 0
    const run = async () => void runs++
    const nodes = []
    await untilBothStartTogether()
    for (const store of stores)
      nodes.push(await startTimers(store.queue, [{ name: 'round', cron: CRON, run }], () => {}))
    for (const wanted of [1, 2]) {
      await expect.poll(() => runs, { timeout: 20_000 }).toBe(wanted)
      await pause(4_500)
      expect(runs).toBe(wanted)
      if (wanted === 1) await nodes[0]?.hurry('round')
    }
    for (const node of nodes) await node.close()
    for (const store of stores) await store.close()
  })
})
