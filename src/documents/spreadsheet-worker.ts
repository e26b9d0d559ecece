/** Runs in a worker thread: reads one spreadsheet after the other. */
import { parentPort } from 'node:worker_threads'
import { type Grid, readGrid, type SheetFault } from './read-grid.ts'
import type { Reply } from './worker-pool.ts'

parentPort?.on('message', async (content: Uint8Array) => {
  const value = await readGrid(content).catch((): SheetFault => 'unreadable')
  const reply: Reply<Grid[] | SheetFault> = { value }
  parentPort?.postMessage(reply)
})
