/** Looks at a database without changing anything in it: for `shenbao doctor`, also beside a running server. */
import path from 'node:path'
import type pg from 'pg'
import { openEmbedded, openServer } from './database.ts'
import { type Applied, MIGRATIONS, type Migration, readMigrations } from './migrate.ts'

export interface DatabaseFacts {
  /** 150005 is 15.5 */
  version: number
  /** median of a few round trips */
  latencyMs: number
  /** how far its clock is ahead of this machine's */
  skewMs: number
  timezone: string
  encoding: string
  connections: { used: number; most: number }
  migrations: {
    /** null: there are no tables yet */
    applied: number | null
    missing: string[]
    /** changed since they were applied */
    edited: string[]
    failed: string[]
    /** of a later release */
    unknown: string[]
  }
  /** version of the tables of the queue engine; null: none yet */
  queue: number | null
  /** null: there are no tables yet */
  waiting: {
    outbox: number
    outboxOldestS: number
    stranded: number
    inbox: number
    inboxOldestS: number
  } | null
}

const ROUND_TRIPS = 5

/** @throws StoreError when it cannot be reached, or somebody holds the directory */
export async function examineDatabase(
  databaseUrl: string | undefined,
  dataDir: string,
  migrationsDir = MIGRATIONS,
): Promise<DatabaseFacts> {
  const database = databaseUrl
    ? await openServer(databaseUrl, 1)
    : await openEmbedded(path.join(dataDir, 'db'))
  try {
    return await factsOf(database.pool, await readMigrations(migrationsDir))
  } finally {
    await database.close()
  }
}

async function factsOf(pool: pg.Pool, migrations: readonly Migration[]): Promise<DatabaseFacts> {
  const one = async <Row extends object>(sql: string): Promise<Row> =>
    (await pool.query<Row>(sql)).rows[0] as Row
  const hasTable = async (name: string): Promise<boolean> =>
    (await one<{ there: boolean }>(`SELECT to_regclass('${name}') IS NOT NULL AS there`)).there
  const settings = await one<Pick<DatabaseFacts, 'version' | 'timezone' | 'encoding'>>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('TimeZone') AS timezone,
      current_setting('server_encoding') AS encoding`,
  )
  const connections = await one<DatabaseFacts['connections']>(
    `SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
      current_setting('max_connections')::int AS most`,
  )
  const applied = (await hasTable('_prisma_migrations'))
    ? (
        await pool.query<Applied>(
          'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
        )
      ).rows
    : null
  return {
    ...settings,
    connections,
    ...(await clockOf(pool)),
    migrations: compare(migrations, applied),
    queue: (await hasTable('pgboss.version'))
      ? (await one<{ version: number }>('SELECT version::int FROM pgboss.version')).version
      : null,
    waiting: (await hasTable('outbox')) ? await one(WAITING) : null,
  }
}

const WAITING = `SELECT
  (SELECT count(*)::int FROM outbox WHERE done_at IS NULL) AS outbox,
  (SELECT coalesce(extract(epoch FROM now() - min(due_at)), 0)::int FROM outbox WHERE done_at IS NULL) AS "outboxOldestS",
  (SELECT count(*)::int FROM outbox WHERE status = 'unknown' OR status = 'dead') AS stranded,
  (SELECT count(*)::int FROM activity WHERE taken_at IS NULL) AS inbox,
  (SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0)::int FROM activity WHERE taken_at IS NULL) AS "inboxOldestS"`

async function clockOf(pool: pg.Pool): Promise<Pick<DatabaseFacts, 'latencyMs' | 'skewMs'>> {
  const trips: { took: number; skew: number }[] = []
  for (let trip = 0; trip < ROUND_TRIPS; trip++) {
    const began = performance.now()
    const { rows } = await pool.query<{ now: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
    )
    const took = performance.now() - began
    trips.push({ took, skew: (rows[0]?.now ?? 0) - (Date.now() - took / 2) })
  }
  const [best, ...others] = trips.sort((a, b) => a.took - b.took)
  const median = others[Math.floor(ROUND_TRIPS / 2) - 1]?.took ?? 0
  return { latencyMs: Math.round(median * 10) / 10, skewMs: Math.round(best?.skew ?? 0) }
}

function compare(migrations: readonly Migration[], applied: Applied[] | null): DatabaseFacts['migrations'] {
  const rows = new Map(applied?.map((row) => [row.migration_name, row]))
  const ours = new Map(migrations.map((migration) => [migration.name, migration]))
  const names = [...rows.keys()].sort()
  return {
    applied: applied?.length ?? null,
    missing: [...ours.keys()].filter((name) => !rows.has(name)),
    edited: names.filter((name) => ours.has(name) && ours.get(name)?.checksum !== rows.get(name)?.checksum),
    failed: names.filter((name) => !rows.get(name)?.finished_at),
    unknown: names.filter((name) => !ours.has(name)),
  }
}
