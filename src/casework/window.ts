/** The filing window of a programme, by the calendar of its own time zone. */
import { Temporal } from 'temporal-polyfill'
import type { Programme, ProgrammeHead } from '../programme/schema.ts'

export type WindowState = 'not-yet' | 'open' | 'closed'

/** A day of a zone, and the instants between which it lasts, in milliseconds. */
interface Day {
  date: string
  begins: number
  ends: number
}

/** The day asked for last, by zone: it is the same one turn after turn. */
const days = new Map<string, Day>()

/** The calendar date of an instant in the programme's zone, as ISO text. */
export function dateIn({ timezone }: Pick<ProgrammeHead, 'timezone'>, instant: Date): string {
  const at = instant.getTime()
  const known = days.get(timezone)
  if (known && known.begins <= at && at < known.ends) return known.date
  const day = dayOf(timezone, at)
  days.set(timezone, day)
  return day.date
}

function dayOf(timezone: string, at: number): Day {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).startOfDay()
  return {
    date: day.toPlainDate().toString(),
    begins: day.epochMilliseconds,
    ends: day.add({ days: 1 }).startOfDay().epochMilliseconds,
  }
}

/** The first instant of a day of the programme's zone. @param day an ISO date */
export function startOfDay(programme: Pick<ProgrammeHead, 'timezone'>, day: string): Date {
  const begins = Temporal.PlainDate.from(day).toZonedDateTime(programme.timezone)
  return new Date(begins.epochMilliseconds)
}

/**
 * Whether a submission received at `instant` is in time. The closing day counts to its last moment:
 * a fixed date neither rolls to a working day nor ends with office hours. A later form has no window.
 */
export function windowAt(
  programme: Pick<ProgrammeHead, 'timezone' | 'window'> & Partial<Pick<Programme, 'form'>>,
  instant: Date,
): WindowState {
  if (programme.form) return 'open'
  const today = dateIn(programme, instant)
  const { opens, closes } = programme.window ?? {}
  if (opens !== undefined && today < opens) return 'not-yet'
  return closes !== undefined && today > closes ? 'closed' : 'open'
}
