/** On which day a preview plays. */
import { Temporal } from 'temporal-polyfill'
import { startOfDay, windowAt } from '../casework/window.ts'
import type { Programme } from '../programme/schema.ts'
import { StartError } from '../start-error.ts'

type Calendar = Pick<Programme, 'timezone' | 'window' | 'signed'>

/** An office is at work then. */
const MORNING = 10

/**
 * The instant that was asked for: a day (10:00 is meant), or a day and an hour of the programme's own zone, or an instant
 * with its offset. Asked for none it is now while applications are taken, else the first morning of the window.
 * @throws StartError bad-date
 */
export function previewInstant(programme: Calendar, asked: string | undefined, now: Date): Date {
  if (asked !== undefined) return read(programme, asked)
  if (windowAt(programme, now) === 'open') return now
  return morningOf(programme, programme.window?.opens ?? programme.signed)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/

function read(programme: Calendar, asked: string): Date {
  try {
    if (DAY.test(asked)) return morningOf(programme, asked)
    if (OFFSET.test(asked)) return new Date(Temporal.Instant.from(asked).epochMilliseconds)
    const local = Temporal.PlainDateTime.from(asked, { overflow: 'reject' })
    return new Date(local.toZonedDateTime(programme.timezone).epochMilliseconds)
  } catch {
    throw new StartError('bad-instant', { given: asked })
  }
}

const morningOf = (programme: Calendar, day: string): Date =>
  new Date(startOfDay(programme, day).getTime() + MORNING * 60 * 60 * 1000)
