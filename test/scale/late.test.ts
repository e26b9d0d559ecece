/** What a person of a messenger may see of replies whose fate nobody knows. */
import { expect, test } from 'vitest'
import { misdelivered } from '../rigs/channel-storm.ts'

const row = (text: string, status = 'sent') => ({ status, reply: { text } })
const rows = [row('one'), row('two', 'unknown'), row('three')]

test.each([
  ['in its place', ['one', 'two', 'three'], null],
  ['never', ['one', 'three'], null],
  ['after later ones', ['one', 'three', 'two'], 'late'],
])('a reply left unknown may be seen %s', (_, seen, found) => {
  expect(misdelivered(rows, seen)).toEqual(found)
})

test.each([
  ['twice', ['one', 'two', 'three', 'two'], 'doubled'],
  ['before another that was sent first', ['three', 'one'], 'reordered'],
])('none may be seen %s', (_, seen, kind) => {
  expect(misdelivered(rows, seen)).toMatchObject({ kind })
})
