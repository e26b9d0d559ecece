import { describe, expect, it } from 'vitest'
import { findDate } from '../../src/language/dates.ts'
import { lengthOf, normalise } from '../../src/language/normalise.ts'
import { readPhone } from '../../src/language/phone.ts'
import { splitPinyin } from '../../src/language/sounds.ts'

describe('telephone numbers', () => {
  it.each([
    ['021-64220000转2527分机', '021-64220000', '2527'],
    ['64220000-2527', '64220000', '2527'],
    ['64220000 ext. 2527', '64220000', '2527'],
    ['１３８００００１１１１', '13800001111', null],
    ['+86 138 0000 1111', '13800001111', null],
    ['400-820-1234', '400-820-1234', null],
  ])('reads %s', (raw, number, extension) => {
    expect(readPhone(raw)).toEqual({ number, extension })
  })

  it.each(['12345', '1380000111', 'abc', ''])('refuses "%s"', (raw) => {
    expect(readPhone(raw)).toBeNull()
  })
})

describe('dates', () => {
  it.each([
    ['2021年5月1日', '2021-05-01'],
    ['2021-5-1', '2021-05-01'],
    ['20210501', '2021-05-01'],
    ['5月1日', '2021-05-01'],
    ['1 may 2022', '2022-05-01'],
    ['may 30', '2021-05-30'],
  ])('reads %s', (text, date) => {
    expect(findDate(text, 2021)).toBe(date)
  })

  it('finds no date where the day does not exist', () => {
    expect(findDate('2021-02-30', 2021)).toBeNull()
  })
})

describe('one spelling', () => {
  it('writes traditional characters as simplified ones and folds width and case', () => {
    expect(normalise('標準化試點　ＡＢＣ')).toBe('标准化试点 abc')
  })

  it('counts characters outside the basic plane as one', () => {
    expect(lengthOf('𠮷野')).toBe(2)
  })

  it('splits typed pinyin', () => {
    expect(splitPinyin('biaozhunhua')).toEqual(['biao', 'zhun', 'hua'])
    expect(splitPinyin('shenbao')).toEqual(['shen', 'bao'])
  })
})
