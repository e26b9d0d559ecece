/** The ladder by a clock that jumps from instant to instant, and leave and rights that begin and end on the way. */
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../src/enquiry/outcome.ts'
import type { Colleague } from '../../src/enquiry/staff.ts'
import { ACTS, grant, Life, officer, STAFF } from '../rigs/enquiries.ts'
import { at, shown } from '../rigs/office.ts'

/** Lets the clock look whenever it wanted to; what it did and who heard of it. */
function climb(life: Life): string[] {
  const done: string[] = []
  while (life.enquiry.nextAt) {
    life.now = life.enquiry.nextAt
    const { entries } = life.take(life.clock('step'))
    done.push(`${shown(life.now)} ${entries[0]?.kind} → ${life.heard.join(', ')}`)
  }
  return done
}

describe('the ladder', () => {
  it.each([
    [
      'in an ordinary week',
      'Mon 2021-04-12 10:00',
      ['Tue 2021-04-13 14:00', 'Wed 2021-04-14 10:00', 'Thu 2021-04-15 10:00'],
    ],
    [
      'over a make-up Sunday (2021-04-25 is worked)',
      'Fri 2021-04-23 16:00',
      ['Mon 2021-04-26 10:00', 'Mon 2021-04-26 16:00', 'Tue 2021-04-27 16:00'],
    ],
    [
      'over National Day 2021 and its make-up Saturday',
      'Thu 2021-09-30 16:00',
      ['Sat 2021-10-09 10:00', 'Sat 2021-10-09 16:00', 'Mon 2021-10-11 16:00'],
    ],
    [
      'over a make-up Saturday and Spring Festival 2026',
      'Fri 2026-02-13 16:00',
      ['Tue 2026-02-24 10:00', 'Tue 2026-02-24 16:00', 'Wed 2026-02-25 16:00'],
    ],
    [
      'asked at night before a make-up Sunday',
      'Sat 2021-02-06 23:00',
      ['Mon 2021-02-08 11:00', 'Mon 2021-02-08 17:00', 'Tue 2021-02-09 17:00'],
    ],
  ])('%s', (_promise, asked, [remind, deputy, escalate]) => {
    const life = new Life(at(asked))
    expect(climb(life)).toEqual([
      `${remind} reminded → line: remind`,
      `${deputy} deputised → line: deputy, holder: deputy`,
      `${escalate} escalated → lead: escalated`,
    ])
    expect(life.last.asker).toEqual({ type: 'late', number: 'ZX-2021-0001' })
    expect(life.enquiry).toMatchObject({ steps: 3, nextAt: null, holderId: 'line', deputyId: 'holder' })
  })

  it('takes every step once and in order when the clock stood still over all of them', () => {
    const life = new Life(at('Mon 2021-04-12 10:00'))
    life.now = at('Mon 2021-05-10 10:00')
    const kinds = []
    for (let decision = life.clock('step'); !isRefusal(decision); decision = life.clock('step'))
      kinds.push(life.take(decision).entries[0]?.kind)
    expect(kinds).toEqual(['reminded', 'deputised', 'escalated'])
  })

  it('takes no step before its time, nor after the answer', () => {
    const life = new Life(at('Mon 2021-04-12 10:00'))
    life.now = at('Tue 2021-04-13 13:59')
    expect(life.clock('step')).toEqual({ refused: 'nothing-owed' })
    life.officer('line', ACTS.answer)
    life.now = at('Tue 2021-04-20 10:00')
    expect(life.clock('step')).toEqual({ refused: 'nothing-owed' })
  })

  it('begins anew with a new promise', () => {
    const life = new Life(at('Mon 2021-04-12 10:00'))
    climb(life)
    life.officer('line', ACTS.answer)
    life.now = at('Mon 2021-04-19 10:00')
    life.followUp('还有问题')
    expect(climb(life).map((line) => line.slice(0, 20))).toEqual([
      'Tue 2021-04-20 14:00',
      'Wed 2021-04-21 10:00',
      'Thu 2021-04-22 10:00',
    ])
  })

  it('goes to the leads from the first step when nobody holds it', () => {
    const lead = officer('lead', { grants: [grant('lead')] })
    const life = new Life(at('Mon 2021-04-12 10:00'), [lead])
    expect(climb(life).map((line) => line.slice(21))).toEqual([
      'reminded → lead: remind',
      'deputised → lead: deputy',
      'escalated → lead: escalated',
    ])
  })

  it('prefers the deputy that the holder named', () => {
    const named = { from: at('2021-06-01 00:00'), until: at('2021-06-05 00:00'), deputyId: 'colleague' }
    const life = new Life(at('Mon 2021-04-12 10:00'), withLeave('line', named))
    climb(life)
    expect(life.enquiry.deputyId).toBe('colleague')
  })
})

