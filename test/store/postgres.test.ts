/** The served home: the contract, several nodes, and a server that comes and goes. */

import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { verifyLog } from '../../src/service/verify-log.ts'
import { openStore } from '../../src/store/open-store.ts'
import { turnWriter } from '../../src/store/write-turns.ts'
import { cutProxy } from '../rigs/cut-proxy.ts'
import { ask } from '../rigs/kept-enquiries.ts'
import { startPostgres } from '../rigs/postgres.ts'
import { begin, turnOf } from '../rigs/turns.ts'
import { auditContract } from './audit-contract.ts'
import { brakeContract } from './brake-contract.ts'
import { caseContract } from './case-contract.ts'
import { storeContract } from './contract.ts'
import { enquiryContract } from './enquiry-contract.ts'
import { eraseContract } from './erase-contract.ts'
import { inboxContract } from './inbox-contract.ts'
import { togetherContract } from './together-contract.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const server = await startPostgres()
const database = async () => (await server?.database()) ?? ''
const open = (databaseUrl: string): Promise<Store> => openStore({ databaseUrl, dataDir: 'unused' })
afterAll(() => server?.stop(), 30_000)
vi.setConfig({ testTimeout: 60_000 })
const turnsOf = (node: number) => Array.from({ length: 6 }, (_, turn) => `node ${node} turn ${turn}`)

