/** Tells which question an utterance asks, or which topics it describes: an answer, a choice of two or three, or neither. */
import type { Answer, Field, Programme, ProgrammeText } from '../programme/schema.ts'
import type { Command } from './commands.ts'
import { ASKS_FOR_AREA, namesOnlyAreas } from './lexicon.ts'
import { looksLikeQuestion, partings, rankMessage } from './message.ts'
import { lengthOf } from './normalise.ts'
import type { Phrases } from './phrases.ts'
import type { Option } from './read-answer.ts'
import type { Match, Retrieval } from './retrieve.ts'
import { suggestTopics } from './suggest-topics.ts'

export interface Understanding {
  programme: Programme
  text: ProgrammeText
  phrases: Phrases
  retrieval: Retrieval
  /** the open question */
  open: Field | null
  /** a yes or no is awaited */
  confirming: boolean
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
/** A described project is only answered otherwise when the question is this clear. */
const CLEARER_THAN_TOPICS = 0.75

/** The question asked where an answer is awaited, or null when the text is rather the answer. */
export function asQuestion(utterance: string, at: Understanding, couldBeAnswer: boolean): Command[] | null {
  const asks = looksLikeQuestion(utterance, at.phrases)
  if (lengthOf(utterance) > 120 || (couldBeAnswer && !asks)) return null
  const best = rankMessage(utterance, at)[0]?.score ?? 0
  if (best >= (asks ? SURE : CERTAIN) || (asks && !couldBeAnswer)) return questionCommands(utterance, at)
  return null
}

/** What an utterance asks when no answer is awaited; two questions in one message are told apart. */
export function inTalk(utterance: string, at: Understanding): Command[] {
  const several = severalQuestions(utterance, at)
  if (several.length > 1) return [{ type: 'ask', text: utterance, answers: several }]
  return questionCommands(utterance, at)
}

/** Answers of a message with several questions, each of them sure and another one; else none. */
function severalQuestions(utterance: string, at: Understanding): string[] {
  for (const parts of partings(utterance, at.phrases)) {
    const answers = [...new Set(parts.map((part, i) => sureAnswer(part, parts[i - 1], at)))]
    if (answers.length > 1 && !answers.includes(null)) return answers as string[]
  }
  return []
}

/** The answer a part asks for; a part too short to tell is read together with the one before it. */
function sureAnswer(part: string, before: string | undefined, at: Understanding): string | null {
  const alone = at.retrieval.rank(part)[0]
  const together = before === undefined ? undefined : at.retrieval.rank(`${before} ${part}`)[0]
  const best = (alone?.score ?? 0) >= SURE ? alone : together
  return best && best.score >= SURE ? best.answer.id : null
}

function questionCommands(utterance: string, at: Understanding): Command[] {
  const matches = rankMessage(utterance, at)
  const [best, second] = matches
  if (meansTopics(utterance, at, best)) return [{ type: 'topics', text: utterance }]
  if (!best || best.score < MAYBE) return [{ type: 'unclear', text: utterance }]
  if (best.score >= SURE || best.score - (second?.score ?? 0) >= AHEAD)
    return [{ type: 'ask', text: utterance, answers: [best.answer.id] }]
  return [{ type: 'clarify', text: utterance, answers: candidates(matches) }]
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
