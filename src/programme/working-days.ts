/** Working days by the calendar of a programme: Monday to Friday, less its holidays, with its make-up days. */
import { Temporal } from 'temporal-polyfill'
import type { Programme } from './schema.ts'

export type Calendar = Pick<Programme, 'calendar'>

/** A day, and whether the folder has the calendar of every year that decided it. */
export interface CountedDay {
  /** ISO date */
  day: string
  certain: boolean
}

/** The last of so many working days after a day, which itself does not count. @param count at least 1 */
export function workingDaysAfter(calendar: Calendar, day: string, count: number): CountedDay {
  const changes = changesOf(calendar)
  return counted(calendar, day, workingDayAfter(changes, workedBefore(changes, dayOf(day) + 1) + count - 1))
}

/** The day itself where it is worked, else the next one that is. */
export function workingDayFrom(calendar: Calendar, day: string): CountedDay {
  const changes = changesOf(calendar)
  return counted(calendar, day, workingDayAfter(changes, workedBefore(changes, dayOf(day))))
}

function counted(calendar: Calendar, from: string, to: number): CountedDay {
  const date = DAY_ZERO.add({ days: to })
  return { day: date.toString(), certain: knows(calendar, Temporal.PlainDate.from(from), date) }
}

/** Days are counted from a Monday. */
export const DAY_ZERO = Temporal.PlainDate.from('1970-01-05')
export const numberOf = (date: Temporal.PlainDate): number =>
  DAY_ZERO.until(date, { largestUnit: 'day' }).days

const isWeekday = (day: number): boolean => day - 7 * Math.floor(day / 7) < 5
/** Mondays to Fridays before a day, counted from day zero. */
const weekdaysBefore = (day: number): number => {
  const weeks = Math.floor(day / 7)
  return 5 * weeks + Math.min(day - 7 * weeks, 5)
}

/** Days on which the calendar differs from Monday to Friday → whether they are worked. */
export type Changes = ReadonlyMap<number, boolean>

export function changesOf({ calendar }: Calendar): Changes {
  const holidays = [...calendar.values()].flatMap((year) => year.holidays)
  const off = holidays.flatMap(({ from, to }) => daysFromTo(from, to)).filter(isWeekday)
  const on = holidays.flatMap(({ work }) => work.map(dayOf)).filter((day) => !isWeekday(day))
  return new Map([...off.map((day) => [day, false] as const), ...on.map((day) => [day, true] as const)])
}

const dayOf = (isoDate: string): number => numberOf(Temporal.PlainDate.from(isoDate))
const daysFromTo = (from: string, to: string): number[] =>
  Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, index) => dayOf(from) + index)

export const isWorked = (changes: Changes, day: number): boolean => changes.get(day) ?? isWeekday(day)

/** Working days before a day, counted from day zero. */
export function workedBefore(changes: Changes, day: number): number {
  const earlier = [...changes].filter(([changed]) => changed < day)
  return earlier.reduce((sum, [, worked]) => sum + (worked ? 1 : -1), weekdaysBefore(day))
}

/** The working day that has exactly `count` before it: the last day of which that is true. */
export function workingDayAfter(changes: Changes, count: number): number {
  let low = 7 * Math.floor((count - changes.size) / 5) - 7
  let high = 7 * Math.ceil((count + changes.size) / 5) + 7
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (workedBefore(changes, middle) <= count) low = middle
    else high = middle
  }
  return low
}

/** Whether the folder has the calendar of every year between two days, in whichever order. */
export function knows({ calendar }: Calendar, a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  const first = Math.min(a.year, b.year)
  const years = Array.from({ length: Math.abs(a.year - b.year) + 1 }, (_, index) => first + index)
  return years.every((year) => calendar.has(year))
}
