/**
 * A back-up is lines of JSON: a head, a line for each row, a foot. A row is the text of each of its columns, as the
 * database writes it and reads it again without loss, in either home.
 */
import { z } from 'zod'

export const FORMAT = 'shenbao back-up 1'

const column = z.object({ name: z.string(), type: z.string() })
export const headSchema = z.object({
  format: z.literal(FORMAT),
  at: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(column) })),
})
export const footSchema = z.object({
  /** by table */
  rows: z.record(z.string(), z.number().int()),
  /** SHA-256 of every line before this one, each with its line break, hex */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

export type Head = z.infer<typeof headSchema>
export type Foot = z.infer<typeof footSchema>

/** `[number of the table in the head, [text of a column or null, …]]`, the row as the database made it. */
export const rowLine = (table: number, row: string): string => `[${table},${row}]`

/** The two halves of such a line, without reading the row. Null when it is none. */
export function partsOfRow(line: string): { table: number; row: string } | null {
  const found = /^\[(\d{1,4}),(\[.*\])\]$/s.exec(line)
  return found ? { table: Number(found[1]), row: found[2] ?? '' } : null
}
