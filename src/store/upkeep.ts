/** What a PostgreSQL server does in the background and an embedded one does not. */
import path from 'node:path'
import type pg from 'pg'
import { walSegments } from './durable-fs.ts'

const LOOK_EVERY_MS = 10_000
const CHECKPOINT_EVERY_MS = 5 * 60_000
const VACUUM_EVERY_MS = 30 * 60_000
/** segments of 16 MB */
const MANY_SEGMENTS = 8

/** Checkpoints and vacuums on timers that never keep the process alive. Returns what stops them. */
export function keepUp(pool: pg.Pool, dir: string): () => void {
  const wal = path.join(dir, 'pg_wal')
  const run = (sql: string) => void pool.query(sql).catch(() => {})
  const timers = [
    setInterval(() => walSegments(wal).length > MANY_SEGMENTS && run('CHECKPOINT'), LOOK_EVERY_MS),
    setInterval(() => run('CHECKPOINT'), CHECKPOINT_EVERY_MS),
    setInterval(() => run('VACUUM (ANALYZE)'), VACUUM_EVERY_MS),
  ]
  for (const timer of timers) timer.unref()
  return () => timers.forEach(clearInterval)
}
