/**
 * Every date of review and of a project's term, to the day, for a lawyer to read. Counting follows articles 200 to 204 of
 * the Civil Code by analogy: the first day does not count; years and months end on the day of the same number, or on the
 * month's last where there is none; a last day counts to 24:00 in Shanghai. The notice gives the lengths (五.3) only.
 */
import { describe, expect, it } from 'vitest'
import {
  isAfter,
  isOverdue,
  type Lasting,
  lastDayOf,
  lastDayToAskOf,
  latestExtensionOf,
  nextLookAt,
  returnDueOf,
  type Term,
  warningDue,
  warningsOf,
} from '../../src/casework/project-dates.ts'
import { dateIn } from '../../src/casework/window.ts'
import { at, desk, pilot, shown } from '../rigs/office.ts'

const { project } = pilot
if (!project) throw new Error('the pilot has no term')
const rules = { ...desk, project }
const extension = { upTo: 'P6M', times: 1, needs: 'approval' }
const withTerm = (change: Partial<Lasting['project']>): Lasting => ({
  ...rules,
  project: { ...project, extension, ...change },
})
const approvedOn = (approved: string, until: string | null = null): Term => ({ approved, until })

/** from, length, to, why */
type Row = [from: string, length: string, to: string, why: string]

const TERMS: Row[] = [
  ['2021-06-01', 'P2Y', '2023-06-01', 'two years: the day of the same number'],
  ['2021-12-31', 'P2Y', '2023-12-31', 'the last day of a year'],
  ['2021-01-01', 'P2Y', '2023-01-01', 'New Year, a holiday: the last day stays'],
  ['2020-02-29', 'P2Y', '2022-02-28', '29 February, ending in a common year: the last of the month'],
  ['2024-02-29', 'P2Y', '2026-02-28', 'the same, ending on a Saturday in 2026'],
  ['2024-02-29', 'P4Y', '2028-02-29', '29 February, ending in a leap year: the same number'],
  ['2022-02-28', 'P2Y', '2024-02-28', '28 February, ending in a leap year: 28, not 29'],
  ['2096-02-29', 'P4Y', '2100-02-28', '2100 is no leap year'],
  ['2021-08-31', 'P6M', '2022-02-28', '31 August and half a year: February has no 31'],
  ['2023-08-31', 'P6M', '2024-02-29', 'the same, in a leap year'],
  ['2021-10-31', 'P1M', '2021-11-30', 'a month of 30 days'],
  ['2022-01-30', 'P1M', '2022-02-28', 'February has no 30'],
  ['2021-02-28', 'P1M', '2021-03-28', 'from the last of February: 28, not the last of March'],
  ['2021-06-01', 'P30D', '2021-07-01', 'thirty days, the first not counted'],
  ['2021-12-20', 'P1Y1M10D', '2023-01-30', 'years and months first, then days'],
]

describe('the last day of a term', () => {
  it.each(TERMS)('approved %s, for %s: %s (%s)', (from, runs, to) => {
    expect(lastDayOf(withTerm({ runs }), approvedOn(from))).toEqual({ day: to, certain: true })
  })

  it('is the one that a decision has named, whatever day that is', () => {
    const moving = withTerm({ endsOnHoliday: 'next-working-day' })
    expect(lastDayOf(moving, approvedOn('2021-06-01', '2026-10-01'))).toEqual({
      day: '2026-10-01',
      certain: true,
    })
  })
})

/** from, length, to, certain, why */
type MovingRow = [from: string, length: string, to: string, certain: boolean, why: string]

