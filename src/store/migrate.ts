/** Brings a database up to this release at start, in Prisma's own bookkeeping, without Prisma's command line. */
import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import type { Trouble } from '../ports/store.ts'
import { StoreError } from './store-error.ts'

/** the advisory lock that Prisma Migrate takes itself */
const LOCK = 72707369
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`
const APPLIED =
  'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL'
const RECORD = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, now(), 1)`

export const MIGRATIONS = path.join(import.meta.dirname, '../../prisma/migrations')

/** Ends the name of a migration that takes something away; see docs/decisions/0018-two-releases-on-one-database.md. */
const CONTRACT = '_contract'

export interface Migration {
  name: string
  sql: string
  checksum: string
}
export interface Applied {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

/** Applies what is missing, one starter at a time; returns the names of what it applied. */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(${LOCK})`)
    await client.query(TABLE)
    const { rows } = await client.query<Applied>(APPLIED)
    const missing = missingOf(migrations, rows)
    for (const migration of missing) await apply(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${LOCK})`).catch(() => {})
    client.release()
  }
}

/** What keeps this release from using the database as it is now; null: nothing. */
export async function troubleWith(pool: pg.Pool, migrations: readonly Migration[]): Promise<Trouble | null> {
  const { rows } = await pool.query<Applied>(APPLIED)
  if (contractOf(migrations, rows)) return 'schema-newer'
  const applied = new Set(rows.flatMap((row) => (row.finished_at ? [row.migration_name] : [])))
  return migrations.every(({ name }) => applied.has(name)) ? null : 'schema-older'
}

/** The migrations of this release, in their order. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => readMigration(dir, name)))
}

async function readMigration(dir: string, name: string): Promise<Migration> {
  const sql = await readFile(path.join(dir, name, 'migration.sql'), 'utf8')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

/** Refuses a database that does not agree with this release; else what is still to be applied. */
function missingOf(migrations: readonly Migration[], applied: Applied[]): Migration[] {
  const known = new Map(applied.map((row) => [row.migration_name, row]))
  const contract = contractOf(migrations, applied)
  if (contract) throw newerDatabase(contract)
  return migrations.filter((migration) => {
    const row = known.get(migration.name)
    if (row && !row.finished_at) throw failed(migration.name)
    if (row && row.checksum !== migration.checksum) throw edited(migration.name)
    return !row
  })
}

/** A later release's migration that takes away what this one needs. One that only adds something does no harm. */
function contractOf(migrations: readonly Migration[], applied: Applied[]): string | null {
  const ours = new Set(migrations.map(({ name }) => name))
  const names = applied.map((row) => row.migration_name)
  return names.find((name) => name.endsWith(CONTRACT) && !ours.has(name)) ?? null
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query(RECORD, [randomUUID(), migration.checksum, migration.name])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw failed(migration.name, error)
  }
}

function edited(name: string): StoreError {
  const hint = `Restore prisma/migrations/${name}/migration.sql as it was released, and put the change into a new migration.`
  return new StoreError('migration-edited', `Migration ${name} was edited after it was applied.`, hint, {
    params: { name },
  })
}

function newerDatabase(name: string): StoreError {
  const hint = 'Start that later release, or restore a backup made before it.'
  return new StoreError(
    'database-newer',
    `A later release has taken away what this one needs from the database (migration ${name}).`,
    hint,
    { params: { name } },
  )
}

function failed(name: string, cause?: unknown): StoreError {
  const why = cause instanceof Error ? `: ${cause.message}` : ' earlier'
  const hint = 'Mend the cause, then start again; `prisma migrate resolve` clears a half-applied one.'
  return new StoreError('migration-failed', `Migration ${name} failed${why}.`, hint, {
    cause,
    params: { name, why },
  })
}
