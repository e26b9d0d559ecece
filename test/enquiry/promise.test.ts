/**
 * The promise clock to the minute, readable by an official. The desk is open 09:00-11:30 and 13:30-17:00, so a working
 * day (1d) is six hours. Holidays and make-up days are those of flows/, as published by the State Council's office.
 */
import { describe, expect, it } from 'vitest'
import { ladderOf, nextStep, promiseFor } from '../../src/enquiry/promise.ts'
import { at, desk, pilot, promising, shown } from '../rigs/office.ts'

/** asked, promise, due, why */
type Row = [asked: string, promise: string, due: string, why: string]

const ORDINARY: Row[] = [
  ['Mon 2021-04-12 10:00', '2d', 'Wed 2021-04-14 10:00', 'two working days later, to the minute'],
  ['Mon 2021-04-12 16:59', '2d', 'Wed 2021-04-14 16:59', 'one minute before closing time'],
  ['Mon 2021-04-12 07:30', '2d', 'Tue 2021-04-13 17:00', 'before hours: counts from nine'],
  ['Mon 2021-04-12 09:00', '2d', 'Tue 2021-04-13 17:00', 'at nine sharp: two full days'],
  ['Mon 2021-04-12 17:00', '2d', 'Wed 2021-04-14 17:00', 'at closing time: counts from the next morning'],
  ['Mon 2021-04-12 20:15', '2d', 'Wed 2021-04-14 17:00', 'after hours: the same'],
  ['Mon 2021-04-12 23:59', '2d', 'Wed 2021-04-14 17:00', 'just before midnight: the same'],
  ['Tue 2021-04-13 00:00', '2d', 'Wed 2021-04-14 17:00', 'at midnight: the same'],
  [
    'Mon 2021-04-12 12:00',
    '4h',
    'Tue 2021-04-13 09:30',
    'lunch: 3.5 hours that afternoon, the rest next morning',
  ],
  ['Mon 2021-04-12 11:00', '30m', 'Mon 2021-04-12 11:30', 'done when the morning ends'],
  ['Mon 2021-04-12 11:15', '30m', 'Mon 2021-04-12 13:45', 'lunch does not count'],
  ['Mon 2021-04-12 11:30', '30m', 'Mon 2021-04-12 14:00', 'asked as lunch begins'],
  ['Mon 2021-04-12 13:30', '1d', 'Tue 2021-04-13 11:30', 'an afternoon and a morning are one day'],
  ['Fri 2021-04-16 16:00', '2d', 'Tue 2021-04-20 16:00', 'over a weekend'],
  ['Fri 2021-04-16 18:00', '2d', 'Tue 2021-04-20 17:00', 'Friday evening'],
  ['Sat 2021-04-17 10:00', '2d', 'Tue 2021-04-20 17:00', 'a Saturday that is not worked'],
]

const YEAR_2021: Row[] = [
  ['Fri 2021-02-05 18:00', '1d', 'Sun 2021-02-07 17:00', 'Saturday is free, Sunday 7 February is worked'],
  ['Wed 2021-02-10 10:00', '2d', 'Fri 2021-02-19 10:00', 'Spring Festival, 11 to 17 February'],
  ['Thu 2021-02-11 10:00', '1d', 'Thu 2021-02-18 17:00', 'asked on the eve of the New Year'],
  ['Fri 2021-02-19 18:00', '1d', 'Sat 2021-02-20 17:00', 'Saturday 20 February is worked'],
  ['Sat 2021-02-20 17:30', '1d', 'Mon 2021-02-22 17:00', 'the Sunday after it is free'],
  ['Fri 2021-04-02 16:00', '1d', 'Tue 2021-04-06 16:00', 'Qingming, 3 to 5 April'],
  ['Fri 2021-04-23 18:00', '1d', 'Sun 2021-04-25 17:00', 'Sunday 25 April is worked'],
  ['Fri 2021-04-30 16:30', '2d', 'Fri 2021-05-07 16:30', 'on the closing day; Labour Day, 1 to 5 May'],
  ['Fri 2021-05-07 18:00', '1d', 'Sat 2021-05-08 17:00', 'Saturday 8 May is worked'],
  ['Fri 2021-06-11 17:00', '1d', 'Tue 2021-06-15 17:00', 'Dragon Boat, 12 to 14 June'],
  [
    'Fri 2021-09-17 18:00',
    '2d',
    'Wed 2021-09-22 17:00',
    'Saturday 18 is worked; Mid-Autumn, 19 to 21 September',
  ],
  ['Fri 2021-09-24 18:00', '1d', 'Sun 2021-09-26 17:00', 'Sunday 26 September is worked'],
  [
    'Thu 2021-09-30 16:00',
    '2d',
    'Sat 2021-10-09 16:00',
    'National Day, 1 to 7 October; Saturday 9 is worked',
  ],
  ['Sun 2021-10-03 12:00', '1d', 'Fri 2021-10-08 17:00', 'in the middle of National Day'],
  ['Fri 2021-10-08 18:00', '1d', 'Sat 2021-10-09 17:00', 'Saturday 9 October is worked'],
  [
    'Fri 2021-12-31 16:00',
    '2d',
    'Wed 2022-01-05 16:00',
    'over the end of the year; New Year, 1 to 3 January',
  ],
]

