import { describe, expect, it } from 'vitest'
import { Hearing, nearAnswers, similar } from '../../src/enquiry/suggest.ts'
import { readQuestions } from '../questions/question-set.ts'
import { libraryOf } from '../rigs/golden.ts'

const speech = (await libraryOf('shanghai-standardization-pilot-2021')).speech('zh-CN')
const asked = (...questions: string[]) => questions.map((question, id) => ({ id, question }))

describe('questions that ask the same', () => {
  const hearing = new Hearing(speech.retrieval)

  it('are found in other words, spelling and script, the most alike first', () => {
    const others = asked(
      '一个单位能报几个项目',
      '食堂在几楼',
      '電子公章行不行？',
      '能用电子公章吗',
      '电子公章行不行',
    )
    const found = similar('电子公章行不行？', others, hearing)
    expect(found.map(({ other }) => other.id)).toEqual([2, 4, 3])
    expect(found.map(({ share }) => share === 1)).toEqual([true, true, false])
  })

  it('are none among questions that have only common words', () => {
    expect(similar('请问可以吗', asked('请问一式几份', '截止日期可以推迟吗'), hearing)).toEqual([])
  })

  it('of two thousand open ones are found within 50 ms once each was heard', { timeout: 60_000 }, () => {
    const texts = ['samples.yaml', 'own', 'second.yaml', 'third.yaml'].flatMap((set) =>
      readQuestions(set).map(({ ask }) => ask),
    )
    const others = Array.from({ length: 2_000 }, (_, id) => ({
      id,
      question: `${texts[id % texts.length]}${id}`,
    }))
    similar('电子公章行不行', others, hearing)
    const times = Array.from({ length: 9 }, () => {
      const begun = performance.now()
      similar('推荐单位的意见栏怎么填', others, hearing)
      return performance.now() - begun
    }).sort((a, b) => a - b)
    console.log(`2,000 open questions: median ${times[4]?.toFixed(1)} ms, slowest ${times[8]?.toFixed(1)} ms`)
    expect(times[0]).toBeLessThan(50)
  })

  it('forgets the oldest rather than growing for ever', () => {
    const small = new Hearing(speech.retrieval, 2)
    for (const text of ['一', '二', '三']) small.hear(text)
    expect(['一', '二', '三'].map((text) => small.has(text))).toEqual([false, true, true])
  })
})

describe('answers near to a question', () => {
  it('say what the programme says and where it says it', () => {
    const [first] = nearAnswers('电子公章行不行', speech, {})
    expect(first).toMatchObject({ id: 'electronic-seal', topic: expect.any(String), clauses: ['七.2'] })
    expect(first?.says).toContain(`通知未说明：${speech.text.answers['electronic-seal']?.silence}`)
  })
  it('are filled with the dates of the call', () => {
    const [first] = nearAnswers('截止日期是哪天', speech, { closes: '2021年4月30日' })
    expect(first?.says).toContain('2021年4月30日')
    expect(first?.says).not.toContain('{')
  })
  it('leave out what is about the assistant or refused, and are none for noise', () => {
    expect(nearAnswers('%%%', speech, {})).toEqual([])
    for (const { id } of nearAnswers('你是机器人吗', speech, {})) {
      const answer = speech.programme.answers.find((one) => one.id === id)
      expect(answer).toMatchObject({ product: false, refuses: false })
    }
  })
})
