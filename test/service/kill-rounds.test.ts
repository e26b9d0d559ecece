/** The whole server is killed in the middle of talk, a few times; `npm run kill-rounds` does it hundreds of times. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { killRounds } from '../rigs/kill-rounds.ts'
import { startPostgres } from '../rigs/postgres.ts'

vi.setConfig({ testTimeout: 180_000 })
const server = await startPostgres()
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-kill-rounds-'))
afterAll(async () => {
  fs.rmSync(root, { recursive: true, force: true })
  await server?.stop()
}, 30_000)

const dataDir = (name: string): string => path.join(root, name)
const unharmed = { lost: 0, doubled: 0, faults: [] }

test('loses and doubles nothing on the embedded database', async () => {
  const report = await killRounds({ rounds: 6, people: 6, dataDir: dataDir('embedded') })
  expect(report).toMatchObject(unharmed)
  expect(report.kills).toBeGreaterThanOrEqual(6)
  expect(report.acknowledged).toBeGreaterThan(20)
})

describe.skipIf(!server)('on PostgreSQL', () => {
  test('loses and doubles nothing, also when the database crashes', async () => {
    const databaseUrl = await server?.database()
    const crashDatabase = server?.crash
    const report = await killRounds({
      // a round in which the database crashes early acknowledges nothing
      rounds: 8,
      people: 6,
      dataDir: dataDir('served'),
      databaseUrl,
      crashDatabase,
    })
    expect(report).toMatchObject(unharmed)
    expect(report.kills).toBeGreaterThanOrEqual(4)
    expect(report.acknowledged).toBeGreaterThan(20)
  })
})
