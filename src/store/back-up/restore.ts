/** Puts a back-up into an empty database: all of it, or nothing. */
import { createHash, type Hash } from 'node:crypto'
import type pg from 'pg'
import { StoreError } from '../store-error.ts'
import { type Foot, footSchema, type Head, headSchema, partsOfRow } from './format.ts'
import { migrationsOf, quoted, type Table, tablesOf } from './tables.ts'

/** Written in one statement at most: rows, and characters of them. */
const MOST_ROWS = 500
const MOST_CHARACTERS = 4_000_000

/** One of them has a row as soon as a server has started once, or an officer was added. */
const USED = ['programme_version', 'officer', 'conversation']

export interface Restored {
  head: Head
  foot: Foot
}

/**
 * @param lines of a back-up, without their line breaks
 * @param pool of a database that this release has brought up to date and nobody has used yet; null: only looked through
 * @throws StoreError when the file is not whole, is of a newer release, or the database is in use; nothing is written then
 */
export async function restore(lines: AsyncIterable<string>, pool: pg.Pool | null): Promise<Restored> {
  if (!pool) return read(lines, null)
  const db = await pool.connect()
  try {
    await db.query('BEGIN')
    const target = new Target(db)
    await target.open()
    const restored = await read(lines, target)
    await target.close()
    await db.query('COMMIT')
    return restored
  } catch (error) {
    await db.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    db.release()
  }
}

async function read(lines: AsyncIterable<string>, target: Target | null): Promise<Restored> {
  const hash = createHash('sha256')
  const rows: Foot['rows'] = {}
  let head: Head | null = null
  let foot: Foot | null = null
  let number = 0
  for await (const line of lines) {
    number++
    if (foot) throw damaged(number)
    if (!head) {
      head = headOf(line)
      for (const { name } of head.tables) rows[name] = 0
      await target?.begin(head)
    } else if (line.startsWith('{')) {
      foot = footOf(line, hash, number)
      continue
    } else {
      const table = await rowInto(line, head, target, number)
      rows[table] = (rows[table] ?? 0) + 1
    }
    hash.update(`${line}\n`)
  }
  if (!head) throw notOurs()
  if (!foot) throw damaged(number + 1)
  if (Object.entries(foot.rows).some(([name, count]) => rows[name] !== count)) throw damaged(number)
  return { head, foot }
}

function headOf(line: string): Head {
  const head = headSchema.safeParse(parsed(line))
  if (!head.success) throw notOurs()
  return head.data
}

function footOf(line: string, hash: Hash, number: number): Foot {
  const foot = footSchema.safeParse(parsed(line))
  if (!foot.success || foot.data.sha256 !== hash.digest('hex')) throw damaged(number)
  return foot.data
}

/** @returns the table's name */
async function rowInto(line: string, head: Head, target: Target | null, number: number): Promise<string> {
  const parts = partsOfRow(line)
  const table = parts && head.tables[parts.table]
  if (!parts || !table) throw damaged(number)
  await target?.put(table, parts.row)
  return table.name
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const FOREIGN_KEYS = `
SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`
const COUNTED = `
SELECT c.relname AS "table", a.attname AS column FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`

/** The database that is filled. Rows refer to each other in circles, so the references are checked at the end. */
class Target {
  private readonly db: pg.ClientBase
  private references: { table: string; name: string; definition: string }[] = []
  private tables: Table[] = []
  private waiting: { table: Table; rows: string[]; characters: number } | null = null

  constructor(db: pg.ClientBase) {
    this.db = db
  }

  /** @throws StoreError when there is something in it */
  async open(): Promise<void> {
    this.tables = await tablesOf(this.db)
    for (const name of USED) {
      const { rowCount } = await this.db.query(`SELECT FROM ${quoted(name)} LIMIT 1`)
      if (rowCount) throw notEmpty(name)
    }
    this.references = (await this.db.query(FOREIGN_KEYS)).rows
    for (const { table, name } of this.references)
      await this.db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`)
    await this.clear()
  }

  /** What the migrations themselves have put there comes with the back-up; triggers that guard records wait. */
  private async clear(): Promise<void> {
    for (const { name } of this.tables) {
      await this.db.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`)
      const { rowCount } = await this.db.query(`SELECT FROM ${quoted(name)} LIMIT 1`)
      if (rowCount) await this.db.query(`DELETE FROM ${quoted(name)}`)
    }
  }

  /** @throws StoreError when this release does not know what the back-up was made with */
  async begin({ migrations, tables }: Head): Promise<void> {
    const known = new Map((await migrationsOf(this.db)).map(({ name, checksum }) => [name, checksum]))
    const foreign = migrations.find(({ name, checksum }) => known.get(name) !== checksum)
    if (foreign) throw newer(foreign.name)
    for (const { name, columns } of tables) {
      const here = this.tables.find((table) => table.name === name)
      const gone = columns.find((column) => !here?.columns.some((one) => one.name === column.name))
      if (gone) throw newer(`${name}.${gone.name}`)
    }
  }

  async put(table: Table, row: string): Promise<void> {
    if (this.waiting && this.waiting.table !== table) await this.flush()
    this.waiting ??= { table, rows: [], characters: 0 }
    this.waiting.rows.push(row)
    this.waiting.characters += row.length
    if (this.waiting.rows.length >= MOST_ROWS || this.waiting.characters >= MOST_CHARACTERS)
      await this.flush()
  }

  async close(): Promise<void> {
    await this.flush()
    for (const { name } of this.tables) await this.db.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`)
    for (const { table, name, definition } of this.references)
      await this.db.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`)
    const { rows } = await this.db.query<{ table: string; column: string }>(COUNTED)
    for (const { table, column } of rows)
      await this.db.query(
        `SELECT setval(pg_get_serial_sequence($1, $2), max(${quoted(column)})) FROM ${quoted(table)}`,
        [quoted(table), column],
      )
  }

  private async flush(): Promise<void> {
    if (!this.waiting) return
    const { table, rows } = this.waiting
    this.waiting = null
    const { name, columns } = table
    const names = columns.map((column) => quoted(column.name)).join(', ')
    // the types of this database: what a file says shall not become part of a statement
    const here = this.tables.find((one) => one.name === name)?.columns ?? []
    const typeOf = (column: string) => here.find((one) => one.name === column)?.type ?? 'text'
    const values = columns.map((column, at) => `(r->>${at})::${typeOf(column.name)}`).join(', ')
    const text = `INSERT INTO ${quoted(name)} (${names}) SELECT ${values} FROM json_array_elements($1::json) AS list(r)`
    await this.db.query(text, [`[${rows.join(',')}]`])
  }
}

const notOurs = () =>
  new StoreError(
    'not-a-back-up',
    'This file is no back-up of Shenbao.',
    'Give the file that `back-up` wrote.',
  )

const damaged = (line: number) =>
  new StoreError(
    'back-up-damaged',
    `The back-up is not whole: line ${line}.`,
    'Take another copy of it, or the back-up before. Nothing was written.',
    { params: { line: String(line) } },
  )

const notEmpty = (table: string) =>
  new StoreError(
    'database-in-use',
    `The database is not empty: there is something in ${table}.`,
    'Restore into a new database or a new directory. Nothing was written.',
    { params: { table } },
  )

const newer = (what: string) =>
  new StoreError(
    'back-up-newer',
    `The back-up was made with ${what}, which this release lacks.`,
    'Restore it with the release that made it, or a newer one. Nothing was written.',
    { params: { what } },
  )
