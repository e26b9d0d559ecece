import { describe, expect, it } from 'vitest'
import { askOnce } from '../../src/service/public-api.ts'
import { makeEvaluator } from './evaluate.ts'

const { world } = await makeEvaluator('shanghai-standardization-pilot-2021')

describe('a question for yes or no', () => {
  it.each([
    ['zh', '必须在上海注册吗', '是的。'],
    ['zh', '公司注册在昆山能报吗', '不能。'],
    ['zh', '只交纸质的可以吗', '不能只办一样。'],
    ['zh', '填到一半会丢失吗', '不会丢失。'],
    ['zh', '填到一半可以保存吗', '可以。'],
    ['zh', '你是真人吗', '不是真人。'],
    ['zh', '可以不报吗', '申报是自愿的。'],
    ['zh', '能直接推国家级吗', '不能直接推。'],
    ['zh', '市级做好了能推荐国家级吗', '有可能。'],
    ['en', 'are you a human', 'No.'],
    ['en', 'is my entry lost when I leave', 'No, nothing is lost.'],
    ['en', 'is it only for state-owned firms', 'There is no such limit.'],
  ] as const)('in %s, “%s”, is answered with it first: %s', (language, question, first) => {
    expect(askOnce(world(language), question).answer.startsWith(first)).toBe(true)
  })

  it.each([
    ['zh', '分公司能申报吗', '通知未说明：'],
    ['zh', '可以用电子章吗', '通知未说明：'],
    ['en', 'can we file jointly with another company', 'The notice does not say: '],
  ] as const)('in %s, “%s”, is told first that the notice is silent', (language, question, first) => {
    expect(askOnce(world(language), question).answer.startsWith(first)).toBe(true)
  })
})
