/** Tells which question an utterance asks, or which topics it describes: an answer, a choice of two or three, or neither. */
import type { Field, Programme, ProgrammeText } from '../programme/schema.ts'
import type { Command } from './commands.ts'
import { bare, lengthOf, normalise } from './normalise.ts'
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

/** At or above this the answer is given; calibrated on the folder's own examples by cross-validation. */
export const SURE = 0.42
/** Between this and SURE the assistant asks which one is meant. */
export const MAYBE = 0.24
/** Two answers this close are not told apart by the score alone. */
const CLOSE = 0.04

/** The question asked where an answer is awaited, or null when the text is rather the answer. */
export function asQuestion(utterance: string, at: Understanding, couldBeAnswer: boolean): Command[] | null {
  const asksSomething = looksLikeQuestion(utterance, at.phrases)
  if (lengthOf(utterance) > 120 || (couldBeAnswer && !asksSomething)) return null
  const matches = at.retrieval.rank(utterance)
  const best = matches[0]?.score ?? 0
  if (best >= SURE + (asksSomething ? 0 : 0.15)) return questionCommands(utterance, at)
  if (asksSomething && (best >= MAYBE || !couldBeAnswer) && !couldBeAnswer)
    return questionCommands(utterance, at)
  return null
}

/** True when the wording asks: a question mark, or a question word of the language. */
export function looksLikeQuestion(utterance: string, phrases: Phrases): boolean {
  const text = normalise(utterance)
  return /\?\s*$/.test(text) || phrases.list('question.words').some((word) => containsWord(text, word))
}

function containsWord(text: string, word: string): boolean {
  const latin = /^[a-z ']+$/.test(word)
  return latin ? new RegExp(`(?:^|[^a-z])${word}(?:[^a-z]|$)`).test(text) : text.includes(word)
}

/** What an utterance asks when no answer is awaited; two questions in one message are told apart. */
export function inTalk(utterance: string, at: Understanding): Command[] {
  const parts = splitQuestions(utterance)
  if (parts.length === 1) return questionCommands(utterance, at)
  const each = parts.map((part) => questionCommands(part, at))
  const clear = each.filter((commands) => commands[0]?.type === 'ask')
  const whole = questionCommands(utterance, at)
  if (clear.length >= 2 && !sameAnswers(clear)) return clear.flat()
  return whole[0]?.type === 'ask' || clear.length === 0 ? whole : clear.flat()
}

const sameAnswers = (commands: Command[][]): boolean =>
  new Set(commands.map((list) => (list[0]?.type === 'ask' ? list[0].answers[0] : ''))).size < commands.length

/** Parts a message at its sentence ends; very short parts stay with their neighbour. */
function splitQuestions(utterance: string): string[] {
  const parts = utterance
    .split(/(?<=[?？!！。；;\n])|(?:，|,)?\s*(?:另外|还有|顺便问|and also|and can|and what)\s*/i)
    .map((part) => part.trim())
    .filter((part) => lengthOf(bare(part)) >= 3)
  return parts.length === 0 ? [utterance] : parts.slice(0, 4)
}

function questionCommands(utterance: string, at: Understanding): Command[] {
  const matches = at.retrieval.rank(utterance)
  const best = matches[0]
  const topics = asTopics(utterance, at, best?.score ?? 0)
  if (topics) return topics
  if (!best || best.score < MAYBE) return [{ type: 'unclear', text: utterance }]
  const rivals = matches.filter((match) => best.score - match.score < CLOSE)
  if (best.score >= SURE || (best.score >= MAYBE * 1.35 && rivals.length === 1))
    return [{ type: 'ask', text: utterance, answers: [best.answer.id] }]
  return [{ type: 'clarify', text: utterance, answers: candidates(matches) }]
}

const candidates = (matches: Match[]): string[] =>
  matches
    .filter((match) => match.score >= MAYBE * 0.8)
    .slice(0, 3)
    .map((match) => match.answer.id)

/** “我们做芯片的应该选哪个领域”: a described project, or words of the topics and nothing else known. */
function asTopics(utterance: string, at: Understanding, bestScore: number): Command[] | null {
  const asksForArea = at.phrases.list('topics.asks').some((word) => normalise(utterance).includes(word))
  const found = suggestTopics(at.programme, utterance)
  if (asksForArea && found.length > 0 && bestScore < 0.75) return [{ type: 'topics', text: utterance }]
  const strong = (found[0]?.score ?? 0) >= 2
  return strong && bestScore < MAYBE * 1.35 ? [{ type: 'topics', text: utterance }] : null
}
