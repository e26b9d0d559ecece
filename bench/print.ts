/** How long three copies take, cold and warm, and how long anything else has to wait meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { createPrinter } from '../src/documents/printer.ts'
import type { Printer } from '../src/ports/outside.ts'
import { entries, orderOf, printData, prose } from '../test/documents/fixtures.ts'
import { shareOf, timed } from './statistics.ts'

const rounds = 40

export interface PrintNumbers {
  /** milliseconds of the first print of a process, thread and fonts included */
  coldMs: number
  /** milliseconds of a print with a running thread, never the same answers twice */
  warmMedianMs: number
  warmP95Ms: number
  /** milliseconds the event loop of the main thread was held up at most, and without any printing */
  longestBlockMs: number
  idleBlockMs: number
  /** milliseconds of the first look for characters that cannot be printed; it runs in the main thread */
  coverageColdMs: number
  /** megabytes of the whole process afterwards */
  residentMb: number
}

/** Measures prints of three copies, one after the other, and then as many as there are threads at once. */
export async function benchPrint(): Promise<PrintNumbers> {
  const idleBlockMs = await longestBlock(() => pause(1000))
  const printer = createPrinter({ threads: 2 })
  const warm: number[] = []
  let coldMs = 0
  let coverageColdMs = 0
  try {
    const longestBlockMs = await longestBlock(async () => {
      coldMs = await timed(() => printOne(printer, 0))
      coverageColdMs = await timed(async () => printer.unprintable(entries))
      for (let round = 1; round <= rounds; round++) warm.push(await timed(() => printOne(printer, round)))
      await Promise.all(Array.from({ length: 10 }, (_, at) => printOne(printer, 100 + at)))
    })
    return {
      coldMs,
      warmMedianMs: shareOf(warm, 0.5),
      warmP95Ms: shareOf(warm, 0.95),
      longestBlockMs,
      idleBlockMs,
      coverageColdMs,
      residentMb: process.memoryUsage.rss() / 2 ** 20,
    }
  } finally {
    await printer.close()
  }
}

// Other answers each time: a print seen before would be answered from the compiler's memory.
const printOne = (printer: Printer, round: number) =>
  printer.print(
    orderOf(printData({ staff: { value: 100 + round }, profile: { value: prose(500 + 7 * round) } })),
  )

/** The longest time between two turns of the event loop beyond the millisecond that a turn may take. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await work()
  delay.disable()
  return delay.max / 1e6 - 1
}

if (import.meta.main) {
  const numbers = await benchPrint()
  console.table(Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Math.round(value)])))
}
