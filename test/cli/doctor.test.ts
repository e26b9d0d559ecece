/** `shenbao doctor`, as an operator runs it, and what it makes of a database in trouble. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { judge } from '../../src/cli/doctor/look-at-database.ts'
import { cliPhrases } from '../../src/cli/words.ts'
import type { DatabaseFacts } from '../../src/store/examine.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { startPostgres } from '../rigs/postgres.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })
const CLI = path.join(import.meta.dirname, '../../src/cli.ts')
const SECRET = 'a secret of tests that is long enough'
const server = await startPostgres()
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-doctor-'))
afterAll(async () => {
  fs.rmSync(root, { recursive: true, force: true })
  await server?.stop()
})

interface Told {
  level: string
  about: string
  code: string
  words: string
}

function doctor(more: Record<string, string>, ...args: string[]): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LANG: 'en_GB.UTF-8', ...more }
  return new Promise((resolve) =>
    execFile(process.execPath, [CLI, 'doctor', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  )
}
const findings = (output: string): Told[] => JSON.parse(output).findings
const codes = (told: Told[]) => told.map(({ level, about, code }) => `${level} ${about}.${code}`)

describe.skipIf(!server)('beside a server that runs on PostgreSQL', () => {
  let house: House
  let url: string
  let address: string
  beforeAll(async () => {
    url = (await server?.database()) ?? ''
    house = await openHouse({ databaseUrl: url, secret: SECRET, port: 0 })
    address = await house.listen()
    // the engine of the queue makes its tables after the server listens
    await vi.waitUntil(async () => {
      const { rows } = await house.store.queue.executeSql("SELECT to_regclass('pgboss.version') AS there")
      return (rows[0] as { there: string | null }).there !== null
    }, 30_000)
  })
  afterAll(() => house?.close())

  it('finds everything well, changes nothing, and tells no secret', async () => {
    const environment = { DATABASE_URL: url, SHENBAO_SECRET: SECRET, SHENBAO_PUBLIC_URL: address }
    const { code, output } = await doctor({ ...environment, SHENBAO_DATA: path.join(root, 'none') }, '--json')
    const told = findings(output)
    expect(told.filter(({ level }) => level === 'fail')).toEqual([])
    const well = [
      'secret.given',
      'programmes.well',
      'print.well',
      'scans.well',
      'database.well',
      'clock.well',
    ]
    const more = ['encoding.well', 'migrations.well', 'queue.well', 'outbox.well', 'log.well', 'address.well']
    expect(codes(told)).toEqual(expect.arrayContaining([...well, ...more].map((one) => `ok ${one}`)))
    expect([0, 2]).toContain(code)
    expect(output).not.toContain(SECRET)
    expect(fs.existsSync(path.join(root, 'none'))).toBe(false)
  })
})

describe('with an embedded database', () => {
  it('says who holds it, and what else is wrong and what to do, in Chinese too', async () => {
    const dataDir = path.join(root, 'held')
    const house = await openHouse({ dataDir })
    const environment = {
      SHENBAO_DATA: dataDir,
      SHENBAO_FLOWS: root,
      SHENBAO_PUBLIC_URL: 'https://127.0.0.1:65533',
    }
    const { code, output } = await doctor({ ...environment, LANG: 'zh_CN.UTF-8' })
    await house.close()
    expect(code).toBe(1)
    expect(output).toContain(`! 数据库: ${dataDir}/db 由 ${os.hostname()} 上的进程 ${process.pid} 占用`)
    expect(output).toMatch(/^✗ 申报项目: 无法读取 .*请检查 SHENBAO_FLOWS。$/m)
    expect(output).toMatch(/^✗ 公开网址: 从本机无法访问 https:\/\/127\.0\.0\.1:65533（ECONNREFUSED）/m)
    expect(output).toMatch(/有故障 2 项。\n$/)
  })

  it('names a setting that cannot be understood', async () => {
    const { code, output } = await doctor({ PORT: 'eighty' })
    expect(code).toBe(1)
    expect(output).toMatch(/^✗ Settings: PORT: .*\nCorrect these/m)
  })
})

describe('a database', () => {
  const facts: DatabaseFacts = {
    version: 150_005,
    latencyMs: 1,
    skewMs: 3,
    timezone: 'UTC',
    encoding: 'UTF8',
    connections: { used: 5, most: 100 },
    migrations: { applied: 7, missing: [], edited: [], failed: [], unknown: [] },
    queue: 46,
    waiting: { outbox: 0, outboxOldestS: 0, stranded: 0, inbox: 0, inboxOldestS: 0 },
  }
  const judged = (change: object) => judge({ ...facts, ...change }, { isServer: true, queueSchema: 46 })
  const migrations = (change: object) => ({ migrations: { ...facts.migrations, ...change } })
  const waiting = (change: object) => ({ waiting: { ...facts.waiting, ...change } })

  it.each([
    ['warn database.slow', { latencyMs: 45 }],
    ['fail database.too-old', { version: 140_011 }],
    ['fail clock.timezone', { timezone: 'Asia/Tokyo' }],
    ['warn clock.skewed', { skewMs: -61_000 }],
    ['fail encoding.wrong', { encoding: 'LATIN1' }],
    ['warn connections.few', { connections: { used: 95, most: 100 } }],
    ['ok migrations.to-be-made', migrations({ applied: null, missing: ['a', 'b'] })],
    ['warn migrations.missing', migrations({ missing: ['a'] })],
    ['fail migrations.edited', migrations({ edited: ['a'] })],
    ['fail migrations.failed', migrations({ failed: ['a'] })],
    ['warn migrations.expanded', migrations({ unknown: ['a'] })],
    ['fail migrations.newer', migrations({ unknown: ['a', 'b_contract'] })],
    ['ok queue.to-be-made', { queue: null }],
    ['warn queue.older', { queue: 45 }],
    ['warn queue.newer', { queue: 47 }],
    ['warn outbox.stuck', waiting({ outbox: 3, outboxOldestS: 900 })],
    ['warn outbox.stranded', waiting({ stranded: 1 })],
    ['warn inbox.stuck', waiting({ inbox: 1, inboxOldestS: 900 })],
  ])('%s, in both languages', async (expected, change) => {
    const found = judged(change).find(({ level, about, code }) => `${level} ${about}.${code}` === expected)
    expect(found).toBeDefined()
    for (const language of ['en', 'zh-CN']) {
      const words = await cliPhrases(language)
      const said = words.say(`doctor.${found?.about}.${found?.code}`, found?.params)
      expect(said).not.toMatch(/[{}]|undefined/)
      expect(said.length).toBeGreaterThan(5)
    }
  })

  it('that is well gets no word of warning', () => {
    expect(judged({}).filter(({ level }) => level !== 'ok')).toEqual([])
  })
})
