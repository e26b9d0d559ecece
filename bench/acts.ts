/** Acts of officers a second on PostgreSQL: every one waits for the end of the log. */
import type { Enquiry } from '../src/enquiry/enquiry.ts'
import type { Store } from '../src/ports/store.ts'
import { openStore } from '../src/store/open-store.ts'
import { ask, changeOf, entryOf, next } from '../test/rigs/kept-enquiries.ts'
import { onPostgres } from './homes.ts'
import type { Figure } from './table.ts'

const AT_ONCE = [1, 8, 32]
const SPAN_MS = 3_000
/** lines of the thread that an act writes, which are the acts of the log */
type Lines = 0 | 1

/** Answers on enquiries of their own by 1, 8 and 32 officers at once, beside the same without a line and an act of the log. */
export const benchActs = (): Promise<Figure[]> =>
  onPostgres([], async (postgres) => {
    const store = await openStore({ databaseUrl: await postgres.database(), dataDir: 'unused' })
    return figuresOf(store).finally(() => store.close())
  })

async function figuresOf(store: Store): Promise<Figure[]> {
  await actsASecond(store, 8, 1)
  const figures: Figure[] = []
  for (const atOnce of AT_ONCE) {
    const value = await actsASecond(store, atOnce, 1)
    const against = { what: 'without the log', value: await actsASecond(store, atOnce, 0) }
    figures.push({
      what: `acts of officers, PostgreSQL, ${atOnce} at once`,
      value,
      unit: 'acts/s',
      against,
    })
  }
  return figures
}

async function actsASecond(store: Store, atOnce: number, lines: Lines): Promise<number> {
  const enquiries = await Promise.all(Array.from({ length: atOnce }, () => ask(store)))
  const began = performance.now()
  const until = began + SPAN_MS
  const counts = await Promise.all(enquiries.map((enquiry) => actsUntil(store, enquiry, until, lines)))
  return counts.reduce((sum, one) => sum + one, 0) / ((performance.now() - began) / 1_000)
}

async function actsUntil(store: Store, first: Enquiry, until: number, lines: Lines): Promise<number> {
  let enquiry = first
  let count = 0
  for (; performance.now() < until; count++) {
    enquiry = next(enquiry)
    const line = entryOf(enquiry, { kind: 'answered', by: 'clock', text: 'yes' })
    const isWritten = await store.enquiries.write(changeOf([enquiry], { entries: lines ? [line] : [] }))
    if (!isWritten) throw new Error('an act on an enquiry of its own was refused')
  }
  return count
}