const YEAR_2026: Row[] = [
  ['Fri 2026-01-02 10:00', '1d', 'Sun 2026-01-04 17:00', 'New Year, 1 to 3 January; Sunday 4 is worked'],
  ['Fri 2026-02-13 18:00', '1d', 'Sat 2026-02-14 17:00', 'Saturday 14 February is worked'],
  ['Sat 2026-02-14 16:00', '2d', 'Wed 2026-02-25 16:00', 'Spring Festival, 15 to 23 February'],
  ['Fri 2026-02-27 18:00', '1d', 'Sat 2026-02-28 17:00', 'Saturday 28 February is worked'],
  ['Fri 2026-04-03 16:00', '1d', 'Tue 2026-04-07 16:00', 'Qingming, 4 to 6 April'],
  ['Thu 2026-04-30 16:00', '2d', 'Thu 2026-05-07 16:00', 'Labour Day, 1 to 5 May'],
  ['Fri 2026-05-08 18:00', '1d', 'Sat 2026-05-09 17:00', 'Saturday 9 May is worked'],
  ['Thu 2026-06-18 17:00', '1d', 'Mon 2026-06-22 17:00', 'Dragon Boat, 19 to 21 June'],
  ['Fri 2026-09-18 18:00', '1d', 'Sun 2026-09-20 17:00', 'Sunday 20 September is worked'],
  ['Thu 2026-09-24 16:00', '1d', 'Mon 2026-09-28 16:00', 'Mid-Autumn, 25 to 27 September'],
  ['Wed 2026-09-30 16:00', '2d', 'Fri 2026-10-09 16:00', 'National Day, 1 to 7 October'],
  ['Fri 2026-10-09 18:00', '1d', 'Sat 2026-10-10 17:00', 'Saturday 10 October is worked'],
]

/** The folder has no calendar of one of the years. */
const UNCERTAIN: Row[] = [
  ['Mon 2028-02-28 10:00', '1d', 'Tue 2028-02-29 10:00', 'due on 29 February'],
  ['Tue 2028-02-29 16:00', '1d', 'Wed 2028-03-01 16:00', 'asked on 29 February'],
  ['Sun 2028-01-02 10:00', '1d', 'Mon 2028-01-03 17:00', 'New Year is not known, Monday counts'],
  ['Thu 2020-12-31 18:00', '1d', 'Mon 2021-01-04 17:00', 'asked in a year that is not known'],
  ['Thu 2022-12-29 10:00', '2d', 'Mon 2023-01-02 10:00', 'due in a year that is not known'],
]

describe.each([
  ['in an ordinary week', ORDINARY],
  ['around the holidays and make-up days of 2021', YEAR_2021],
  ['around the holidays and make-up days of 2026', YEAR_2026],
])('the promise %s', (_, rows) => {
  it.each(rows)('asked %s, promised in %s: due %s (%s)', (asked, promise, due) => {
    expect(shown(at(asked))).toBe(asked)
    const { dueAt, certain } = promiseFor(promising(promise), at(asked))
    expect([shown(dueAt), certain]).toEqual([due, true])
  })
})

