/** The tables of the store as the database itself describes them, so that no list of ours can forget one. */
import type pg from 'pg'

export interface Column {
  name: string
  /** as the database writes it, such as `timestamp(3) with time zone` */
  type: string
}
export interface Table {
  name: string
  columns: Column[]
}
export interface Applied {
  name: string
  checksum: string
}

/** Belongs to the database a back-up is put into, not to what is in it. */
const BOOKKEEPING = '_prisma_migrations'

const TABLES = `
SELECT c.relname AS name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
  ORDER BY a.attnum) AS columns
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND c.relname <> $1
GROUP BY c.relname ORDER BY c.relname`

const MIGRATIONS = `SELECT migration_name AS name, checksum FROM ${BOOKKEEPING}
WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`

/** Every table with the columns that are written, by name. */
export const tablesOf = async (db: pg.ClientBase): Promise<Table[]> =>
  (await db.query<Table>(TABLES, [BOOKKEEPING])).rows

/** The migrations that made them. */
export const migrationsOf = async (db: pg.ClientBase): Promise<Applied[]> =>
  (await db.query<Applied>(MIGRATIONS)).rows

/** A name as SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
