import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorking, isWorkingDay, type Office, workingBetween } from '../../src/enquiry/calendar.ts'
import { at, desk, shown } from '../rigs/office.ts'

describe('a day', () => {
  it.each([
    ['2021-04-12', true, true, 'a Monday'],
    ['2021-04-17', false, true, 'a Saturday'],
    ['2021-04-25', true, true, 'a Sunday worked in exchange'],
    ['2021-05-03', false, true, 'a Monday within a holiday'],
    ['2021-05-02', false, true, 'a Sunday within a holiday'],
    ['2026-10-10', true, true, 'a Saturday worked in exchange'],
    ['2028-02-29', true, false, 'a Tuesday of a year without calendar'],
    ['2030-10-01', true, false, 'a holiday nobody has written down yet'],
  ])('%s: worked %s, certain %s (%s)', (day, working, certain) => {
    expect(isWorkingDay(desk, day)).toEqual({ working, certain })
  })
})

describe('the working time between two instants', () => {
  it.each([
    ['Mon 2021-04-12 09:00', 'Mon 2021-04-12 17:00', 360, 'a day'],
    ['Mon 2021-04-12 11:00', 'Mon 2021-04-12 14:00', 60, 'lunch left out'],
    ['Mon 2021-04-12 17:00', 'Tue 2021-04-13 09:00', 0, 'a night'],
    ['Fri 2021-04-30 16:30', 'Thu 2021-05-06 09:10', 40, 'a holiday'],
    ['Thu 2021-05-06 09:10', 'Fri 2021-04-30 16:30', -40, 'the other way round'],
    ['Fri 2021-01-01 00:00', 'Fri 2021-12-31 23:59', 250 * 360, 'the 250 working days of 2021'],
    ['Thu 2026-01-01 00:00', 'Thu 2026-12-31 23:59', 248 * 360, 'the 248 working days of 2026'],
  ])('from %s to %s is %i minutes (%s)', (from, to, minutes) => {
    expect(workingBetween(desk, at(from), at(to))).toEqual({ minutes, certain: true })
  })

  it('counts seconds as parts of a minute', () => {
    const from = new Date('2021-04-12T10:00:15+08:00')
    expect(workingBetween(desk, from, at('2021-04-12 10:01')).minutes).toBe(0.75)
  })

  it('is not certain across a year without calendar', () => {
    expect(workingBetween(desk, at('2022-12-30 10:00'), at('2026-01-05 10:00')).certain).toBe(false)
  })
})

describe('adding working time', () => {
  it.each([
    ['Mon 2021-04-12 10:00', -60, 'Mon 2021-04-12 09:00', 'the first minute, not the last one of Friday'],
    ['Mon 2021-04-12 10:00', -61, 'Fri 2021-04-09 16:59', 'over the weekend'],
    ['Sun 2021-04-11 10:00', -30, 'Fri 2021-04-09 16:30', 'from a Sunday'],
  ])('to %s, %i minutes, gives %s (%s)', (from, minutes, back) => {
    expect(shown(addWorking(desk, at(from), minutes).at)).toBe(back)
  })

  it('of nothing changes nothing, even outside of hours', () => {
    const sunday = at('Sun 2021-04-11 10:00')
    expect(addWorking(desk, sunday, 0).at).toEqual(sunday)
  })

  it('keeps the seconds of the question', () => {
    const asked = new Date('2021-04-12T10:00:15+08:00')
    expect(addWorking(desk, asked, 720).at).toEqual(new Date('2021-04-14T10:00:15+08:00'))
  })

  it('takes parts of a minute, to the millisecond', () => {
    const from = at('2021-04-12 10:00')
    expect(addWorking(desk, from, 1 / 7).at).toEqual(new Date('2021-04-12T10:00:08.571+08:00'))
  })

  it('comes out where counting minute by minute does', () => {
    const start = at('2021-01-01 00:00').getTime()
    const instants = fc
      .integer({ min: 0, max: 330 * 24 * 60 })
      .map((minute) => new Date(start + minute * MINUTE))
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 3000 }), (from, minutes) => {
        expect(shown(addWorking(desk, from, minutes).at)).toBe(shown(countedOut(from, minutes)))
      }),
      { numRuns: 60 },
    )
  })

  it('is undone by measuring, in any zone, over years and backwards', () => {
    const instants = fc.date({
      min: new Date('2019-01-01'),
      max: new Date('2032-01-01'),
      noInvalidDate: true,
    })
    const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu')
    fc.assert(
      fc.property(
        zones,
        instants,
        fc.integer({ min: -400_000, max: 4_000_000 }),
        (timezone, from, minutes) => {
          const office = { ...desk, timezone }
          expect(workingBetween(office, from, addWorking(office, from, minutes).at).minutes).toBeCloseTo(
            minutes,
            6,
          )
        },
      ),
    )
  })
})

describe('a zone that changes its clocks', () => {
  const office = (timezone: string): Office => ({ ...desk, timezone, calendar: new Map() })

  it.each([
    [
      'Europe/Berlin',
      '2021-03-26T16:00:00+01:00',
      '2021-03-29T16:00:00+02:00',
      'clocks go forward on a Sunday',
    ],
    ['Europe/Berlin', '2021-10-29T16:00:00+02:00', '2021-11-01T16:00:00+01:00', 'clocks go back on a Sunday'],
    [
      'Asia/Amman',
      '2021-03-25T16:00:00+02:00',
      '2021-03-26T16:00:00+03:00',
      'a working day without midnight',
    ],
    ['Asia/Amman', '2021-10-28T16:00:00+03:00', '2021-10-29T16:00:00+02:00', 'a working day with 25 hours'],
  ])('%s: a working day after %s is %s (%s)', (timezone, from, to) => {
    expect(addWorking(office(timezone), new Date(from), 360).at).toEqual(new Date(to))
    expect(addWorking(office(timezone), new Date(to), -360).at).toEqual(new Date(from))
    expect(workingBetween(office(timezone), new Date(from), new Date(to)).minutes).toBe(360)
  })

  it('counts a desk that never closes by the clock on the wall', () => {
    const always = { ...office('Europe/Berlin'), enquiries: { officeHours: ['00:00-24:00'] } }
    const friday = new Date('2021-03-26T16:00:00+01:00')
    expect(addWorking(always, friday, 24 * 60).at).toEqual(new Date('2021-03-29T16:00:00+02:00'))
    expect(addWorking(always, friday, 8 * 60).at).toEqual(new Date('2021-03-27T00:00:00+01:00'))
  })
})

const MINUTE = 60_000

/** The plain way, for Shanghai in 2021: walk on, minute by minute, and count those that are worked. */
function countedOut(from: Date, minutes: number): Date {
  let now = from.getTime()
  for (let left = minutes; left > 0; now += MINUTE) if (isOpen(new Date(now + 8 * 60 * MINUTE))) left--
  return new Date(now)
}

/** @param local its UTC fields are those of Shanghai */
function isOpen(local: Date): boolean {
  const day = local.toISOString().slice(0, 10)
  const holidays = desk.calendar.get(2021)?.holidays ?? []
  const weekend = [0, 6].includes(local.getUTCDay())
  const works = holidays.some(({ work }) => work.includes(day))
  const free = weekend || holidays.some(({ from, to }) => from <= day && day <= to)
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes()
  const inHours = (minute >= 540 && minute < 690) || (minute >= 810 && minute < 1020)
  return inHours && (works || !free)
}
