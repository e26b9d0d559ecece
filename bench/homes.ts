/** Where a measure runs: a server in its own process, a PostgreSQL of its own, a store in both homes. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Store } from '../src/ports/store.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Line } from '../test/rigs/applicant.ts'
import { startPostgres } from '../test/rigs/postgres.ts'
import { serve } from '../test/rigs/served.ts'
import { keptLine } from './http-line.ts'

export type Postgres = NonNullable<Awaited<ReturnType<typeof startPostgres>>>

export interface Running {
  line: Line
  address: string
  /** milliseconds of processor used so far; null where the system does not tell */
  cpuMs(): number | null
  /** megabytes in memory; null where the system does not tell */
  residentMb(): number | null
}

/** the unit of processor times in /proc */
const MS_A_TICK = 10
/** all servers on one database must share it */
export const SECRET = 'a secret of measurements'

/** A directory for as long as `work` takes. */
export async function inTemp<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(path.join(tmpdir(), 'shenbao-bench-'))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** A server in its own process for as long as `work` takes. */
export function withServer<T>(
  environment: Record<string, string>,
  work: (server: Running) => Promise<T>,
): Promise<T> {
  return inTemp(async (dataDir) => {
    const server = await serve({
      SHENBAO_DATA: dataDir,
      SHENBAO_LOG: 'warn',
      ...(environment.DATABASE_URL ? { SHENBAO_SECRET: SECRET } : {}),
      ...environment,
    })
    const { address, child } = server
    const { line, close } = keptLine(address)
    try {
      const cpuMs = () => cpuMsOf(child.pid)
      return await work({ line, address, cpuMs, residentMb: () => residentMbOf(child.pid) })
    } finally {
      close()
      await server.stop()
    }
  })
}

/** A PostgreSQL for as long as `work` takes; nothing is measured where there is none. */
export async function onPostgres<T>(
  settings: string[],
  work: (postgres: Postgres) => Promise<T[]>,
): Promise<T[]> {
  const postgres = await startPostgres(settings)
  if (!postgres) return []
  try {
    return await work(postgres)
  } finally {
    await postgres.stop()
  }
}

/** The same on the embedded database and on PostgreSQL; `measured` closes its store. */
export async function inBothHomes<T>(measured: (home: string, store: Store) => Promise<T[]>): Promise<T[]> {
  return inTemp(async (dataDir) => {
    const embedded = await measured('PGlite', await openStore({ dataDir }))
    const served = await onPostgres([], async (postgres) =>
      measured('PostgreSQL', await openStore({ databaseUrl: await postgres.database(), dataDir })),
    )
    return [...embedded, ...served]
  })
}

/** Milliseconds of processor that a process has used so far; null where the system does not tell. */
export function cpuMsOf(pid: number | undefined): number | null {
  const stat = ofProcess(pid, 'stat')
  if (stat === null) return null
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return ((user ?? 0) + (system ?? 0)) * MS_A_TICK
}

function residentMbOf(pid: number | undefined): number | null {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(ofProcess(pid, 'status') ?? '')?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

function ofProcess(pid: number | undefined, what: string): string | null {
  const file = `/proc/${pid}/${what}`
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
