import { describe, expect, it } from 'vitest'
import { askOnce } from '../../src/service/public-api.ts'
import { askingForThem, threeClarifications } from './clarified-set.ts'
import { makeEvaluator } from './evaluate.ts'
import { readQuestions, SETS } from './question-set.ts'

const FOLDER = 'shanghai-standardization-pilot-2021'
const plain = await makeEvaluator(FOLDER)
const asksForOne = new Set(askingForThem.map(({ ask }) => ask))
const clarified = await makeEvaluator(FOLDER, threeClarifications)

describe('with three clarifications', () => {
  for (const set of SETS)
    it(`every question of ${set} that asks for none of them gets the answers it got before`, () => {
      const questions = readQuestions(set).filter(({ ask }) => !asksForOne.has(ask))
      const before = plain.evaluate(questions).map(({ response }) => response.answers)
      const after = clarified.evaluate(questions).map(({ response }) => response.answers)
      const changed = questions.flatMap(({ ask }, at) =>
        String(before[at]) === String(after[at]) ? [] : [`${ask}: ${before[at]} → ${after[at]}`],
      )
      expect(changed).toEqual([])
    })

  it.each(askingForThem)('$ask asks for $wanted', ({ ask, wanted }) => {
    const world = clarified.world(/[a-z]{3}/.test(ask) ? 'en' : 'zh')
    const { answers, outcome, parts } = askOnce(world, ask)
    expect({ answers, outcome, kind: parts[0]?.kind }).toEqual({
      answers: [wanted],
      outcome: 'answered',
      kind: 'clarification',
    })
  })
})
