import { describe, expect, it } from 'vitest'
import { type Concepts, Lexicon, wordingOf } from '../../src/language/lexicon.ts'
import { readFigure } from '../../src/language/numerals.ts'
import { splitPinyin } from '../../src/language/sounds.ts'
import { Spelling } from '../../src/language/spelling.ts'
import { writtenIn } from '../../src/language/written-in.ts'

const concepts: Concepts = new Map([
  ['project', ['项目', 'project']],
  ['aim', ['目的', 'aim']],
  ['deadline', ['截止', '截止日期', 'closing date']],
  ['day', ['日期', 'date']],
])
const lexicon = new Lexicon(concepts)
const named = (text: string): string[] => [...lexicon.conceptsIn(wordingOf(text))]
const heard = (text: string): string[] => [...lexicon.conceptsHeard(wordingOf(text))]

describe('the lexicon', () => {
  it('lets the longer word count where words overlap', () => {
    expect(named('截止日期')).toEqual(['deadline'])
    expect(named('the closing date')).toEqual(['deadline'])
  })

  it('does not find a word across the border of another one', () => {
    expect(named('这个项目的期限')).toEqual(['project'])
  })

  it('finds words of one language in a text of two', () => {
    expect(named('这个 project 的目的')).toEqual(['aim', 'project'])
  })

  it('hears a word that is written with other characters', () => {
    expect(named('结止日期')).toEqual(['day'])
    expect(heard('结止日期')).toEqual(['deadline'])
  })

  it('reads typed pinyin', () => {
    expect(named('jiezhi riqi')).toEqual(['deadline'])
  })
})

describe('typed pinyin', () => {
  it.each([
    ['fengongsi', ['fen', 'gong', 'si']],
    ['biaozhunhua', ['biao', 'zhun', 'hua']],
    ['deadline', []],
  ])('splits %s', (word, syllables) => {
    expect(splitPinyin(word)).toEqual(syllables)
  })
})

describe('spelling', () => {
  const spelling = new Spelling(new Set(['deadline', 'apply', 'cash', 'foreign']))

  it.each([
    ['dealine', 'deadline'],
    ['aply', 'apply'],
    ['foriegn', 'foreign'],
    ['deadlinee', 'deadline'],
  ])('puts %s right', (typed, meant) => {
    expect(spelling.repair(typed)).toBe(meant)
  })

  it.each(['wash', 'museum', 'deadline'])('leaves %s alone', (word) => {
    expect(spelling.repair(word)).toBe(word)
  })
})

describe('figures', () => {
  it.each([
    ['12', 12],
    ['三', 3],
    ['两', 2],
    ['four', 4],
  ])('reads %s', (text, value) => {
    expect(readFigure(text)).toBe(value)
  })

  it('reads no figure where there is none', () => {
    expect(readFigure('')).toBeNaN()
  })
})

describe('the language a text is written in', () => {
  it.each([
    ['截止到什么时候', 'zh-CN'],
    ['jiezhi shi na tian', 'zh-CN'],
    ['截止日期 deadline', 'zh-CN'],
    ['when is the deadline', 'en'],
    ['64220000', null],
  ])('of “%s” is %s', (text, language) => {
    expect(writtenIn(text, ['zh-CN', 'en'])).toBe(language)
  })
})
