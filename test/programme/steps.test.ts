import { describe, expect, it } from 'vitest'
import { loadProgramme } from '../../src/programme/load.ts'
import type { Programme } from '../../src/programme/schema.ts'
import { isOnPaper, isShown, obstacles } from '../../src/programme/steps.ts'
import type { Entries } from '../../src/programme/values.ts'
import { changed, specimenFiles } from '../rigs/specimen.ts'

const factsOf = (files: Record<string, string>, entries: Entries = {}) => ({
  programme: loadProgramme(files, 'hash').programme as Programme,
  entries,
  today: '2031-04-01',
})

describe('a constant', () => {
  it('is printed although nobody is asked for it', () => {
    const facts = factsOf(specimenFiles)
    expect([isOnPaper(facts, 'programme_year'), isShown(facts, 'programme_year')]).toEqual([true, false])
  })

  it('is printed only where its condition holds', () => {
    const files = changed({
      file: 'form.yaml',
      from: 'value: "2031", ',
      to: 'value: "2031", when: { field: topics, under: [garden-making] }, ',
    })
    expect(isOnPaper(factsOf(files), 'programme_year')).toBe(false)
    expect(isOnPaper(factsOf(files, { topics: { value: ['new-garden'] } }), 'programme_year')).toBe(true)
  })
})

describe('a required choice that offers “not sure”', () => {
  it('is answered by it, and does not stand in the way of submission', () => {
    const files = changed({
      file: 'form.yaml',
      from: 'options: [north-bank, south-bank]',
      to: 'options: [north-bank, south-bank, not-sure]',
    })
    const missing = (entries: Entries) => obstacles(factsOf(files, entries)).map(({ field }) => field)
    expect(missing({})).toContain('street')
    expect(missing({ street: { value: 'not-sure' } })).not.toContain('street')
  })
})
