/** When somebody who wants to be reminded is reminded, and of what. */
import { Temporal } from 'temporal-polyfill'
import type { ProgrammeHead } from '../programme/schema.ts'
import { dateIn, windowAt } from './window.ts'

/** Calendar days before the closing day. */
const MARKS = [1, 3, 7]
const LEFT_FOR_DAYS = 3
/** Nobody is disturbed from this hour … */
const QUIET_FROM = 22
/** … until this one, by the clock of the programme. */
const QUIET_UNTIL = 8

export interface Case {
  programme: Pick<ProgrammeHead, 'timezone' | 'window'>
  now: Date
  /** since when reminders are wanted */
  since: Date
  submitted: boolean
  /** the last change of the draft and its number; null while nothing is answered */
  draft: { changedAt: Date; revision: number } | null
}

/** `key` is the same for the same reminder, so that it is given once. */
export type DueNotice =
  | { key: string; notice: { kind: 'closes'; days: number } }
  | { key: string; notice: { kind: 'unfinished' } }

export function isQuiet(timezone: string, now: Date): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone)
  return hour >= QUIET_FROM || hour < QUIET_UNTIL
}

/** The first moment at which one may be disturbed again. @param now within the quiet hours */
export function quietUntil(timezone: string, now: Date): Date {
  const night = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone)
  const day = night.hour >= QUIET_FROM ? night.toPlainDate().add({ days: 1 }) : night.toPlainDate()
  const morning = day.toZonedDateTime({ timeZone: timezone, plainTime: { hour: QUIET_UNTIL } })
  return new Date(morning.epochMilliseconds)
}

/** The reminder that is due; whether it was given already is for the caller to know. Null in the quiet hours. */
export function noticeDue(of: Case): DueNotice | null {
  const { programme, now, submitted } = of
  if (submitted || isQuiet(programme.timezone, now) || windowAt(programme, now) !== 'open') return null
  return closing(of) ?? unfinished(of)
}

function closing({ programme, now, since }: Case): DueNotice | null {
  const { closes } = programme.window ?? {}
  if (closes === undefined) return null
  const days = daysBetween(dateIn(programme, now), closes)
  const mark = MARKS.find((one) => days <= one)
  if (mark === undefined) return null
  // whoever asked for reminders on the day of the mark, or later, knew what day it was
  if (daysBetween(dateIn(programme, since), closes) <= mark) return null
  return { key: `notice-closes-${closes}-${mark}`, notice: { kind: 'closes', days } }
}

function unfinished({ programme, now, draft }: Case): DueNotice | null {
  const { closes } = programme.window ?? {}
  // in the last week the closing day is reminder enough
  if (!draft || (closes !== undefined && daysBetween(dateIn(programme, now), closes) <= (MARKS.at(-1) ?? 0)))
    return null
  const left = daysBetween(dateIn(programme, draft.changedAt), dateIn(programme, now))
  return left >= LEFT_FOR_DAYS
    ? { key: `notice-unfinished-${draft.revision}`, notice: { kind: 'unfinished' } }
    : null
}

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days
