/** Writes everything a database holds, as it was at one instant, while the servers go on. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { FORMAT, type Foot, type Head, rowLine } from './format.ts'
import { migrationsOf, quoted, type Table, tablesOf } from './tables.ts'

/** Rows that are held at a time; of a table with files in it one, for a file may be large. */
const ROWS_AT_ONCE = 500

/** The lines of a back-up, each with its line break, and last what was written. */
export async function* backUp(pool: pg.Pool, at: Date): AsyncGenerator<string, Foot> {
  const db = await pool.connect()
  const hash = createHash('sha256')
  const line = (text: string): string => {
    const whole = `${text}\n`
    hash.update(whole)
    return whole
  }
  try {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const tables = await tablesOf(db)
    const head: Head = { format: FORMAT, at: at.toISOString(), migrations: await migrationsOf(db), tables }
    yield line(JSON.stringify(head))
    const rows: Foot['rows'] = {}
    for (const [number, table] of tables.entries()) {
      let count = 0
      for await (const row of rowsOf(db, table)) {
        count++
        yield line(rowLine(number, row))
      }
      rows[table.name] = count
    }
    const foot: Foot = { rows, sha256: hash.digest('hex') }
    yield `${JSON.stringify(foot)}\n`
    return foot
  } finally {
    // nothing was written
    await db.query('ROLLBACK').catch(() => {})
    db.release()
  }
}

async function* rowsOf(db: pg.ClientBase, { name, columns }: Table): AsyncGenerator<string> {
  const texts = columns.map((column) => `${quoted(column.name)}::text`).join(', ')
  const atOnce = columns.some(({ type }) => type === 'bytea') ? 1 : ROWS_AT_ONCE
  await db.query(
    `DECLARE kept NO SCROLL CURSOR FOR SELECT json_build_array(${texts})::text AS row FROM ${quoted(name)}`,
  )
  let read: { row: string }[]
  do {
    read = (await db.query<{ row: string }>(`FETCH ${atOnce} FROM kept`)).rows
    for (const { row } of read) yield row
  } while (read.length === atOnce)
  await db.query('CLOSE kept')
}
