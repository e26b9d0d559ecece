/** Rights that can be given: a table of what is possible and what is not. */
import { expect, it } from 'vitest'
import type { Grant } from '../../src/enquiry/policy.ts'
import { loadProgramme } from '../../src/programme/load.ts'
import { readLocales } from '../../src/read-locales.ts'
import { makeLibrary } from '../../src/service/libraries.ts'
import { isPossible } from '../../src/service/officers/grants.ts'
import { specimenFiles } from '../rigs/specimen.ts'

const { programme } = loadProgramme(specimenFiles, 'hash')
if (!programme) throw new Error('the specimen is not sound')
const library = makeLibrary(programme, await readLocales())
const libraries = {
  ids: () => [programme.id],
  find: (id?: string) => (id === programme.id ? library : null),
}
const body = programme.recommenders[0]?.id ?? ''
const area = programme.areas[0]?.id ?? ''
const line = programme.contacts.contacts[0]?.id ?? ''

const right = (role: Grant['role'], change: Partial<Grant> = {}): Grant => ({
  role,
  programmeId: programme.id,
  contact: null,
  ...change,
})

it.each([
  ['a recommender of a body', right('recommender', { body }), true],
  ['a recommender of no body', right('recommender'), false],
  ['a recommender of a body there is not', right('recommender', { body: 'nobody' }), false],
  ['a recommender of every programme', right('recommender', { body, programmeId: null }), false],
  ['a recommender of an area', right('recommender', { body, area }), false],
  ['a recommender of a line', right('recommender', { body, contact: line }), false],
  ['the authority', right('authority'), true],
  ['the authority in one area', right('authority', { area }), true],
  ['the authority in an area there is not', right('authority', { area: 'nowhere' }), false],
  ['the authority of every programme', right('authority', { programmeId: null }), false],
  ['the authority of a body', right('authority', { body }), false],
  ['a contact of a line', right('contact', { contact: line }), true],
  ['a contact of a body', right('contact', { body }), false],
  ['a lead of every programme', right('lead', { programmeId: null }), true],
  ['a lead of a line', right('lead', { contact: line }), false],
  ['an administrator of a programme there is not', right('admin', { programmeId: 'none' }), false],
])('%s', (_, grant, is) => {
  expect(isPossible(grant, libraries)).toBe(is)
})
