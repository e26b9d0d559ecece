/** Opens the store where it lives: in a directory, or on a PostgreSQL server. */
import type pg from 'pg'
import type { Alone, QueueDatabase } from '../ports/nodes.ts'
import type { Clock } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { amongNodes, onlyNode } from './alone.ts'
import { auditLog } from './audit-log.ts'
import { brakeStore } from './brake-store.ts'
import { cannedStore } from './canned-store.ts'
import { caseStore } from './case-store.ts'
import { localChanges, type OpenChanges, sharedChanges } from './changes.ts'
import { clarificationStore } from './clarification-store.ts'
import { type Database, openEmbedded, openServer } from './database.ts'
import { draftStore } from './draft-store.ts'
import { enquiryStore } from './enquiry-store.ts'
import { connectionsOf, readFigures } from './figures.ts'
import { fileStore } from './file-store.ts'
import { MIGRATIONS, migrate, readMigrations, troubleWith } from './migrate.ts'
import { officerStore } from './officer-store.ts'
import { outbox } from './outbox.ts'
import { personStore } from './person-store.ts'
import { programmeStore } from './programme-store.ts'
import { retentionStore } from './retention-store.ts'
import { asStoreError, translating } from './store-error.ts'
import { submissionStore } from './submission-store.ts'
import { turnStore } from './turn-store.ts'
import { unansweredStore } from './unanswered-store.ts'

export interface StoreConfig {
  /** a PostgreSQL server; without it the database is embedded in `dataDir` */
  databaseUrl?: string | undefined
  dataDir: string
  clock?: Clock
  /** connections to a server; the embedded database always has one */
  poolSize?: number
  migrationsDir?: string
}

/** Opens the store and brings its database up to this release. @throws StoreError */
export async function openStore(config: StoreConfig): Promise<Store> {
  const url = config.databaseUrl
  const database = url ? await openServer(url, config.poolSize ?? 10) : await openEmbedded(config.dataDir)
  try {
    const migrations = await readMigrations(config.migrationsDir ?? MIGRATIONS)
    await migrate(database.pool, migrations)
    const changes = url ? await sharedChanges(url, database.pool) : localChanges()
    const clock = config.clock ?? { now: () => new Date() }
    const alone = url ? amongNodes(url) : onlyNode
    const store = storeOn(database, changes, alone, clock, url ? 'postgres' : 'pglite')
    const health = () => troubleWith(database.pool, migrations).catch(() => 'database-unreachable' as const)
    return { ...store, health }
  } catch (error) {
    await database.close()
    throw asStoreError(error)
  }
}

function storeOn(
  database: Database,
  changes: OpenChanges,
  alone: Alone,
  clock: Clock,
  backend: 'postgres' | 'pglite',
): Omit<Store, 'health'> {
  return {
    ...translating(turnStore(database, changes.announce)),
    drafts: translating(draftStore(database, changes.announce)),
    persons: translating(personStore(database)),
    submissions: translating(submissionStore(database)),
    programmes: translating(programmeStore(database)),
    files: translating(fileStore(database)),
    unanswered: translating(unansweredStore(database)),
    enquiries: translating(enquiryStore(database, changes.announce)),
    officers: translating(officerStore(database, changes.announce, clock)),
    clarifications: translating(clarificationStore(database, changes.announce, clock)),
    cases: translating(caseStore(database, changes.announce)),
    canned: translating(cannedStore(database, clock)),
    audit: translating(auditLog(database)),
    outbox: translating(outbox(database, clock)),
    brakes: translating(brakeStore(database)),
    retention: translating(retentionStore(database)),
    queue: queueDatabase(database, backend),
    changes: { announce: changes.announce, listen: changes.listen },
    alone,
    figures: () => readFigures(database.pool, clock.now()),
    connections: () => connectionsOf(database.pool),
    async close() {
      await changes.close()
      await database.close()
    },
  }
}

/** Several statements at once give several results: the engine wants their rows one after the other. */
function queueDatabase({ pool }: Database, backend: 'postgres' | 'pglite'): QueueDatabase {
  return {
    backend,
    async executeSql(text, values = []) {
      const result: pg.QueryResult | pg.QueryResult[] = await pool.query(
        text,
        values.length > 0 ? values : undefined,
      )
      return { rows: [result].flat().flatMap(({ rows }) => rows ?? []) }
    },
  }
}
