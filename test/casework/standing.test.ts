import { describe, expect, it } from 'vitest'
import { type HandedIn, standingOf, versionIn } from '../../src/casework/standing.ts'

const day = (date: number) => new Date(Date.UTC(2031, 3, date))
const handedIn = (number: string, received: number, recalled?: number): HandedIn => ({
  number,
  receivedAt: day(received),
  recalledAt: recalled === undefined ? null : day(recalled),
})

describe('what a submission counts for', () => {
  it.each([
    ['the only one counts', [handedIn('A', 1)], 'A', { state: 'current' }],
    ['one taken back does not', [handedIn('A', 1, 2)], 'A', { state: 'recalled', at: day(2) }],
    ['the later one counts', [handedIn('A', 1, 2), handedIn('B', 3)], 'B', { state: 'current' }],
    [
      'the earlier one is replaced by it',
      [handedIn('A', 1, 2), handedIn('B', 3)],
      'A',
      { state: 'replaced', by: { ...handedIn('B', 3), version: 2 } },
    ],
    [
      'of two never taken back the last counts',
      [handedIn('A', 1), handedIn('B', 3)],
      'A',
      { state: 'replaced', by: { ...handedIn('B', 3), version: 2 } },
    ],
    [
      'a later one that was taken back as well replaces nothing',
      [handedIn('A', 1, 2), handedIn('B', 3, 4)],
      'A',
      { state: 'recalled', at: day(2) },
    ],
  ])('%s', (_promise, history, number, standing) => expect(standingOf(history, number)).toEqual(standing))

  it('is not told from the history of another application', () => {
    expect(() => versionIn([handedIn('A', 1)], 'B')).toThrow(/its own draft/)
  })
})
