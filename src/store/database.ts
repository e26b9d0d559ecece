/** The two homes of the store, opened to look alike. */
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import { lockDirectory } from './directory-lock.ts'
import { DurableNodeFs } from './durable-fs.ts'
import { pglitePool } from './pglite-pool.ts'
import { unreachable } from './store-error.ts'
import { keepUp } from './upkeep.ts'

const SESSION = [
  'TimeZone=UTC',
  'idle_in_transaction_session_timeout=15s',
  'tcp_keepalives_idle=30',
  'tcp_keepalives_interval=10',
  'tcp_keepalives_count=3',
]

/** An open database: Prisma, and the pool beneath it. */
export interface Database {
  prisma: PrismaClient
  pool: pg.Pool
  close(): Promise<void>
}

/** A PostgreSQL server; several processes may share it. */
export async function openServer(databaseUrl: string, poolSize: number): Promise<Database> {
  const pool = new pg.Pool({ ...serverConfig(databaseUrl), max: poolSize, idleTimeoutMillis: 60_000 })
  // a connection that dies while idle is replaced at the next query; unheard, the event would end the process
  pool.on('error', () => {})
  await pool.query('SELECT 1').catch(async (error: unknown) => {
    await pool.end()
    const place = placeOf(databaseUrl)
    const reason = String((error as { code?: string }).code ?? '')
    throw unreachable(`The database at ${place} cannot be used: ${reasonOf(reason)}.`, error, {
      place,
      reason,
    })
  })
  const prisma = prismaOn(pool)
  const close = async () => {
    await prisma.$disconnect()
    await pool.end()
  }
  return { prisma, pool, close }
}

/**
 * How every connection to a server is made. adapter-pg drops offsets, hence UTC. A node that stands still or whose line
 * is gone must not keep what it had locked: the server ends its transaction, in the middle of one after 15 s.
 */
export function serverConfig(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    options: SESSION.map((setting) => `-c ${setting}`).join(' '),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'shenbao',
  }
}

/** The embedded database of a data directory; this process alone may have it open. */
export async function openEmbedded(dataDir: string): Promise<Database> {
  const unlock = lockDirectory(dataDir)
  const dir = path.join(dataDir, 'database')
  const db = await startPglite(dir).catch((error: unknown) => {
    unlock()
    throw error
  })
  const pool = pglitePool(db)
  pool.on('error', () => {})
  const prisma = prismaOn(pool)
  const stop = keepUp(pool, dir)
  const close = async () => {
    stop()
    await prisma.$disconnect()
    await pool.end()
    await db.close()
    unlock()
  }
  return { prisma, pool, close }
}

function startPglite(dir: string): Promise<PGlite> {
  const settings = ['shared_buffers=16MB', 'TimeZone=UTC'].flatMap((setting) => ['-c', setting])
  return PGlite.create({
    fs: new DurableNodeFs(dir),
    startParams: [...PGlite.defaultStartParams, ...settings],
  })
}

function prismaOn(pool: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool) })
}

/** Host, port and name of a database, never who logs in. */
function placeOf(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl)
    const host = url.searchParams.get('host') ?? url.hostname
    return `${host}${url.port && `:${url.port}`}${url.pathname}`
  } catch {
    return 'DATABASE_URL (not a valid URL)'
  }
}

function reasonOf(code: string): string {
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'no such host',
    '28P01': 'user or password is wrong',
    '28000': 'this user may not log in',
    '3D000': 'there is no such database',
    '53300': 'it has no connection to spare',
    '57P03': 'it is still starting',
  }
  return known[code] ?? `it does not answer (${code || 'no reason given'})`
}
