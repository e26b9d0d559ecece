import { describe, expect, it } from 'vitest'
import { makeEvaluator } from './evaluate.ts'
import { inventedIn } from './invented.ts'
import type { Response } from './judge.ts'

const { files } = await makeEvaluator('shanghai-standardization-pilot-2021')

const saying = (answer: string, more: Partial<Response> = {}): Response => ({
  answer,
  answers: [],
  citations: [],
  parts: [],
  confidence: 1,
  outcome: 'answered',
  ...more,
})

describe('the search for invented facts', () => {
  it.each([
    ['a date', '申报截止日期为2021年5月15日。'],
    ['a date without a year', '5月15日以前都可以。'],
    ['an English date', 'The deadline is 15 May 2021.'],
    ['an American date', 'The deadline is May 15, 2021.'],
    ['an amount', '每个项目补助20万元。'],
    ['an amount in Chinese numerals', '每个项目补助二十万元。'],
    ['an English amount', 'You get 200000 yuan.'],
    ['a share', '实施率应达到90%。'],
    ['a period', '10个工作日内出结果。'],
    ['a period in Chinese numerals', '项目期限为三年。'],
    ['an English period', 'The pilot lasts three years.'],
    ['a number of copies', '材料要五份。'],
    ['a telephone number', '请打 021-52345678。'],
    ['an extension', '请打64220000转2528分机。'],
    ['a mobile number', '他的手机是13800001111。'],
    ['a clause', '见第三条第9项。'],
    ['a clause by its id', '通知原文 八.2：不得申报。'],
    ['a person with a title', '请找王老师。'],
    ['an English person', 'Ask Mr Wang.'],
    ['a person of a contact line', '公共服务：张 三，电话 64220000转2525分机'],
    ['a site', '请登录 biaozhun.sh.cn。'],
    ['an address of mail', '请写信到 info@scjgj.sh.gov.cn。'],
  ])('finds %s', (_, answer) => {
    expect(inventedIn(saying(answer), '怎么报', files)).not.toEqual([])
  })

  it('finds a quotation that is not in its clause', () => {
    const citations = [{ clause: '七.4', quote: '申报截止日期：2021年5月30日。' }]
    expect(inventedIn(saying('', { citations }), '', files)).toEqual([
      'quotation of 七.4: 申报截止日期：2021年5月30日。',
    ])
  })

  it.each([
    ['the deadline', '申报截止日期为2021年4月30日。'],
    ['the deadline in English', 'The deadline is 30 April 2021.'],
    ['the copies', 'Print the form in three copies.'],
    ['the term and its extension', '项目期限为2年，可以延长半年。'],
    ['a clause', '见第三条第4项和第5项。'],
    ['a printed contact', '社会管理：刘文涛，电话 64220000转2527分机'],
    ['the site', 'scjgj.sh.gov.cn'],
  ])('lets %s of the notice pass', (_, answer) => {
    expect(inventedIn(saying(answer), '', files)).toEqual([])
  })

  it('lets a false figure of the question be named to correct it', () => {
    expect(inventedIn(saying('不是2021年5月30日，是2021年4月30日。'), '是不是5月30日截止', files)).toEqual([])
  })
})
