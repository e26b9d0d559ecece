/** PGlite's file system, made to keep its word across a power cut as far as the write-ahead log goes. */
import fs from 'node:fs'
import path from 'node:path'
import { NodeFS } from '@electric-sql/pglite/nodefs'

const SEGMENT = /^[0-9A-F]{24}$/

/**
 * Writes changed segments of the write-ahead log through to the disk before an answer is given. Data pages
 * are not: a power cut during a checkpoint can still hurt, which is why big desks use PostgreSQL.
 */
export class DurableNodeFs extends NodeFS {
  readonly #wal: string
  readonly #synced = new Map<string, bigint>()

  constructor(dir: string) {
    super(dir)
    this.#wal = path.join(dir, 'pg_wal')
  }

  override async syncToFs(): Promise<void> {
    for (const segment of walSegments(this.#wal)) this.#sync(segment)
  }

  #sync(segment: string): void {
    const file = path.join(this.#wal, segment)
    const changed = fs.statSync(file, { bigint: true }).mtimeNs
    if (this.#synced.get(segment) === changed) return
    flush(file, 'r+')
    // a segment seen for the first time needs its directory entry written as well
    if (!this.#synced.has(segment)) flush(this.#wal, 'r')
    this.#synced.set(segment, changed)
  }
}

/** Names of the log's segments, each of 16 MB; none while the database is still being made. */
export function walSegments(dir: string): string[] {
  return fs.existsSync(dir) ? fs.readdirSync(dir).filter((name) => SEGMENT.test(name)) : []
}

function flush(file: string, flags: string): void {
  const handle = fs.openSync(file, flags)
  try {
    fs.fdatasyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
