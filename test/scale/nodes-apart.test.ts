/** What nodes on one PostgreSQL must not do at the same time, and what each must notice of the others. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { ProjectRecord } from '../../src/casework/case.ts'
import type { Closeable } from '../../src/ports/nodes.ts'
import { amongNodes } from '../../src/store/alone.ts'
import { sharedChanges } from '../../src/store/changes.ts'
import { serverConfig } from '../../src/store/database.ts'
import { cutProxy } from '../rigs/cut-proxy.ts'
import { makeEnquiry, makeOfficer } from '../rigs/desk-house.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { changeOf, file, projectOf } from '../rigs/kept-cases.ts'
import { startPostgres } from '../rigs/postgres.ts'
import { StrictBotApi, TOKEN } from '../rigs/telegram/bot-api.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const server = await startPostgres()
const database = async () => (await server?.database()) ?? ''
const SECRET = 'a secret of several nodes'
const PILOTS = 'shanghai-standardization-pilot-2021'
afterAll(() => server?.stop())

describe.skipIf(!server)('nodes on one PostgreSQL', () => {
  test('do what one may do one after the other, whether the first goes or loses its line', async () => {
    const url = await database()
    const proxy = await cutProxy(url)
    const log: string[] = []
    let most = 0
    let now = 0
    const worker = (name: string) => (): Closeable => {
      log.push(name)
      most = Math.max(most, ++now)
      return { close: async () => void now-- }
    }
    const first = amongNodes(proxy.url, 100)('post', worker('first'))
    await expect.poll(() => log, { timeout: 20_000 }).toEqual(['first'])
    const second = amongNodes(url, 100)('post', worker('second'))
    const other = amongNodes(url, 100)('other work', worker('other'))
    await expect.poll(() => log, { timeout: 20_000 }).toEqual(['first', 'other'])
    await other.close()
    proxy.cut()
    await expect.poll(() => log, { timeout: 20_000 }).toEqual(['first', 'other', 'second'])
    proxy.mend()
    await second.close()
    await expect.poll(() => log, { timeout: 20_000 }).toEqual(['first', 'other', 'second', 'first'])
    await first.close()
    expect(now).toBe(0)
    expect(most).toBeLessThanOrEqual(2)
    await proxy.close()
  })

  test('notice a line on which nothing passes any more, and look at everything then', async () => {
    const proxy = await cutProxy(await database())
    const pool = new pg.Pool({ connectionString: proxy.url })
    pool.on('error', () => {})
    const heard: string[] = []
    const changes = await sharedChanges(proxy.url, pool, 200)
    changes.listen(
      (id) => heard.push(id),
      () => heard.push('look at everything'),
    )
    proxy.freeze()
    await expect.poll(() => heard, { timeout: 30_000 }).toEqual(['look at everything'])
    await proxy.close()
    await Promise.race([changes.close(), pause(1_000)])
    await Promise.race([pool.end(), pause(1_000)])
  })

  test('do not keep others waiting for what they had locked when they stood still', async () => {
    const client = new pg.Client(serverConfig(await database()))
    await client.connect()
    const { rows } = await client.query(
      "SELECT current_setting('idle_in_transaction_session_timeout') AS limit",
    )
    expect(rows).toEqual([{ limit: '15s' }])
    await client.end()
  })

  test('ask Telegram for updates one at a time, and take each message once', async () => {
    const api = await StrictBotApi.start()
    const telegram = { token: TOKEN, apiRoot: api.address, webhook: null }
    const databaseUrl = await database()
    const open = () => openHouse({ databaseUrl, secret: SECRET, telegram, port: 0 }, { unpaced: true })
    const houses = [await open(), await open()] as const
    for (const house of houses) await house.listen()
    for (let n = 1; n <= 5; n++) api.say(77, `问题${n}`)
    await expect.poll(() => api.heard(77).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(6)
    await houses[0].close()
    api.say(77, '帮助')
    const said = async () => {
      const id = (await houses[1].store.findByAddress('telegram', '77'))?.id ?? ''
      const lines = await houses[1].store.transcript(id, 0)
      return lines.filter(({ from }) => from === 'you').map(({ text }) => text)
    }
    await expect
      .poll(said, { timeout: 30_000 })
      .toEqual(['问题1', '问题2', '问题3', '问题4', '问题5', '帮助'])
    expect(api.updates.mostAsking).toBe(1)
    await houses[1].close()
    await api.close()
  })

  test('take a step of a ladder once when the clocks of all of them come round together', async () => {
    const databaseUrl = await database()
    const houses: House[] = []
    for (let n = 0; n < 3; n++) houses.push(await openHouse({ databaseUrl, secret: SECRET }))
    const [first] = houses as [House]
    await makeOfficer(first, '值班', 'lead', { desk: true })
    const dueAt = new Date(first.clock.now().getTime() - 60_000)
    const asked = []
    for (let n = 0; n < 12; n++) asked.push(await makeEnquiry(first, { dueAt, nextAt: dueAt }))
    await Promise.all(houses.flatMap((house) => [house.enquiryClock.tick(), house.enquiryClock.tick()]))
    const more = await Promise.all(houses.map((house) => house.enquiryClock.tick()))
    expect(more).toEqual([0, 0, 0])
    for (const { id } of asked) {
      const entries = await first.store.enquiries.entries(id)
      const told = entries.map(({ kind, data }) => JSON.stringify([kind, data]))
      expect(new Set(told).size).toBe(told.length)
      expect(told.length).toBeGreaterThan(0)
    }
    await Promise.all(houses.map((house) => house.close()))
  })
  test('warn a project, and tell of it, once when the clocks of all of them come round together', async () => {
    const databaseUrl = await database()
    const houses: House[] = []
    for (let n = 0; n < 3; n++) houses.push(await openHouse({ databaseUrl, secret: SECRET }))
    const [{ store, libraries, clock }] = houses as [House]
    const { id: programmeId, hash: programmeHash } = libraries.find(PILOTS)?.programme ?? { id: '', hash: '' }
    const projects: ProjectRecord[] = []
    for (let n = 0; n < 12; n++) {
      const application = await file(store, { programmeId, programmeHash, body: 'district-xuhui', areas: [] })
      const project = projectOf(application, { nextAt: new Date(clock.now().getTime() - 60_000) })
      // three months before its last day
      project.kept.context.term = { approved: '2019-06-15', until: null }
      project.kept.context.warned = { since: '2019-06-15', marks: [] }
      projects.push(project)
      await store.cases.write(changeOf([project]))
    }
    const clocks = houses.map(({ casework }) => casework.clock)
    const done = await Promise.all(clocks.flatMap((one) => [one.tick(), one.tick()]))
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(projects.length)
    expect(await Promise.all(clocks.map((one) => one.tick()))).toEqual([0, 0, 0])
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    for (const { id, conversationId } of projects) {
      expect((await store.cases.events(id)).map(({ act }) => act.type)).toEqual(['warn'])
      const { rows } = await client.query(
        `SELECT activity->'event'->>'type' AS type FROM activity WHERE conversation_id = $1 AND activity->>'kind' = 'event'`,
        [conversationId],
      )
      expect(rows).toEqual([{ type: 'case' }])
    }
    await client.end()
    await Promise.all(houses.map((house) => house.close()))
  })
})
