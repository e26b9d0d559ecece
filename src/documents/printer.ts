/** Prints applications in worker threads, so that no conversation waits for paper. */
import type { Printer, PrintOrder } from '../ports/outside.ts'
import type { Printed, PrintJob } from './compile.ts'
import { createCoverage } from './coverage.ts'
import { answerFont, templateFonts } from './fonts.ts'
import { findUnprintable } from './unprintable.ts'
import { createPool } from './worker-pool.ts'

export interface PrinterOptions {
  /** prints at the same time; the first thread takes about 250 MB, each further one about 120 */
  threads: number
  /** milliseconds one print may take, 30,000 unless told */
  timeoutMs?: number
}

/** A printer whose output is byte for byte the same for the same order. Close it when the process ends. */
export function createPrinter({ threads, timeoutMs = 30_000 }: PrinterOptions): Printer {
  const coverage = createCoverage(answerFont())
  // A font that cannot be read ahead is read, or complained of, at the first question.
  coverage.load().catch(() => undefined)
  const pool = createPool<PrintJob, Printed>({
    file: new URL('./print-worker.ts', import.meta.url),
    data: { fonts: templateFonts(), answerFont: answerFont() },
    threads,
    timeoutMs,
  })
  const run = ({ template, data }: PrintOrder) => pool.run({ template, data: JSON.stringify(data) })
  return {
    print: async (order) => (await run(order)).pdf,
    pagesOf: async (order) => (await run(order)).pages,
    unprintable: (entries) => findUnprintable(entries, coverage),
    close: () => pool.close(),
  }
}
