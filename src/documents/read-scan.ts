/** Reads scans and photos of printed forms in a worker thread, so that no conversation waits for pixels. */
import { isScanFault, type ReadScan, ScanFault, type ScanFile, type ScanReader } from '../ports/outside.ts'
import type { ScanJob } from './scan-worker.ts'
import { createPool } from './worker-pool.ts'

export interface ScanReaderOptions {
  /** milliseconds one upload may take, 90,000 unless told */
  timeoutMs?: number
}

/** One upload at a time; the thread takes about 150 MB while it reads. Close it when the process ends. */
export function createScanReader({ timeoutMs = 90_000 }: ScanReaderOptions = {}): ScanReader {
  const pool = createPool<ScanJob, ReadScan>({
    file: new URL('./scan-worker.ts', import.meta.url),
    threads: 1,
    // a page that is begun may be finished
    timeoutMs: timeoutMs + 15_000,
  })
  const run = (files: ScanFile[], texts: boolean): Promise<ReadScan> =>
    pool.run({ files, texts, within: timeoutMs }).catch((error: unknown) => {
      throw new ScanFault(faultOf(error))
    })
  return {
    read: (files) => run(files, false),
    texts: async (pdf) => (await run([{ mediaType: 'application/pdf', content: pdf }], true)).texts,
    close: () => pool.close(),
  }
}

/** What kills the thread or never ends is broken too, whatever it was made for. */
const faultOf = (error: unknown) => {
  const said = error instanceof Error ? error.message : ''
  return isScanFault(said) ? said : 'scan-broken'
}
