/** Reads spreadsheets in a worker thread of little memory: a file that is made to harm takes nothing down but its own reading. */
import type { Grid, SheetFault } from './read-grid.ts'
import { createPool } from './worker-pool.ts'

export interface SpreadsheetReader {
  /** every sheet with anything in it, or why there are none */
  read(content: Uint8Array): Promise<Grid[] | SheetFault>
  close(): Promise<void>
}

const MEGABYTES = 384

/** @param timeoutMs milliseconds for one file, 20,000 unless told */
export function createSpreadsheetReader(timeoutMs = 20_000): SpreadsheetReader {
  const pool = createPool<Uint8Array, Grid[] | SheetFault>({
    file: new URL('./spreadsheet-worker.ts', import.meta.url),
    threads: 1,
    timeoutMs,
    megabytes: MEGABYTES,
  })
  return {
    // a worker that dies or does not come to an end has read no spreadsheet
    read: (content) => pool.run(content).catch((): SheetFault => 'unreadable'),
    close: () => pool.close(),
  }
}