const MOVING: MovingRow[] = [
  ['2024-04-30', 'P2Y', '2026-04-30', true, 'a Thursday that is worked'],
  ['2024-05-01', 'P2Y', '2026-05-06', true, 'Labour Day 2026, 1 to 5 May'],
  ['2024-05-09', 'P2Y', '2026-05-09', true, 'a Saturday that is worked in exchange'],
  ['2024-02-29', 'P2Y', '2026-02-28', true, '29 February; Saturday 28 is worked in exchange'],
  ['2024-02-14', 'P2Y', '2026-02-14', true, 'Saturday 14 February is worked, the eve of the festival'],
  ['2024-02-15', 'P2Y', '2026-02-24', true, 'Spring Festival 2026, 15 to 23 February'],
  ['2024-03-07', 'P2Y', '2026-03-09', true, 'a Saturday that is free'],
  ['2020-12-31', 'P1Y', '2021-12-31', true, 'a Friday that is worked'],
  [
    '2021-10-01',
    'P2Y',
    '2023-10-02',
    false,
    'National Day of a year whose calendar is missing: Monday counts',
  ],
]

describe('the last day of a term where the folder moves it to a working day', () => {
  const moving = (runs: string) => withTerm({ runs, endsOnHoliday: 'next-working-day' })
  it.each(MOVING)('approved %s, for %s: %s, certain %s (%s)', (from, runs, to, certain) => {
    expect(lastDayOf(moving(runs), approvedOn(from))).toEqual({ day: to, certain })
  })
})

/** approved, an end named before, at most, to, why */
type ExtensionRow = [approved: string, until: string | null, upTo: string, to: string, why: string]

const EXTENSIONS: ExtensionRow[] = [
  ['2021-06-01', null, 'P6M', '2023-12-01', 'half a year after 1 June 2023'],
  ['2021-08-31', null, 'P6M', '2024-02-29', 'half a year after 31 August 2023: the last of February'],
  ['2020-08-31', null, 'P6M', '2023-02-28', 'the same, in a common year'],
  ['2024-02-29', null, 'P6M', '2026-08-28', 'half a year after 28 February 2026: counted from the last day'],
  ['2021-12-31', null, 'P6M', '2024-06-30', 'June has no 31'],
  ['2021-06-01', '2023-09-15', 'P3M', '2023-12-15', 'a further one counts from the day named before'],
]

describe('the latest day that an extension may name', () => {
  it.each(EXTENSIONS)('approved %s, until %s, at most %s more: %s (%s)', (approved, until, upTo, to) => {
    const longer = withTerm({ extension: { ...extension, upTo } })
    expect(latestExtensionOf(longer, approvedOn(approved, until))).toEqual({ day: to, certain: true })
  })

  it('counts from the end as counted, and only then moves to a working day', () => {
    const moving = withTerm({ runs: 'P2Y', endsOnHoliday: 'next-working-day' })
    // 2025-10-01 is a holiday, so the term ends later; half a year more is 2026-04-01 all the same
    expect(latestExtensionOf(moving, approvedOn('2023-10-01'))).toEqual({ day: '2026-04-01', certain: true })
    expect(latestExtensionOf(moving, approvedOn('2023-11-01'))).toEqual({ day: '2026-05-06', certain: true })
  })

  it('is none where the programme has no extension', () => {
    const { extension: _, ...rigid } = project
    const none = { ...rules, project: rigid }
    expect(latestExtensionOf(none, approvedOn('2021-06-01'))).toBeNull()
    expect(lastDayToAskOf(none, approvedOn('2021-06-01'))).toBeNull()
  })
})

/** approved, how long before, last day to ask, why */
const ASKING: Row[] = [
  ['2021-06-01', 'P0D', '2023-06-01', 'nothing said: the last day itself'],
  ['2021-06-01', 'P3M', '2023-03-01', 'three months before 1 June'],
  ['2021-05-31', 'P3M', '2023-02-28', 'February has no 31'],
  ['2022-05-31', 'P3M', '2024-02-29', 'the same, in a leap year'],
  ['2021-06-01', 'P30D', '2023-05-02', 'thirty days before 1 June'],
]

describe('the last day on which an extension may be asked for', () => {
  it.each(ASKING)('approved %s for two years, %s before the end: %s (%s)', (from, askBefore, to) => {
    const early = withTerm({ extension: { ...extension, askBefore } })
    expect(lastDayToAskOf(early, approvedOn(from))).toEqual({ day: to, certain: true })
  })

  it('is the last day itself where the folder says nothing', () => {
    expect(lastDayToAskOf(rules, approvedOn('2021-06-01'))?.day).toBe('2023-06-01')
  })
})

