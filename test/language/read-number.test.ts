import { describe, expect, it } from 'vitest'
import { readNumber } from '../../src/language/read-number.ts'
import { libraryOf } from '../rigs/golden.ts'

const library = await libraryOf('specimen')
const phrases = { zh: library.speech('zh-CN').phrases, en: library.speech('en').phrases }
const money = { type: 'decimal', max: 10, decimals: 2, min: 0, unit: 10_000 } as const
const people = { type: 'integer', max: 7, min: 0 } as const

describe('a number in a field that counts in ten thousands', () => {
  it.each([
    ['30', 30],
    ['30万元', 30],
    ['约30.5万', 30.5],
    ['300000元', 30],
    ['300,000 元', 30],
    ['人民币300000元整', 30],
    ['１.５亿', 15_000],
    ['30w', 30],
    ['三十', 30],
    ['三十万', 30],
    ['一百零五万元', 105],
  ])('reads %s', (typed, value) => {
    expect(readNumber(typed, money, phrases.zh)).toMatchObject({ ok: true, value })
  })

  it.each([
    ['300000 yuan', 30],
    ['3 million yuan', 300],
    ['RMB 300,000 yuan', 30],
    ['300000元', 30],
  ])('reads %s in English', (typed, value) => {
    expect(readNumber(typed, money, phrases.en)).toMatchObject({ ok: true, value })
  })

  it('says that it was converted only when another figure stands there now', () => {
    expect(readNumber('300000元', money, phrases.zh)).toHaveProperty('converted', true)
    expect(readNumber('30万元', money, phrases.zh)).not.toHaveProperty('converted')
  })

  it.each([
    ['12345元', 'decimals'],
    ['三十来万吧', 'number'],
    ['一般', 'number'],
    ['-3', 'least'],
    ['没有', 'number'],
  ])('refuses %s', (typed, code) => {
    expect(readNumber(typed, money, phrases.zh)).toMatchObject({ ok: false, error: { code } })
  })
})

describe('a number that counts ones', () => {
  it.each([
    ['120人', 120],
    ['3万', 30_000],
    ['1.2万', 12_000],
    ['十二名', 12],
    ['30 workers', 30],
  ])('reads %s', (typed, value) => {
    expect(readNumber(typed, people, phrases.zh)).toMatchObject({ ok: true, value })
  })

  it('keeps its decimals as they were typed, and a percentage as it is', () => {
    expect(readNumber('2.50', { type: 'decimal' }, phrases.zh)).toEqual({ ok: true, value: 2.5 })
    expect(readNumber('2.500', { type: 'decimal' }, phrases.zh)).toMatchObject({ ok: false })
    expect(readNumber('百分之80', { type: 'percent' }, phrases.zh)).toMatchObject({ ok: true, value: 80 })
  })
})
