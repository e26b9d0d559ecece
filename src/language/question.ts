/** Tells which question an utterance asks, or which topics it describes: an answer, a choice of two or three, or neither. */
import type { Answer, Field, Programme, ProgrammeText } from '../programme/schema.ts'
import type { Command } from './commands.ts'
import { ASKS_FOR_AREA, namesOnlyAreas } from './lexicon.ts'
import { looksLikeQuestion, partings, rankMessage } from './message.ts'
import { bare, lengthOf } from './normalise.ts'
import type { Phrases } from './phrases.ts'
import type { Option } from './read-answer.ts'
import type { Match, Ranking } from './retrieve.ts'
import { isTopicWord, suggestTopics } from './suggest-topics.ts'

export interface Understanding {
  programme: Programme
  languages: readonly string[]
  text: ProgrammeText
  phrases: Phrases
  retrieval: Ranking
  /** the open question */
  open: Field | null
  /** the question answered last */
  last?: Field | null
  /** a yes or no is awaited */
  confirming: boolean
  /** a question for a person is being put */
  enquiring?: 'composing' | 'area' | 'checking' | null
  /** what is asked about something wanted of an application or a project */
  wishing?: 'until' | 'reason' | null
  /** something was handed in, of which more can be wanted */
  handedIn?: boolean
  /** buttons on the screen: value = the choice string, label = what it says */
  offered: readonly Option[]
  year: number
}

/** At or above this the answer is given; measured by `npm run questions`. */
export const SURE = 0.42
/** Between this and SURE the assistant asks which one is meant. */
export const MAYBE = 0.24
/** Alone above MAYBE by this much, an answer is given without being sure. */
const AHEAD = 0.15
/** From here on an answer is given even to a text that does not ask. */
const CERTAIN = 0.8
/** From here on what is refused is refused where it can be no answer. */
const REFUSED = 0.7
/** A part that leaves the answer of the one before must ask this clearly. */
const GOES_ON = 0.7
/** A described project is only answered otherwise when the question is this clear. */
const CLEARER_THAN_TOPICS = 0.9

/** A figure of no list on the screen asks nothing, whatever it has in common with an example. */
const isFigure = (utterance: string): boolean => /^\d{1,3}$/.test(bare(utterance))

/** The question asked where an answer is awaited, or null when the text is rather the answer. */
export function asQuestion(utterance: string, at: Understanding, couldBeAnswer: boolean): Command[] | null {
  const asks = looksLikeQuestion(utterance, at.phrases)
  if (lengthOf(utterance) > 120 || isFigure(utterance) || (couldBeAnswer && !asks)) return null
  const best = rankMessage(utterance, at)[0]
  // what can be no answer and asks for what is refused is refused, whether it is put as a question or as an order
  const describes = at.open?.type === 'topics'
  const isRefused = best?.answer.refuses && !couldBeAnswer && !describes
  const enough = asks ? SURE : isRefused ? REFUSED : CERTAIN
  if ((best?.score ?? 0) >= enough || (asks && !couldBeAnswer)) return questionCommands(utterance, at)
  return null
}

/** What an utterance asks when no answer is awaited; two questions in one message are told apart. */
export function inTalk(utterance: string, at: Understanding): Command[] {
  if (isFigure(utterance)) return [{ type: 'unclear', text: utterance }]
  const several = severalQuestions(utterance, at)
  if (several.length > 1) return [{ type: 'ask', text: utterance, answers: several }]
  return questionCommands(utterance, at)
}

/** Answers of a message with several questions, each of them sure and another one; else none. */
function severalQuestions(utterance: string, at: Understanding): string[] {
  for (const parts of partings(utterance, at.phrases)) {
    const answers = new Set<string | null>()
    for (const [i, part] of parts.entries()) answers.add(sureAnswer(part, parts[i - 1], at))
    if (answers.size > 1 && !answers.has(null)) return [...answers] as string[]
  }
  return []
}

/**
 * The answer a part asks for. A part that cannot tell alone is read together with the one before it; so is one that
 * only goes on about the same.
 */
function sureAnswer(part: string, before: string | undefined, at: Understanding): string | null {
  const { retrieval } = at
  const [alone] = rankMessage(part, at)
  const [together] = before === undefined ? [] : retrieval.rank(`${before} ${part}`)
  const [first] = before === undefined ? [] : retrieval.rank(before)
  const goesOn = together?.answer === first?.answer && (alone?.score ?? 0) < GOES_ON
  const best = (together && goesOn) || (alone?.score ?? 0) < SURE ? together : alone
  return best && best.score >= SURE ? best.answer.id : null
}

function questionCommands(utterance: string, at: Understanding): Command[] {
  const matches = rankMessage(utterance, at)
  const [best, second] = matches
  if (meansTopics(utterance, at, best)) return [{ type: 'topics', text: utterance }]
  if (!best || best.score < MAYBE) return unsure(utterance, at, matches)
  if (best.score >= SURE || best.score - (second?.score ?? 0) >= AHEAD)
    return [{ type: 'ask', text: utterance, answers: [best.answer.id] }]
  return [{ type: 'clarify', text: utterance, answers: candidates(matches) }]
}

/** Words of the call were heard, but no question: what it may be about is offered. Else nothing was understood. */
function unsure(utterance: string, { retrieval }: Understanding, matches: Match[]): Command[] {
  const near = candidates(matches)
  const heard = retrieval.conceptsIn(utterance).size > 0
  return heard && near.length > 1
    ? [{ type: 'clarify', text: utterance, answers: near }]
    : [{ type: 'unclear', text: utterance }]
}

const candidates = (matches: Match[]): string[] =>
  matches
    .filter((match) => match.score >= MAYBE / 3)
    .slice(0, 3)
    .map((match) => match.answer.id)

/** “我们做芯片的应该选哪个领域”: a project described, rather than a question about the areas or anything else. */
function meansTopics(utterance: string, at: Understanding, best: Match | undefined): boolean {
  const found = suggestTopics(at.programme, utterance)
  if (found.length === 0) return false
  const score = best?.score ?? 0
  if (isTopicWord(at.programme, utterance)) return true
  const concepts = at.retrieval.conceptsIn(utterance)
  if (concepts.has(ASKS_FOR_AREA))
    return score < CLEARER_THAN_TOPICS || (best !== undefined && describesArea(best.answer, at.programme))
  if (looksLikeQuestion(utterance, at.phrases)) return score < SURE && (found[0]?.score ?? 0) >= 2
  return score < SURE || namesOnlyAreas(concepts)
}

/** An answer that only recites what the notice says of an area. */
function describesArea(answer: Answer, programme: Programme): boolean {
  const clauses = Object.keys(answer.quotes)
  return (
    clauses.length > 0 && clauses.every((clause) => programme.areas.some((area) => area.clause === clause))
  )
}
