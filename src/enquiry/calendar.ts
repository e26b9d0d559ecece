/**
 * Working time by the office hours and the calendar of a programme, in its time zone and by the clock on the wall there.
 * Instants are placed on a line on which only working time passes; so a span of years costs no more than one of minutes.
 */
import { Temporal } from 'temporal-polyfill'
import type { Programme } from '../programme/schema.ts'
import {
  type Changes,
  changesOf,
  DAY_ZERO,
  isWorked,
  knows,
  numberOf,
  workedBefore,
  workingDayAfter,
} from '../programme/working-days.ts'
import { minutesOfDay, spanOf } from '../programme/working-time.ts'

/** What working time depends on. */
export type Office = Pick<Programme, 'timezone' | 'calendar'> & {
  enquiries: Pick<Programme['enquiries'], 'officeHours'>
}

const MINUTE = 60_000

/**
 * Whether a day is worked. `certain` is false where the folder has no calendar of its year: Monday to Friday then count.
 * @param day an ISO date
 */
export function isWorkingDay(office: Office, day: string): { working: boolean; certain: boolean } {
  const date = Temporal.PlainDate.from(day)
  return { working: isWorked(changesOf(office), numberOf(date)), certain: knows(office, date, date) }
}

/**
 * The instant by which so many working minutes have passed since `from`, or, with negative minutes, from which so many
 * are left until then. A sum that comes out at the end of a morning or a day stays there; a difference that comes out
 * at a beginning stays there too. `certain` is false where the folder lacks the calendar of a year between the two.
 */
export function addWorking(office: Office, from: Date, minutes: number): { at: Date; certain: boolean } {
  const start = wallClock(office, from)
  const end = minutes === 0 ? start : shifted(office, start, Math.round(minutes * MINUTE))
  const at = minutes === 0 ? from : instantOf(office, end)
  return { at, certain: knows(office, start.toPlainDate(), end.toPlainDate()) }
}

/** Working minutes from `a` to `b`, with a fraction for seconds; negative where `b` is the earlier. */
export function workingBetween(office: Office, a: Date, b: Date): { minutes: number; certain: boolean } {
  const [from, to] = [wallClock(office, a), wallClock(office, b)]
  const changes = changesOf(office)
  const passed = placeOf(office, changes, to) - placeOf(office, changes, from)
  return { minutes: passed / MINUTE, certain: knows(office, from.toPlainDate(), to.toPlainDate()) }
}

function wallClock({ timezone }: Office, instant: Date): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDateTime()
}

const instantOf = ({ timezone }: Office, time: Temporal.PlainDateTime): Date =>
  new Date(time.toZonedDateTime(timezone).epochMilliseconds)

/** Where a time stands on the line of working time, in milliseconds. */
function placeOf(office: Office, changes: Changes, time: Temporal.PlainDateTime): number {
  const day = numberOf(time.toPlainDate())
  const before = workedBefore(changes, day) * lengthOf(office)
  if (!isWorked(changes, day)) return before
  const now = time.since(time.round({ smallestUnit: 'day', roundingMode: 'floor' })).total('millisecond')
  const worked = spansOf(office).map(({ from, to }) => Math.min(Math.max(now - from, 0), to - from))
  return before + worked.reduce((sum, one) => sum + one, 0)
}

/** The time so many working milliseconds later or earlier. */
function shifted(office: Office, start: Temporal.PlainDateTime, by: number): Temporal.PlainDateTime {
  const changes = changesOf(office)
  const length = lengthOf(office)
  const place = placeOf(office, changes, start) + by
  const days = by > 0 ? Math.ceil(place / length) - 1 : Math.floor(place / length)
  const date = DAY_ZERO.add({ days: workingDayAfter(changes, days) })
  const milliseconds = timeOfDay(office, place - days * length, by > 0)
  return date.toPlainDateTime().add({ milliseconds })
}

/** When on a working day so much of it is worked: the earliest such time, or the latest. */
function timeOfDay(office: Office, worked: number, earliest: boolean): number {
  let left = worked
  for (const { from, to } of spansOf(office)) {
    if (earliest ? left <= to - from : left < to - from) return from + left
    left -= to - from
  }
  throw new Error('A working day is not that long: the office hours overlap or are reversed')
}

const spansOf = ({ enquiries }: Office) =>
  enquiries.officeHours.map(spanOf).map(({ from, to }) => ({ from: from * MINUTE, to: to * MINUTE }))
const lengthOf = ({ enquiries }: Office): number => minutesOfDay(enquiries.officeHours) * MINUTE