describe.skipIf(!server)('on PostgreSQL', () => {
  storeContract(async () => open(await database()))
  describe('enquiries', () => enquiryContract(async () => open(await database())))
  describe('brakes', () => brakeContract(async () => open(await database())))
  describe('cases', () => caseContract(async () => open(await database())))
  describe('lists', () => inboxContract(async () => open(await database())))
  describe('erasing', () => eraseContract(async () => open(await database())))
  describe('turns written together', () => togetherContract(async () => open(await database())))
  describe('the log', () => auditContract(async () => open(await database())))

  test('acts of two nodes at once make one chain without gaps', async () => {
    const url = await database()
    const nodes = await Promise.all([open(url), open(url)])
    await Promise.all(Array.from({ length: 60 }, (_, n) => ask(nodes[n % 2] as Store)))
    const [here, there] = nodes as [Store, Store]
    const report = await verifyLog(here.audit, { hash: sha256 })
    expect(report).toMatchObject({ count: 60, fault: null, end: await there.audit.head() })
    await Promise.all(nodes.map((node) => node.close()))
  })

  test('two nodes that write the same conversations together take every turn once, in the order of versions', async () => {
    const url = await database()
    const nodes = await Promise.all([open(url), open(url)])
    const ids = await Promise.all(Array.from({ length: 24 }, () => begin(nodes[0] as Store)))
    const take = async (node: Store, id: string, key: string): Promise<void> => {
      const { version = 0 } = (await node.load(id)) ?? {}
      const { type } = await node.commit(turnOf(id, version, key))
      if (type !== 'committed') await take(node, id, key)
    }
    const rounds = nodes.map(async (node, n) => {
      // one node goes through them forwards, the other backwards
      const order = n === 0 ? ids : ids.toReversed()
      for (let turn = 0; turn < 6; turn++)
        await Promise.all(order.map((id) => take(node, id, `node ${n} turn ${turn}`)))
    })
    await Promise.all(rounds)
    for (const id of ids) {
      const lines = await nodes[0]?.transcript(id, 0)
      const said = lines?.filter(({ from }) => from === 'you').map(({ text }) => text)
      expect(said?.filter((text) => text.startsWith('node 0'))).toEqual(turnsOf(0))
      expect(said?.filter((text) => text.startsWith('node 1'))).toEqual(turnsOf(1))
      expect(await nodes[1]?.load(id)).toMatchObject({ version: 12, seq: 36 })
    }
    await Promise.all(nodes.map((node) => node.close()))
  })

  test('a conversation that somebody holds keeps its own turn waiting, and nobody else', async () => {
    const url = await database()
    const store = await open(url)
    const [held = '', free = ''] = await Promise.all([begin(store), begin(store)])
    const holder = new pg.Client({ connectionString: url })
    await holder.connect()
    await holder.query('BEGIN')
    await holder.query('SELECT FROM conversation WHERE id = $1 FOR UPDATE', [held])
    let waited = true
    const waits = store.commit(turnOf(held, 0, 'waits')).finally(() => {
      waited = false
    })
    expect(await store.commit(turnOf(free, 0, 'goes'))).toEqual({ type: 'committed' })
    expect(await store.commit(turnOf(free, 1, 'goes on'))).toEqual({ type: 'committed' })
    expect(waited).toBe(true)
    await holder.query('COMMIT')
    await holder.end()
    expect(await waits).toEqual({ type: 'committed' })
    await store.close()
  })

  test('a line that fell silent gives up its turn in time, and the next one goes by another', async () => {
    const proxy = await cutProxy(await database())
    const store = await open(proxy.url)
    const [first = '', second = ''] = await Promise.all([begin(store), begin(store)])
    const pool = new pg.Pool({ connectionString: proxy.url })
    const write = turnWriter(pool, 4_000)
    expect(await write(turnOf(first, 0, 'before'))).toBe(true)
    proxy.freeze()
    const silent = expect(write(turnOf(first, 1, 'silent'))).rejects.toThrow('Query read timeout')
    // sent by now, so that the next one waits behind it
    await pause(100)
    expect(await write(turnOf(second, 0, 'behind it'))).toBe(true)
    await silent
    await pool.end()
    proxy.cut()
    await store.close().catch(() => {})
    await proxy.close()
  })

  test('three nodes starting at once migrate once', async () => {
    const url = await database()
    const nodes = await Promise.all([open(url), open(url), open(url)])
    const id = await begin(nodes[0] as Store)
    expect(await nodes[2]?.load(id)).toMatchObject({ version: 0 })
    await Promise.all(nodes.map((node) => node.close()))
  })

  test('a node hears what another one committed, once and in one batch', async () => {
    const url = await database()
    const [here, there] = await Promise.all([open(url), open(url)])
    const heard: string[] = []
    there.changes.listen((id) => heard.push(id))
    const ids = await Promise.all(Array.from({ length: 400 }, () => begin(here)))
    for (const id of ids) here.changes.announce(id)
    for (const id of ids) here.changes.announce(id)
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(400)
    expect(new Set(heard)).toEqual(new Set(ids))
    await Promise.all([here.close(), there.close()])
  })

  test('a cut line fails turns clearly, leaves none half written, and is forgotten when mended', async () => {
    const proxy = await cutProxy(await database())
    const store = await open(proxy.url)
    const ids = await Promise.all(Array.from({ length: 40 }, () => begin(store)))
    const running = ids.map((id) => store.commit(turnOf(id, 0, 'a', { push: true })))
    await Promise.race(running)
    proxy.cut()
    for (const one of await Promise.allSettled(running)) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'database-unreachable' })
    }
    await expect(store.load(ids[0] ?? '')).rejects.toMatchObject({ code: 'database-unreachable' })
    expect(await store.health()).toBe('database-unreachable')
    proxy.mend()
    for (const id of ids) {
      const found = await store.load(id)
      expect(found?.seq).toBe((found?.version ?? 0) * 3)
      const outcome = await store.commit(turnOf(id, found?.version ?? 0, 'a'))
      expect(outcome.type).toBe(found?.version === 0 ? 'committed' : 'duplicate')
      expect(await store.transcript(id, 0)).toHaveLength(3)
    }
    await store.close()
    await proxy.close()
  })

  test('listens again after the line was cut, and says that something may have been missed', async () => {
    const url = await database()
    const proxy = await cutProxy(url)
    const [there, here] = await Promise.all([open(proxy.url), open(url)])
    const heard: string[] = []
    there.changes.listen(
      (id) => heard.push(id),
      () => heard.push('look at everything'),
    )
    proxy.cut()
    proxy.mend()
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['look at everything'])
    here.changes.announce('after')
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['look at everything', 'after'])
    await Promise.all([here.close(), there.close()])
    await proxy.close()
  })

  test('names the place but never the password when the database cannot be used', async () => {
    const url = new URL(await database())
    url.pathname = '/absent'
    url.password = 'secret-word'
    const error = await open(url.href).catch((refusal: unknown) => refusal)
    expect(error).toMatchObject({ code: 'database-unreachable' })
    expect(`${error}`).toContain('/absent cannot be used: there is no such database')
    expect(`${error}`).not.toContain('secret-word')
  })
})

test('says where nothing listens, without who would log in', async () => {
  const error = await open('postgresql://someone:secret-word@127.0.0.1:1/desk').catch(
    (refusal: unknown) => refusal,
  )
  expect(error).toMatchObject({ code: 'database-unreachable', hint: expect.stringContaining('DATABASE_URL') })
  expect(`${error}`).toContain('127.0.0.1:1/desk cannot be used: nothing listens there')
  expect(`${error}`).not.toMatch(/someone|secret-word/)
})
