/** What is found by pieces: exactly what holds the words, whatever the script. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gramsOf, haystackOf, numbersOf, soughtIn } from '../../src/language/grams.ts'

/** As the database does it. */
function isFound(query: string, ...texts: string[]): boolean {
  const haystack = haystackOf(texts)
  const numbers = new Set(numbersOf(gramsOf(haystack)))
  return soughtIn(query).every(
    ({ needle, grams: wanted }) =>
      numbersOf(wanted).every((number) => numbers.has(number)) &&
      (needle === null || haystack.includes(needle)),
  )
}

const TEXTS = [
  'ZX-2021-0007',
  '研发费用占比怎么算？我们做5G網絡，達標率100%',
  'Is an AI audit_report needed by the EU?',
]

describe('finds', () => {
  test.each([
    ['研发', 'a word of two characters'],
    ['研发费用占比', 'a longer one'],
    ['率', 'one character'],
    ['ZX-2021-0007', 'a whole number'],
    ['0007', 'its end'],
    ['zx-2021-00', 'its beginning'],
    ['２０２１', 'full-width digits'],
    ['5g网络', 'mixed scripts'],
    ['網絡 达标', 'either Chinese script, several words in any order'],
    ['AUDIT', 'capitals'],
    ['udi', 'the middle of a word'],
    ['ai', 'a word of two letters'],
    ['100%', 'a sign after a number'],
    ['?', 'a sign alone'],
    ['_', 'an underscore, literally'],
  ])('%s: %s', (query) => expect(isFound(query, ...TEXTS)).toBe(true))
})

describe('does not find', () => {
  test.each([
    ['研费', 'characters that are not neighbours'],
    ['算我', 'characters with a sign between them'],
    ['0008', 'another number'],
    ['研发 材料', 'when one of the words is missing'],
    ['研%用', 'wildcards'],
    ['a%t', 'wildcards'],
    ['aud__report', 'single-character wildcards'],
    ['\\', 'an escape'],
    ['00072', 'what goes on where the text ends'],
    ['0007研发', 'across two texts'],
  ])('%s: %s', (query) => expect(isFound(query, ...TEXTS)).toBe(false))
})

test('a query without words asks for nothing', () => {
  expect(soughtIn('  \n ')).toEqual([])
  expect(gramsOf(haystackOf(['', ' ']))).toEqual([])
})

test('a short word that is a gram needs no second look', () => {
  expect(soughtIn('研发')).toEqual([{ needle: null, grams: ['研发'] }])
  expect(soughtIn('研发费')).toEqual([{ needle: '研发费', grams: ['研发', '发费'] }])
})

test('numbers tell characters and pairs apart, and fit into 32 bits', () => {
  const grams = ['研', '发', '研发', '发研', '%', 'zx', '𠮷', '2021', '007']
  const numbers = numbersOf(grams)
  expect(numbers).toHaveLength(grams.length)
  for (const number of numbers) expect(number).toBe(number | 0)
})

test('every piece of three characters or more that stands in a text is found in it', () => {
  const characters = fc.constantFrom(...'申报材料aB3-%_. 𠮷か')
  const text = fc.string({ unit: characters, minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (whole, from, length) => {
      const all = [...whole]
      const part = all
        .slice(from % all.length)
        .slice(0, 3 + (length % 10))
        .join('')
      const runs = part.trim().split(/\s+/)
      fc.pre(runs.every((run) => [...run].length >= 3))
      expect(isFound(part, whole)).toBe(true)
    }),
  )
})
