/** Whom each kind of application is sent to, by the table of the 2021 notice (七.5) and the two types that differ. */
import { describe, expect, it } from 'vitest'
import { type Route, route, toldBy } from '../../src/enquiry/route.ts'
import type { Entries } from '../../src/programme/values.ts'
import { metrology, pilot, programmeOf } from '../rigs/office.ts'

const specimen = await programmeOf('specimen')

/** The topics chosen and the pilot type, as a draft has them. */
const draft = (topics: string[], type?: string): Entries => ({
  ...(topics.length > 0 ? { topics: { value: topics } } : {}),
  ...(type ? { pilot_type: { value: type } } : {}),
})

const to = (contact: string, area: string, unpublished: string | null = null): Route => ({
  ...{ type: 'contact', contact, area, unpublished },
})
const ask = (...areas: string[]): Route => ({ type: 'ask-area', areas })

const COMPREHENSIVE = 'social-and-public'
const CULTIVATION = 'association-standard'
const ALL = pilot.areas.map(({ id }) => id)

describe('an enquiry about an application goes by its topics', () => {
  it.each([
    ['public-safety', 'social-management', 'social-management'],
    ['government-services', 'public-services', 'public-services'],
    ['electronic-information', 'high-tech', 'high-tech'],
    ['consumer-services', 'services-and-agriculture', 'services'],
    ['energy-saving', 'energy-and-environment', 'energy-and-environment'],
    ['rural-areas', 'services-and-agriculture', 'agriculture-and-rural'],
    ['standards-setting', 'international', 'international'],
  ])('%s to the line %s, as area %s', (topic, contact, area) => {
    expect(route({ programme: pilot, entries: draft([topic]) })).toEqual(to(contact, area))
    expect(route({ programme: pilot, entries: draft([topic], 'general') })).toEqual(to(contact, area))
  })

  it('and every topic of the notice has its line', () => {
    const topics = pilot.areas.flatMap((area) => area.topics.map((topic) => [topic.id, area] as const))
    for (const [topic, { id, contact }] of topics)
      expect(route({ programme: pilot, entries: draft([topic]) })).toEqual(to(contact, id))
    expect(topics).toHaveLength(16)
  })
})

describe('an enquiry whose area is not clear', () => {
  it.each<[string, Entries, Route]>([
    ['asks among all areas while nothing is chosen', draft([]), ask(...ALL)],
    ['asks among all while a topic is wrong or open', { topics: { raw: '某某' } }, ask(...ALL)],
    [
      'asks among the two areas of two topics, in the order of the notice',
      draft(['energy-saving', 'major-equipment']),
      ask('high-tech', 'energy-and-environment'),
    ],
    [
      'asks nothing where two areas have one line',
      draft(['rural-areas', 'consumer-services']),
      to('services-and-agriculture', 'services'),
    ],
    [
      'asks nothing about two topics of one area',
      draft(['energy-saving', 'environmental-protection']),
      to('energy-and-environment', 'energy-and-environment'),
    ],
    [
      'asks a comprehensive pilot (三.4) only for its two areas',
      draft([], COMPREHENSIVE),
      ask('social-management', 'public-services'),
    ],
    [
      'does not ask a comprehensive pilot whose topic decides',
      draft(['basic-public-services'], COMPREHENSIVE),
      to('public-services', 'public-services'),
    ],
    [
      'takes of the topics of a comprehensive pilot those of its areas',
      draft(['public-safety', 'energy-saving'], COMPREHENSIVE),
      to('social-management', 'social-management'),
    ],
    [
      'asks a comprehensive pilot of another area which of them is meant',
      draft(['major-equipment'], COMPREHENSIVE),
      ask('social-management', 'public-services', 'high-tech'),
    ],
    ['asks a cultivation pilot (三.5) for the area of its project', draft([], CULTIVATION), ask(...ALL)],
  ])('%s', (_, entries, expected) => {
    expect(route({ programme: pilot, entries })).toEqual(expected)
  })
})

describe('the type that the notice gives no line', () => {
  it('goes to the contact of its area and says that none is published', () => {
    const entries = draft(['intelligent-manufacturing'], CULTIVATION)
    expect(route({ programme: pilot, entries })).toEqual(to('high-tech', 'high-tech', '三.5'))
  })

  it('still says so once the area was asked for', () => {
    expect(route({ programme: pilot, entries: draft([], CULTIVATION), area: 'international' })).toEqual(
      to('international', 'international', '三.5'),
    )
  })
})

describe('what the asker names', () => {
  it.each(pilot.areas.map(({ id, contact }) => [id, contact]))('%s goes to %s', (area, contact) => {
    expect(route({ programme: pilot, entries: {}, area })).toEqual(to(contact, area))
  })

  it('counts more than topics that leave it open', () => {
    const entries = draft(['energy-saving', 'major-equipment'])
    expect(route({ programme: pilot, entries, area: 'high-tech' })).toEqual(to('high-tech', 'high-tech'))
  })

  it('is that of the application for a later form, which does not ask for it again', () => {
    const known = ['public-services']
    expect(route({ programme: pilot, entries: {}, known })).toEqual(to('public-services', 'public-services'))
    expect(route({ programme: pilot, ...toldBy({ entries: {}, case: { areas: known } }) })).toMatchObject({
      area: 'public-services',
    })
    const entries = draft(['energy-saving'])
    expect(route({ programme: pilot, entries, known })).not.toMatchObject({ area: 'public-services' })
    expect(toldBy({ entries: {} })).toEqual({ entries: {}, known: [] })
  })

  it('must be an area of the programme', () => {
    expect(() => route({ programme: pilot, entries: {}, area: 'moon' })).toThrow('has no area "moon"')
  })
})

describe('the general line', () => {
  it.each([
    ['nothing is chosen', draft([])],
    ['two areas are', draft(['energy-saving', 'major-equipment'])],
    ['a comprehensive pilot has no topic', draft([], COMPREHENSIVE)],
  ])('takes it when %s and the area stays unclear', (_, entries) => {
    expect(route({ programme: pilot, entries, general: true })).toEqual({
      type: 'general',
      contact: 'switchboard',
    })
  })

  it('is not for an enquiry whose area is clear', () => {
    expect(route({ programme: pilot, entries: draft(['energy-saving']), general: true })).toMatchObject({
      type: 'contact',
    })
  })

  it('takes everything of a programme without areas, and nobody is asked', () => {
    expect(route({ programme: metrology, entries: {} })).toEqual({
      type: 'general',
      contact: 'metrology-division',
    })
  })

  it('is nobody where the folder has none', () => {
    const contacts = { ...metrology.contacts, contacts: [] }
    expect(route({ programme: { ...metrology, contacts }, entries: {} })).toEqual({
      type: 'general',
      contact: null,
    })
  })
})

describe('a type with a line of its own', () => {
  const lessons = { ways: { value: ['planting', 'lessons'] } }

  it('goes there while the area is unclear', () => {
    expect(route({ programme: specimen, entries: lessons })).toEqual({
      ...{ type: 'contact', contact: 'education', area: null, unpublished: null },
    })
  })

  it('goes there whatever the area, which is kept', () => {
    const entries = { ...lessons, topics: { value: ['new-garden'] } }
    expect(route({ programme: specimen, entries })).toEqual(to('education', 'garden-making'))
  })
})
