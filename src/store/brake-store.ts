/** How often something was tried, counted for all nodes: one statement a try. */
import type { BrakeStore } from '../ports/keeping.ts'
import type { Database } from './database.ts'

/**
 * A bucket of tokens as one instant: when it will be full again. $1 key; $2 now; $3 until one more; $4 until all, both
 * in milliseconds. No row comes back for a try too many. Nothing lies further ahead than an empty bucket, whatever
 * clock wrote it.
 */
const TAKE = `
INSERT INTO brake AS b (key, free_at)
VALUES ($1, $2::timestamptz + $3::float8 * interval '1 ms')
ON CONFLICT (key) DO UPDATE
SET free_at = GREATEST(b.free_at, $2::timestamptz) + $3::float8 * interval '1 ms'
WHERE GREATEST(b.free_at, $2::timestamptz) + $3::float8 * interval '1 ms'
  <= $2::timestamptz + $4::float8 * interval '1 ms'
RETURNING key`

/** Milliseconds until there is one again, never more than for one. */
const WAIT = `
SELECT LEAST($3::float8, extract(epoch FROM free_at - $2::timestamptz) * 1000 + $3::float8 - $4::float8)::float8 AS wait
FROM brake WHERE key = $1`

/** After the clock was set back: an empty bucket is as empty as it can be. */
const CAP = `
UPDATE brake SET free_at = $2::timestamptz + $3::float8 * interval '1 ms'
WHERE key = $1 AND free_at > $2::timestamptz + $3::float8 * interval '1 ms'`

const FORGIVE = `UPDATE brake SET free_at = free_at - $2::float8 * interval '1 ms' WHERE key = $1`

const SWEEP = 'DELETE FROM brake WHERE free_at < $1::timestamptz'

/** The brakes of this database. */
export function brakeStore({ pool }: Database): BrakeStore {
  return {
    async take(key, { most, everyMs }, at) {
      const { rowCount } = await pool.query(TAKE, [key, at, everyMs, most * everyMs])
      if (rowCount === 1) return 0
      await pool.query(CAP, [key, at, most * everyMs])
      const { rows } = await pool.query<{ wait: number }>(WAIT, [key, at, everyMs, most * everyMs])
      return Math.max(1, Math.ceil(rows[0]?.wait ?? 1))
    },
    async forgive(key, { everyMs }) {
      await pool.query(FORGIVE, [key, everyMs])
    },
    async sweep(at) {
      await pool.query(SWEEP, [at])
    },
  }
}