/** an instant in UTC, the day in Shanghai, why */
const MIDNIGHTS: [instant: string, day: string, why: string][] = [
  ['2021-05-31T15:59:59.999Z', '2021-05-31', 'the last moment of 31 May in Shanghai'],
  ['2021-05-31T16:00:00Z', '2021-06-01', 'midnight in Shanghai, still 31 May in UTC'],
  ['2021-06-01T15:59:59Z', '2021-06-01', 'the last second of 1 June in Shanghai'],
  ['2024-02-28T16:00:00Z', '2024-02-29', '29 February begins in Shanghai'],
  ['2023-12-31T16:00:00Z', '2024-01-01', 'the year begins in Shanghai'],
]

describe('the day of an act', () => {
  it.each(MIDNIGHTS)('at %s is %s (%s)', (instant, day) => {
    expect(dateIn(rules, new Date(instant))).toBe(day)
  })
})

describe('a term that has run out', () => {
  it.each<[instant: string, overdue: boolean, why: string]>([
    ['2023-06-01T15:59:59.999Z', false, 'the last moment of the last day in Shanghai'],
    ['2023-06-01T16:00:00Z', true, 'the first moment after it, still 1 June in UTC'],
    ['2023-05-31T16:00:00Z', false, 'the last day begins'],
  ])('at %s: %s (%s)', (instant, overdue) => {
    expect(isOverdue(rules, approvedOn('2021-06-01'), new Date(instant))).toBe(overdue)
    expect(isAfter(rules, '2023-06-01', new Date(instant))).toBe(overdue)
  })
})

describe('the warnings before the end', () => {
  const days = (term: Term, since: string) =>
    warningsOf(rules, term, since).map(({ mark, day }) => [mark, day])

  it.each<[last: string, ninety: string, thirty: string, seven: string, why: string]>([
    ['2023-06-01', '2023-03-03', '2023-05-02', '2023-05-25', 'an ordinary end'],
    ['2024-03-31', '2024-01-01', '2024-03-01', '2024-03-24', 'over 29 February'],
    ['2023-03-31', '2022-12-31', '2023-03-01', '2023-03-24', 'over a February of 28 days'],
    ['2024-03-07', '2023-12-08', '2024-02-06', '2024-02-29', 'the last warning on 29 February'],
    ['2023-10-01', '2023-07-03', '2023-09-01', '2023-09-24', 'calendar days: a holiday changes nothing'],
  ])('of a term until %s are on %s, %s and %s (%s)', (last, ninety, thirty, seven) => {
    expect(days(approvedOn('2021-01-01', last), '2021-01-01')).toEqual([
      [90, ninety],
      [30, thirty],
      [7, seven],
    ])
  })

  it('leave out what lies before the day on which the end was decided, and that day', () => {
    const extended = approvedOn('2021-06-01', '2023-07-01')
    expect(days(extended, '2023-04-01')).toEqual([
      [90, '2023-04-02'],
      [30, '2023-06-01'],
      [7, '2023-06-24'],
    ])
    expect(days(extended, '2023-04-02').map(([mark]) => mark)).toEqual([30, 7])
  })

  it('are in order of time, whatever the order in the folder', () => {
    const folder = withTerm({ warnings: [7, 90] })
    expect(warningsOf(folder, approvedOn('2021-06-01'), '2021-06-01').map(({ mark }) => mark)).toEqual([
      90, 7,
    ])
  })
})

