/**
 * Three nodes behind the balancer and a restless minute; `npm run chaos` does it with thousands of conversations. The checker
 * is then shown what it has to find.
 */
import pg from 'pg'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { BREAKAGES, damage } from '../rigs/chaos/breakages.ts'
import { Chaos } from '../rigs/chaos/chaos.ts'
import { judgeWorld } from '../rigs/chaos/judge.ts'
import { balancerProgram } from '../rigs/nodes.ts'
import { startPostgres } from '../rigs/postgres.ts'

vi.setConfig({ testTimeout: 400_000, hookTimeout: 60_000 })
const server = balancerProgram() ? await startPostgres(['max_connections=200']) : null
afterAll(() => server?.stop())

describe.skipIf(!server)('three nodes', () => {
  if (!server) return
  const order = { server, nodes: 3, turns: 6, atOnce: 8, seed: 7 }
  const lived = new Chaos({ ...order, conversations: 120, seconds: 40 })

  test('lose nothing, double nothing and keep the order while they and the database fail', async () => {
    const report = await lived.run()
    expect(report.faults).toEqual([])
    expect(report.acknowledged).toBeGreaterThan(60)
    expect(report.said).toBeGreaterThan(60)
    expect(report.sent).toBeGreaterThan(60)
    expect(report.conversations.terminal).toBeGreaterThan(0)
    expect(report.listened).toBeGreaterThan(3)
    // one promise that ran out, twice reminded of, for each of the twelve
    expect(report.steps).toBe(24)
    const { kills, freezes, restarts, databaseRestarts, databaseCrashes } = report
    expect(kills + freezes + restarts + databaseRestarts + databaseCrashes).toBeGreaterThan(2)
  })

  const afterwards = Object.entries(BREAKAGES).filter(([, { early }]) => !early)

  test.each(afterwards)('would be found out: %s', async (_name, breakage) => {
    const url = await copyOf(lived.databaseUrl)
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    const talk = lived.world.talks.find(({ clients }) => (clients[0]?.sent.length ?? 0) > 1)
    await damage(pool, breakage, talk?.id ?? '')
    await pool.end()
    const kinds = (await judgeWorld(lived.world, url)).faults.map(({ kind }) => kind)
    expect(kinds.filter((kind) => breakage.found.includes(kind))).not.toEqual([])
  })

  test('would be found out: no version check, while they run', async () => {
    const chaos = new Chaos({
      ...{ ...order, nodes: 2, conversations: 12, seconds: 20, calmMs: null },
      breakage: 'no version check',
    })
    const { faults } = await chaos.run()
    expect(faults.map(({ kind }) => kind)).toContain('altered')
  })
})

async function copyOf(url: string): Promise<string> {
  const { pathname, href } = new URL(url)
  const copy = `${pathname.slice(1)}_${Date.now()}`
  const client = new pg.Client({ connectionString: new URL('/postgres', href).href })
  await client.connect()
  await client.query(`CREATE DATABASE ${copy} TEMPLATE ${pathname.slice(1)}`)
  await client.end()
  return new URL(`/${copy}`, href).href
}