const withLeave = (id: string, leave: Colleague['leave']): Colleague[] =>
  STAFF.map((one) => (one.id === id ? { ...one, leave } : one))

describe('leave', () => {
  const leave = (deputyId: string | null) => ({
    from: at('2021-04-13 00:00'),
    until: at('2021-04-14 00:00'),
    deputyId,
  })
  const asked = (staff: Colleague[]) => {
    const life = new Life(at('Mon 2021-04-12 10:00'))
    life.staff = staff
    return life
  }

  it('that begins tells the deputy, who then is reminded instead', () => {
    const life = asked(withLeave('line', leave('deputy')))
    expect(life.clock('look')).toEqual({ refused: 'nothing-owed' })
    life.now = at('Tue 2021-04-13 09:00')
    life.take(life.clock('look'))
    expect(life.enquiry).toMatchObject({ holderId: 'line', deputyId: 'deputy' })
    expect(life.heard).toEqual(['deputy: deputy'])
    expect(life.clock('look')).toEqual({ refused: 'nothing-owed' })
    life.now = at('Tue 2021-04-13 14:00')
    life.take(life.clock('step'))
    expect(life.heard).toEqual(['deputy: remind'])
    expect(isRefusal(life.try(life.by('deputy', ACTS.answer)))).toBe(false)
  })

  it('that ends takes the deputy out again, unless the promise has run out', () => {
    const life = asked(withLeave('line', leave('deputy')))
    life.now = at('Tue 2021-04-13 09:00')
    life.take(life.clock('look'))
    life.now = at('Wed 2021-04-14 09:00')
    life.take(life.clock('look'))
    expect(life.enquiry.deputyId).toBeNull()
    expect(life.heard).toEqual(['deputy: moved-away'])
    climb(life)
    expect(life.enquiry.deputyId).toBe('deputy')
    expect(life.clock('look')).toEqual({ refused: 'nothing-owed' })
  })

  it('without a deputy gives it on to a colleague of the line, with the reason', () => {
    const life = asked(withLeave('line', leave(null)))
    life.now = at('Tue 2021-04-13 09:00')
    life.take(life.clock('look'))
    expect(life.enquiry.holderId).toBe('holder')
    expect(life.heard).toEqual(['holder: assigned', 'line: moved-away'])
    expect(life.last.entries[0]).toMatchObject({ kind: 'moved', by: 'clock', text: 'leave' })
  })
})

describe('rights withdrawn', () => {
  const without = (...ids: string[]) =>
    STAFF.map((one) => (ids.includes(one.id) ? { ...one, active: false } : one))

  it('give it on to a colleague, and the promise goes on', () => {
    const life = new Life(at('Mon 2021-04-12 10:00'))
    const { dueAt, nextAt } = life.enquiry
    life.staff = without('line')
    life.take(life.clock('look'))
    expect(life.enquiry).toMatchObject({ holderId: 'holder', dueAt, nextAt })
    expect(life.last.entries[0]).toMatchObject({ kind: 'moved', by: 'clock', text: 'rights-withdrawn' })
    expect(life.last.asker).toBeNull()
  })

  it('of the whole line leave it to the leads', () => {
    const life = new Life(at('Mon 2021-04-12 10:00'))
    life.staff = without('line', 'holder', 'colleague')
    life.take(life.clock('look'))
    expect(life.enquiry.holderId).toBeNull()
    expect(life.heard).toEqual(['lead: new', 'line: moved-away'])
  })

  it('of a role that answers count as well: a viewer holds nothing', () => {
    const life = new Life(at('Mon 2021-04-12 10:00'))
    life.staff = STAFF.map((one) => (one.id === 'line' ? { ...one, grants: [grant('viewer')] } : one))
    life.take(life.clock('look'))
    expect(life.enquiry.holderId).toBe('holder')
  })

  it('of a deputy end the standing in', () => {
    const life = new Life(at('Mon 2021-04-12 10:00'))
    life.enquiry = { ...life.enquiry, deputyId: 'deputy', steps: 2 }
    life.staff = without('deputy')
    life.take(life.clock('look'))
    expect(life.enquiry).toMatchObject({ holderId: 'line', deputyId: null })
  })
})
