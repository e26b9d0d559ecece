/** Which consoles hear that a case has changed. */
import { expect, test } from 'vitest'
import { eventFor } from '../../src/http/desk/event-route.ts'
import type { OfficerRecord } from '../../src/ports/desk.ts'

const officer = (role: string, body: string | null) =>
  ({ id: 'me', active: true, grants: [{ role, programmeId: 'p', contact: null, body }] }) as OfficerRecord
const told = (who: OfficerRecord, state: string) =>
  eventFor(who, { type: 'case', id: 'c', row: { programmeId: 'p', body: 'x', areas: [], state } })

test('whoever sees the case hears its id, and nobody else hears anything', () => {
  expect(told(officer('recommender', 'x'), 'recommending')).toEqual({ case: 'c' })
  expect(told(officer('authority', null), 'recommending')).toEqual({ case: 'c' })
  expect(told(officer('recommender', 'y'), 'recommending')).toBeNull()
  expect(told(officer('lead', null), 'recommending')).toBeNull()
})

test('what was taken back leaves the screens of those who saw it', () => {
  expect(told(officer('recommender', 'x'), 'recalled')).toEqual({ case: 'c' })
  expect(told(officer('recommender', 'y'), 'recalled')).toBeNull()
})
