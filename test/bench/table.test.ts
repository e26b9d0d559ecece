/** The table of a bench run says what was kept and what was missed. */
import { expect, test } from 'vitest'
import { type Figure, isKept, ratioOf, tableOf } from '../../bench/table.ts'

const turn: Figure = {
  what: 'turn',
  value: 600,
  unit: 'turns/s',
  against: { what: 'pgbench', value: 1000 },
  bar: { atLeast: 0.5 },
}
const widget: Figure = { what: 'widget', value: 30, unit: 'kB', bar: { atMost: 25 } }
const plain: Figure = { what: 'start', value: 2345.6, unit: 'ms' }

test('holds a figure against what was measured beside it', () => {
  expect(ratioOf(turn)).toBe(0.6)
  expect(isKept(turn)).toBe(true)
  expect(isKept({ ...turn, value: 499 })).toBe(false)
})

test('holds a figure against its bar where there is nothing beside it', () => {
  expect(ratioOf(widget)).toBe(1.2)
  expect(isKept(widget)).toBe(false)
  expect(isKept({ ...widget, value: 25 })).toBe(true)
})

test('a bar of none at all is kept by none, and there is no share of it', () => {
  const errors: Figure = { what: 'errors', value: 0, unit: '', bar: { atMost: 0 } }
  expect([ratioOf(errors), isKept(errors)]).toEqual([null, true])
  expect(isKept({ ...errors, value: 1 })).toBe(false)
})

test('judges nothing without a bar', () => {
  expect(ratioOf(plain)).toBeNull()
  expect(isKept(plain)).toBeNull()
})

test('prints one aligned line a figure, with unit, ratio and bar', () => {
  expect(tableOf([turn, widget, plain]).split('\n')).toEqual([
    'what    value  unit     against       ratio  bar',
    'turn    600    turns/s  pgbench 1000  0.60   ≥ 0.5 ×  kept',
    'widget  30     kB                     1.20   ≤ 25 kB  MISSED',
    'start   2350   ms',
  ])
})
