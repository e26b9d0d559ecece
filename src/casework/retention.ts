/** How long things are kept that nobody has to keep: what the folder says, by the calendar of its zone. */
import { Temporal } from 'temporal-polyfill'
import type { ProgrammeHead } from '../programme/schema.ts'
import { dateIn, startOfDay } from './window.ts'

type Keeping = Pick<ProgrammeHead, 'timezone' | 'window' | 'retention'>

/** What can be kept long enough. */
export const RETAINED = ['unfinished', 'unanswered'] as const
export type Retained = (typeof RETAINED)[number]

/**
 * What nothing was heard of since before this instant has been kept long enough. Null: it is kept for ever, or not yet long
 * enough for any. Drafts are kept that long from the closing day on at least, however early they were left.
 */
export function keptSince(programme: Keeping, what: Retained, now: Date): Date | null {
  const period = programme.retention[what]
  if (period === undefined) return null
  const day = Temporal.PlainDate.from(dateIn(programme, now)).subtract(period).toString()
  const closes = programme.window?.closes
  if (what === 'unfinished' && closes !== undefined && closes >= day) return null
  return startOfDay(programme, day)
}