describe('a promise for which a calendar is missing', () => {
  it.each(UNCERTAIN)('asked %s, promised in %s: due %s, not certain (%s)', (asked, promise, due) => {
    expect(shown(at(asked))).toBe(asked)
    const { dueAt, certain } = promiseFor(promising(promise), at(asked))
    expect([shown(dueAt), certain]).toEqual([due, false])
  })

  it('stays certain to the last working minute of a year that is there', () => {
    const asked = at('Thu 2022-12-29 09:00')
    expect(promiseFor(promising('2d'), asked)).toEqual({ dueAt: at('Fri 2022-12-30 17:00'), certain: true })
  })
})

describe('the ladder around a promised instant', () => {
  it.each([
    ['Wed 2021-04-14 10:00', 'Tue 2021-04-13 14:00', 'Thu 2021-04-15 10:00', 'an ordinary week'],
    ['Wed 2021-04-14 17:00', 'Wed 2021-04-14 11:00', 'Thu 2021-04-15 17:00', 'due at closing time'],
    [
      'Mon 2021-04-19 09:30',
      'Fri 2021-04-16 13:30',
      'Tue 2021-04-20 09:30',
      'a reminder as an afternoon begins',
    ],
    ['Wed 2021-02-10 17:00', 'Wed 2021-02-10 11:00', 'Thu 2021-02-18 17:00', 'before Spring Festival 2021'],
    ['Thu 2021-02-18 09:30', 'Wed 2021-02-10 13:30', 'Fri 2021-02-19 09:30', 'after Spring Festival 2021'],
    ['Fri 2021-04-30 16:30', 'Fri 2021-04-30 10:30', 'Thu 2021-05-06 16:30', 'before Labour Day 2021'],
    ['Thu 2021-05-06 10:00', 'Fri 2021-04-30 14:00', 'Fri 2021-05-07 10:00', 'after Labour Day 2021'],
    ['Sat 2021-10-09 16:00', 'Sat 2021-10-09 10:00', 'Mon 2021-10-11 16:00', 'on a make-up Saturday'],
    ['Sat 2026-02-14 17:00', 'Sat 2026-02-14 11:00', 'Tue 2026-02-24 17:00', 'before Spring Festival 2026'],
    ['Thu 2026-10-08 10:00', 'Wed 2026-09-30 14:00', 'Fri 2026-10-09 10:00', 'after National Day 2026'],
  ])('due %s: reminder %s, escalation %s (%s)', (due, reminder, escalation) => {
    expect(ladderOf(desk, at(due)).map((one) => [one.step, shown(one.at), one.do])).toEqual([
      [1, reminder, 'remind'],
      [2, due, 'deputy'],
      [3, escalation, 'escalate'],
    ])
  })

  it('has no step where the folder wants none', () => {
    const silent = { ...pilot, enquiries: { ...pilot.enquiries, ladder: [] } }
    expect(ladderOf(silent, at('Wed 2021-04-14 10:00'))).toEqual([])
  })
})

describe('the steps that are due', () => {
  const due = at('Wed 2021-04-14 17:00')
  const stepsAt = (taken: number, now: string) => {
    const steps = nextStep(desk, due, taken, at(now))
    return [steps.due.map(({ step }) => step), steps.next?.step ?? null]
  }

  it.each<[now: string, taken: number, expected: [due: number[], next: number | null], why: string]>([
    ['Wed 2021-04-14 10:59', 0, [[], 1], 'nothing before its minute'],
    ['Wed 2021-04-14 11:00', 0, [[1], 2], 'the reminder in its minute'],
    ['Wed 2021-04-14 11:00', 1, [[], 2], 'nothing a second time'],
    ['Wed 2021-04-14 17:00', 1, [[2], 3], 'the deputy at the promised moment'],
    ['Thu 2021-04-15 17:00', 1, [[2, 3], null], 'two after a day of silence'],
    ['Mon 2021-04-19 03:00', 0, [[1, 2, 3], null], 'all of them in order after days of silence'],
    ['Mon 2021-04-19 03:00', 3, [[], null], 'none at the end of the ladder'],
  ])('at %s with %i taken are %j: %s', (now, taken, expected) => {
    expect(stepsAt(taken, now)).toEqual(expected)
  })

  it('names the instant of the next one, so that a timer can be set', () => {
    expect(nextStep(desk, due, 1, at('Wed 2021-04-14 12:00')).next).toEqual({
      ...{ step: 2, at: due, do: 'deputy' },
    })
  })
})
