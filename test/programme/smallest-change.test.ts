/** What would make an applicant eligible: the fewest different answers, found by trying, never guessed. */
import { describe, expect, it } from 'vitest'
import { assess } from '../../src/programme/eligibility.ts'
import { loadProgramme } from '../../src/programme/load.ts'
import type { Programme } from '../../src/programme/schema.ts'
import { smallestChanges } from '../../src/programme/smallest-change.ts'
import type { Value } from '../../src/programme/values.ts'
import { specimenFiles } from '../rigs/specimen.ts'

const programme = loadProgramme(specimenFiles, 'hash').programme as Programme
const good: Record<string, Value> = {
  uscc: '51990100MJ7700001J',
  registered_here: 'yes',
  topics: ['renewed-garden'],
  staff_full: 1,
  staff_part: 0,
  site_consent: true,
}
const factsWith = (changes: Record<string, Value>) => ({
  programme,
  today: '2031-04-01',
  entries: Object.fromEntries(Object.entries({ ...good, ...changes }).map(([id, value]) => [id, { value }])),
})

describe('the smallest change', () => {
  it('is none for who is eligible already', () => {
    expect(assess(factsWith({})).verdict).toBe('eligible')
    expect(smallestChanges(factsWith({}))).toEqual([])
  })

  it('is one answer where one is enough', () => {
    expect(smallestChanges(factsWith({ site_consent: false }))).toEqual([
      [{ field: 'site_consent', value: true }],
    ])
  })

  it('is two answers where one is not enough, never “not sure”', () => {
    expect(smallestChanges(factsWith({ site_consent: false, registered_here: 'no' }))).toEqual([
      [
        { field: 'registered_here', value: 'yes' },
        { field: 'site_consent', value: true },
      ],
    ])
  })

  it('offers every way of the same size', () => {
    const ways = smallestChanges(factsWith({ topics: ['nature-lessons'], lead_body: 'other' }))
    expect(ways).toEqual([
      [{ field: 'lead_body', value: 'social-organisation' }],
      [{ field: 'lead_body', value: 'school' }],
    ])
  })

  it('is not claimed where no answer with options could settle it', () => {
    expect(smallestChanges(factsWith({ staff_full: 0 }))).toEqual([])
  })
})
