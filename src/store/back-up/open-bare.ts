/** A database without anything around it, for back-ups. */
import path from 'node:path'
import type pg from 'pg'
import { openEmbedded, openServer } from '../database.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { asStoreError } from '../store-error.ts'

const MIGRATIONS = path.join(import.meta.dirname, '../../../prisma/migrations')

export interface Place {
  databaseUrl: string | undefined
  /** of the embedded database; used without `databaseUrl` */
  dataDir: string
}

/** The database as it is, whatever release wrote it. @throws StoreError */
export const withDatabase = <T>(place: Place, work: (pool: pg.Pool) => Promise<T>): Promise<T> =>
  withOpen(place, work)

/** The database brought up to this release first. @throws StoreError */
export const withMigrated = <T>(place: Place, work: (pool: pg.Pool) => Promise<T>): Promise<T> =>
  withOpen(place, async (pool) => {
    await migrate(pool, await readMigrations(MIGRATIONS))
    return work(pool)
  })

async function withOpen<T>({ databaseUrl, dataDir }: Place, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const database = databaseUrl ? await openServer(databaseUrl, 2) : await openEmbedded(dataDir)
  try {
    return await work(database.pool)
  } catch (error) {
    throw asStoreError(error)
  } finally {
    await database.close()
  }
}
