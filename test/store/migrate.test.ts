/** Migrations at start, on an embedded database. */
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { dataDirs } from '../rigs/data-dir.ts'
import { begin } from '../rigs/turns.ts'

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-migrate-'))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))
vi.setConfig({ testTimeout: 60_000 })
const dataDirOf = await dataDirs(root)
let dataDir: string
let migrationsDir: string

beforeEach(() => {
  dataDir = dataDirOf(randomUUID())
  migrationsDir = path.join(dataDir, 'migrations')
  fs.cpSync(path.join(import.meta.dirname, '../../prisma/migrations'), migrationsDir, { recursive: true })
})

const open = () => openStore({ dataDir, migrationsDir })

function write(name: string, sql: string): void {
  fs.mkdirSync(path.join(migrationsDir, name), { recursive: true })
  fs.writeFileSync(path.join(migrationsDir, name, 'migration.sql'), sql)
}

test('applies each migration once, and new ones to an old database', async () => {
  const first = await open()
  const id = await begin(first)
  await first.close()
  write('20990101000000_more', 'CREATE TABLE more (id int); INSERT INTO more VALUES (1);')
  for (let start = 0; start < 2; start++) {
    const store = await open()
    expect(await store.load(id)).toMatchObject({ version: 0 })
    await store.close()
  }
})

test('refuses a migration that was edited after it was applied, and says how to go on', async () => {
  await (await open()).close()
  const [name = ''] = fs.readdirSync(migrationsDir).filter((one) => one.startsWith('2'))
  fs.appendFileSync(path.join(migrationsDir, name, 'migration.sql'), '-- better\n')
  await expect(open()).rejects.toMatchObject({
    code: 'migration-edited',
    message: `Migration ${name} was edited after it was applied.`,
    hint: expect.stringContaining('new migration'),
  })
})

test('goes on with a database to which a later release has added something', async () => {
  write('20990101000000_later', 'CREATE TABLE later (id int);')
  await (await open()).close()
  fs.rmSync(path.join(migrationsDir, '20990101000000_later'), { recursive: true })
  const store = await open()
  expect(await store.health()).toBeNull()
  await store.close()
})

test('refuses a database from which a later release has taken something away', async () => {
  write('20990101000000_later_contract', 'SELECT 1;')
  await (await open()).close()
  fs.rmSync(path.join(migrationsDir, '20990101000000_later_contract'), { recursive: true })
  await expect(open()).rejects.toMatchObject({ code: 'database-newer' })
})

test('says that the database is older than this release, when one was put in its place', async () => {
  const store = await open()
  await store.queue.executeSql(
    'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
  )
  expect(await store.health()).toBe('schema-older')
  await store.close()
})

test('undoes a migration that fails half way, and can try again', async () => {
  write('20990101000000_half', 'CREATE TABLE half (id int); SELECT 1/0;')
  await expect(open()).rejects.toMatchObject({ code: 'migration-failed' })
  write('20990101000000_half', 'CREATE TABLE half (id int);')
  await (await open()).close()
})