describe('the warning that is due', () => {
  const term = approvedOn('2021-06-01')
  const due = (now: string, marks: number[]) => {
    const found = warningDue(rules, term, { since: '2021-06-01', marks }, at(now))
    return found ? [found.daysLeft, found.marks] : null
  }

  it.each<[now: string, given: number[], expected: [left: number, marks: number[]] | null, why: string]>([
    ['2023-03-02 23:59', [], null, 'nothing before its day'],
    ['2023-03-03 00:00', [], [90, [90]], 'from the first minute of its day'],
    ['2023-03-03 00:01', [90], null, 'once only'],
    ['2023-03-10 09:00', [], [83, [90]], 'a week without a server: given late, with the days that are left'],
    ['2023-05-02 00:00', [90], [30, [30]], 'the second'],
    ['2023-05-26 09:00', [90], [6, [30, 7]], 'two went by: one warning, which uses up both'],
    ['2023-05-26 09:00', [90, 30, 7], null, 'all given'],
    ['2023-06-01 23:59', [90, 30], [0, [7]], 'on the last day'],
    ['2023-06-02 00:00', [], null, 'none when the term has run out'],
  ])('at %s, given %j: %j (%s)', (now, given, expected) => {
    expect(due(now, given)).toEqual(expected)
  })
})

describe('when the clock has to look again', () => {
  const term = approvedOn('2021-06-01')
  const look = (now: string, marks: number[]) =>
    shown(nextLookAt(rules, term, { since: '2021-06-01', marks }, at(now)))

  it.each<[now: string, given: number[], next: string, why: string]>([
    ['2021-06-01 10:00', [], 'Fri 2023-03-03 00:00', 'the first warning'],
    ['2023-03-03 10:00', [], 'Fri 2023-03-03 10:00', 'at once: a warning is due'],
    ['2023-03-03 10:00', [90], 'Tue 2023-05-02 00:00', 'the second'],
    ['2023-05-25 10:00', [90, 30, 7], 'Fri 2023-06-02 00:00', 'the end of the term'],
    ['2023-07-01 10:00', [90], 'Sat 2023-07-01 10:00', 'at once: it has run out'],
  ])('at %s, given %j: %s (%s)', (now, given, next) => expect(look(now, given)).toBe(next))
})

/** returned, working days, last day, certain, why */
type ReturnRow = [returned: string, days: string, to: string, certain: boolean, why: string]

const RETURNS: ReturnRow[] = [
  ['2021-04-12 10:00', '5d', '2021-04-19', true, 'Monday to Monday: the day of return does not count'],
  ['2021-04-12 23:59', '5d', '2021-04-19', true, 'late in the evening: the same'],
  ['2021-04-13 00:00', '5d', '2021-04-20', true, 'a minute later it is the next day'],
  ['2021-04-16 17:00', '1d', '2021-04-19', true, 'over a weekend'],
  ['2021-04-17 12:00', '1d', '2021-04-19', true, 'returned on a free Saturday'],
  ['2021-04-23 17:00', '1d', '2021-04-25', true, 'Sunday 25 April is worked'],
  [
    '2021-04-30 10:00',
    '5d',
    '2021-05-11',
    true,
    'Labour Day, 1 to 5 May; Saturday 8 May is worked, so 6, 7, 8, 10, 11',
  ],
  [
    '2021-02-10 10:00',
    '3d',
    '2021-02-20',
    true,
    'Spring Festival, 11 to 17; 18, 19 and Saturday 20, which is worked',
  ],
  ['2021-09-30 10:00', '2d', '2021-10-09', true, 'National Day, 1 to 7 October; Saturday 9 is worked'],
  ['2021-12-31 10:00', '2d', '2022-01-05', true, 'over New Year, 1 to 3 January 2022'],
  ['2024-02-28 10:00', '1d', '2024-02-29', false, '29 February, in a year whose calendar is missing'],
  ['2024-02-29 10:00', '1d', '2024-03-01', false, 'returned on 29 February'],
]

describe('the last day to mend what was returned', () => {
  it.each(RETURNS)('returned %s, %s: %s, certain %s (%s)', (returned, returnDue, to, certain) => {
    const reviewing = { ...rules, review: { ...rules.review, returnDue } }
    expect(returnDueOf(reviewing, at(returned))).toEqual({ day: to, certain })
  })
})
