/**
 * Every date of an application under review and of a project, by the calendar of the programme's zone: the first day does
 * not count; months and years end on the day of the same number, or on the month's last; a date that a decision names
 * stays as it is. A last day counts to its last moment. Days are ISO dates.
 */
import { Temporal } from 'temporal-polyfill'
import type { Programme } from '../programme/schema.ts'
import { type CountedDay, workingDayFrom, workingDaysAfter } from '../programme/working-days.ts'
import { dateIn, startOfDay } from './window.ts'

type Zone = Pick<Programme, 'timezone'>
type Reviewing = Pick<Programme, 'timezone' | 'calendar' | 'review'>
/** What the dates of a project depend on. */
export type Lasting = Pick<Programme, 'timezone' | 'calendar'> & {
  project: NonNullable<Programme['project']>
}

/** How long a project has, as far as it was decided; the rest is counted. */
export interface Term {
  /** the day of approval */
  approved: string
  /** the last day that a decision has named, for an extension or a reinstatement; null: as counted from approval */
  until: string | null
}

/** What was said so far about the end of a term. */
export interface Warned {
  /** the day on which the present end was decided: marks up to it are left out, for that day told it */
  since: string
  /** marks used up, in days before the end */
  marks: readonly number[]
}

/** The last day of a term. `certain` is false where the end is on the calendar of a year that the folder lacks. */
export function lastDayOf(rules: Lasting, term: Term): CountedDay {
  return term.until === null
    ? settled(rules, endOf(term.approved, rules.project.runs))
    : { day: term.until, certain: true }
}

/** The latest last day that one extension may name; null where the programme has none. */
export function latestExtensionOf(rules: Lasting, term: Term): CountedDay | null {
  const { extension, runs } = rules.project
  if (!extension) return null
  return settled(rules, endOf(term.until ?? endOf(term.approved, runs), extension.upTo))
}

/** The last day on which an extension may be asked for; null where the programme has none. */
export function lastDayToAskOf(rules: Lasting, term: Term): CountedDay | null {
  const { extension } = rules.project
  if (!extension) return null
  const { day, certain } = lastDayOf(rules, term)
  return { day: before(day, extension.askBefore ?? 'P0D'), certain }
}

/** True from the first moment after the last day. */
export const isOverdue = (rules: Lasting, term: Term, now: Date): boolean =>
  isAfter(rules, lastDayOf(rules, term).day, now)

/** The warnings before the end of a term, in order of time. */
export function warningsOf(rules: Lasting, term: Term, since: string): { mark: number; day: string }[] {
  const { day: end } = lastDayOf(rules, term)
  return rules.project.warnings
    .map((mark) => ({ mark, day: before(end, `P${mark}D`) }))
    .filter(({ day }) => day > since)
    .sort((a, b) => b.mark - a.mark)
}

/**
 * The warning that is due and was not given: one, even where several marks went by without a server, for only what is
 * true today may be said. It uses up all of them. Null where none is due, and once the term has run out.
 */
export function warningDue(
  rules: Lasting,
  term: Term,
  { since, marks: given }: Warned,
  now: Date,
): { daysLeft: number; marks: number[] } | null {
  const today = dateIn(rules, now)
  const passed = warningsOf(rules, term, since).filter(
    ({ mark, day }) => day <= today && !given.includes(mark),
  )
  if (passed.length === 0 || isOverdue(rules, term, now)) return null
  return { daysLeft: daysBetween(today, lastDayOf(rules, term).day), marks: passed.map(({ mark }) => mark) }
}

/** When the clock has something to do for a term: at once (`now`), at the next warning, or as it runs out. */
export function nextLookAt(rules: Lasting, term: Term, warned: Warned, now: Date): Date {
  if (isOverdue(rules, term, now) || warningDue(rules, term, warned, now)) return now
  const today = dateIn(rules, now)
  const warning = warningsOf(rules, term, warned.since).find(({ day }) => day > today)
  return startOfDay(rules, warning?.day ?? dayAfter(lastDayOf(rules, term).day))
}

/** The last day to mend an application that is returned now: working days, the day of return not counted. */
export function returnDueOf(rules: Reviewing, returnedAt: Date): CountedDay {
  return workingDaysAfter(rules, dateIn(rules, returnedAt), Number.parseInt(rules.review.returnDue, 10))
}

/** True once a day is over in the programme's zone. @param day an ISO date */
export const isAfter = (rules: Zone, day: string, now: Date): boolean => dateIn(rules, now) > day

/** The last day of a period that begins the day after `from`. @param period an ISO 8601 duration */
export const endOf = (from: string, period: string): string =>
  Temporal.PlainDate.from(from).add(period).toString()
const before = (day: string, period: string): string =>
  Temporal.PlainDate.from(day).subtract(period).toString()
const dayAfter = (day: string): string => endOf(day, 'P1D')

/** Calendar days from one ISO date to another. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days

/** A counted end, moved on to a working day where the programme wants that. */
const settled = (rules: Lasting, day: string): CountedDay =>
  rules.project.endsOnHoliday === 'stays' ? { day, certain: true } : workingDayFrom(rules, day)
