/** Judges one reply of the public API against what a right answer would be. */
import type { z } from 'zod'
import type { askResponseSchema } from '../../src/contract/programme.ts'
import type { World } from '../../src/conversation/world.ts'
import type { Outcome, Question } from './question-set.ts'

export type Response = z.infer<typeof askResponseSchema>

export interface Judgement {
  /** clarified: not answered, but the right answer is among the choices offered */
  verdict: 'right' | 'clarified' | 'wrong'
  /** what was wrong, for the list of misses */
  why: string
}

export function judge(question: Question, response: Response, world: World): Judgement {
  const got = outcomeOf(response, world)
  const wrong = (why: string): Judgement => ({ verdict: 'wrong', why })
  if (!allowed(question).includes(got)) {
    const offered = response.choices?.map(({ id }) => id) ?? []
    if (got === 'clarify' && question.answers.length > 0 && covers(question.answers, offered))
      return { verdict: 'clarified', why: `clarify: ${offered.join(', ')}` }
    return wrong(`${got}: ${given(response)}`)
  }
  if (got === 'topics') {
    const topics = response.choices?.map(({ id }) => id) ?? []
    if (!covers(question.topics, topics)) return wrong(`topics: ${topics.join(', ')}`)
  } else if (got !== 'clarify') {
    if (!covers(question.answers, response.answers)) return wrong(`${got}: ${given(response)}`)
    const known = [...question.answers, ...question.also].flatMap((entry) => entry.split('|'))
    const besides = response.answers.filter((id) => !known.includes(id))
    if (besides.length > 0) return wrong(`besides: ${besides.join(', ')}`)
  }
  if (question.says.length > 0 && !question.says.some((words) => response.answer.includes(words)))
    return wrong(`does not say ${question.says.join(' | ')}`)
  if (question.contact && !names(question.contact, response, world))
    return wrong(`contact ${question.contact} missing`)
  return { verdict: 'right', why: '' }
}

/** A reply with topics to choose from has an outcome of its own here. */
export function outcomeOf(response: Response, world: World): Outcome {
  const topics = world.programme.areas.flatMap((area) => area.topics.map((topic) => topic.id))
  const offered = response.choices ?? []
  const suggests = response.answers.length === 0 && offered.length > 0
  return suggests && offered.every(({ id }) => topics.includes(id)) ? 'topics' : response.outcome
}

const allowed = ({ outcome }: Question): readonly Outcome[] => (Array.isArray(outcome) ? outcome : [outcome])

const covers = (wanted: string[], got: string[]): boolean =>
  wanted.every((entry) => entry.split('|').some((id) => got.includes(id)))

const given = ({ answers, choices = [], confidence }: Response): string =>
  `${[...answers, ...choices.map(({ id }) => `?${id}`)].join(', ') || '(nothing)'} ${confidence.toFixed(2)}`

function names(contact: string, response: Response, world: World): boolean {
  if (contact === 'recommender') return response.answer.includes(world.phrases.say('contact.recommender'))
  if (contact === 'of-the-area') return response.parts.some((part) => part.kind === 'contact')
  const label = world.text.contacts[contact] ?? contact
  return response.contact?.label === label || response.answer.includes(label)
}
