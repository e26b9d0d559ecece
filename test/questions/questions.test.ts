import { describe, expect, it } from 'vitest'
import type { Programme } from '../../src/programme/schema.ts'
import { makeEvaluator, type Result, tally, withoutTwins } from './evaluate.ts'
import { inventedIn } from './invented.ts'
import { folderOf, otherCalls, type Question, readQuestions } from './question-set.ts'
import { areTwins } from './twins.ts'

/** Shares reached, in percent: raise them when they rise, never lower them. */
const FLOORS = {
  'samples.yaml': { all: 96, kind: 90 },
  own: { all: 98, kind: 88 },
  'held-out.yaml': { all: 97, kind: 77 },
  'second.yaml': { all: 97, kind: 90 },
  'third.yaml': { all: 97, kind: 85 },
  'fourth.yaml': { all: 72, kind: 33 },
  'fifth.yaml': { all: 73, kind: 50 },
  'unseen.yaml': { all: 95, kind: 0 },
  'other-calls/jiangmen-pilots-2024.yaml': { all: 80, kind: 63 },
} as const satisfies Record<string, { all: number; kind: number }>

const evaluator = await makeEvaluator(folderOf('samples.yaml'))
const evaluators = new Map([[folderOf('samples.yaml'), evaluator]])
for (const folder of otherCalls().map(folderOf)) evaluators.set(folder, await makeEvaluator(folder))

/** Answers and topics that a folder has. */
const idsOf = ({ answers, areas }: Programme): Set<string> =>
  new Set([...answers.map(({ id }) => id), ...areas.flatMap((area) => area.topics.map(({ id }) => id))])

describe.each(Object.entries(FLOORS))('the questions of %s', (set, floor) => {
  const own = evaluators.get(folderOf(set)) ?? evaluator
  const ids = idsOf(own.programme)
  const questions = readQuestions(set)
  const results = own.evaluate(questions)

  it('expect answers and topics that the folder has', () => {
    expect(questions.flatMap(expected).filter((id) => !ids.has(id))).toEqual([])
  })

  it('are answered rightly at least as often as before', () => {
    expect(share(results, 'all')).toBeGreaterThanOrEqual(floor.all)
  })

  it('are answered rightly at least as often as before in every kind', () => {
    const kinds = [...new Set(questions.map(({ kind }) => kind))]
    const below = kinds.filter((kind) => share(results, kind) < floor.kind)
    expect(below).toEqual([])
  })

  it('get no reply with a fact that the folder does not have', () => {
    const invented = results.flatMap(({ question, response }) =>
      inventedIn(response, question.ask, own.files).map((fact) => `${question.ask}: ${fact}`),
    )
    expect(invented).toEqual([])
  })
})

const expected = ({ answers, also, topics }: Question): string[] =>
  [...answers, ...also, ...topics].flatMap((entry) => entry.split('|'))

function share(results: Result[], kind: string): number {
  const { right = 0, of = 1 } = tally(results, (question) => question.kind).get(kind) ?? {}
  return (100 * right) / of
}

it('measures a set for each other call', () => {
  expect(Object.keys(FLOORS)).toEqual(expect.arrayContaining(otherCalls()))
})

describe('a question that is measured', () => {
  it.each([
    ['the same in full width and with punctuation', '截止　日期，是哪天？', '截止日期是哪天'],
    ['the same in traditional characters', '材料報送到哪裡', '材料报送到哪里'],
    ['nearly the same', '请问截止日期到底是哪一天呢', '请问截止日期到底是哪一天'],
  ])('has a twin that is %s', (_, a, b) => {
    expect(areTwins(a, b)).toBe(true)
  })

  it('has no twin in another wording of the same question', () => {
    expect(areTwins('截止日期是哪天', '最晚什么时候报')).toBe(false)
  })

  it('gets no help from its own example', () => {
    const questions = readQuestions('samples.yaml')
    const { answers } = withoutTwins(evaluator.programme, questions)
    const left = answers.flatMap(({ asked }) => Object.values(asked).flat())
    const all = evaluator.programme.answers.flatMap(({ asked }) => Object.values(asked).flat())
    expect(left.filter((example) => questions.some(({ ask }) => areTwins(example, ask)))).toEqual([])
    expect(all.length - left.length).toBeGreaterThan(50)
  })
})
