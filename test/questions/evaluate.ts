/** Asks every question, without the examples that are twins of any, and counts what was right. */
import path from 'node:path'
import type { Library, Speech, World } from '../../src/conversation/world.ts'
import type { ClarificationRecord } from '../../src/ports/desk.ts'
import type { Programme } from '../../src/programme/schema.ts'
import { readLocales } from '../../src/read-locales.ts'
import { readProgramme } from '../../src/read-programmes.ts'
import { clarify, type PlainLibrary } from '../../src/service/clarifications/clarified-library.ts'
import { makeLibrary } from '../../src/service/libraries.ts'
import { askOnce, statelessWorld } from '../../src/service/public-api.ts'
import { type Judgement, judge, type Response } from './judge.ts'
import type { Question } from './question-set.ts'
import { twinsAmong } from './twins.ts'

const NOW = new Date('2021-04-12T10:00:00+08:00')
const LOCALE = { zh: 'zh-CN', en: 'en' } as const

export interface Result {
  question: Question
  response: Response
  judgement: Judgement
  /** milliseconds the asking took */
  took: number
}

export interface Evaluator {
  programme: Programme
  files: Readonly<Record<string, string>>
  world(language: 'zh' | 'en'): World
  evaluate(questions: readonly Question[]): Result[]
}

/** An evaluator over the programme folder of this name, with what was clarified since. @throws when the folder is not sound */
export async function makeEvaluator(
  folder: string,
  clarifications: readonly ClarificationRecord[] = [],
): Promise<Evaluator> {
  const dir = path.resolve(import.meta.dirname, '../../flows', folder)
  const { programme, files, problems } = await readProgramme(dir)
  if (!programme || problems.length > 0) throw new Error(`${dir} is not sound: shenbao check ${dir}`)
  const locales = await readLocales()
  const withThem = (library: PlainLibrary): Library =>
    clarifications.length > 0 ? clarify(library, clarifications, String) : library
  const whole = withThem(makeLibrary(programme, locales))
  const world = (speech: Speech): World =>
    statelessWorld({ programme: speech.programme, speech: () => speech }, '', NOW)
  return {
    programme,
    files,
    world: (language) => world(whole.speech(LOCALE[language])),
    evaluate(questions) {
      const library = withThem(makeLibrary(withoutTwins(programme, questions), locales))
      return questions.map((question) => askAndJudge(question, world(library.speech(LOCALE[question.lang]))))
    },
  }
}

function askAndJudge(question: Question, world: World): Result {
  const begun = performance.now()
  const response = askOnce(world, question.ask)
  const took = performance.now() - begun
  return { question, response, judgement: judge(question, response, world), took }
}

/** The programme without any example that is a twin of one of the questions: stricter than leaving out each one's own. */
export function withoutTwins(programme: Programme, questions: readonly Question[]): Programme {
  const examples = programme.answers.flatMap((answer) => Object.values(answer.asked).flat())
  const twins = twinsAmong(
    examples,
    questions.map(({ ask }) => ask),
  )
  const answers = programme.answers.map((answer) => ({
    ...answer,
    asked: Object.fromEntries(
      Object.entries(answer.asked).map(([language, list]) => [
        language,
        list.filter((example) => !twins.has(example)),
      ]),
    ) as typeof answer.asked,
  }))
  return { ...programme, answers }
}

export interface Tally {
  of: number
  right: number
  clarified: number
}

/** Counts per value of a property, and over all. */
export function tally(results: readonly Result[], by: (question: Question) => string): Map<string, Tally> {
  const groups = new Map<string, Tally>()
  for (const { question, judgement } of results)
    for (const key of ['all', by(question)]) {
      const group = groups.get(key) ?? { of: 0, right: 0, clarified: 0 }
      group.of++
      if (judgement.verdict === 'right') group.right++
      if (judgement.verdict === 'clarified') group.clarified++
      groups.set(key, group)
    }
  return groups
}
