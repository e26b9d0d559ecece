/** Takes a message apart: where it asks, and how many questions it holds. */
import { bare, hasChinese, lengthOf, normalise } from './normalise.ts'
import type { Phrases } from './phrases.ts'
import type { Match, Ranking } from './retrieve.ts'

/** True when the wording asks: a question mark, or a question word of the language. */
export function looksLikeQuestion(utterance: string, phrases: Phrases): boolean {
  const text = normalise(utterance)
  return /\?\s*$/.test(text) || hasOneOf(text, phrases.list('question.words'))
}

interface Sought {
  /** as words of their own */
  latin: RegExp | null
  /** wherever they stand */
  others: string[]
}

const sought = new WeakMap<readonly string[], Sought>()

/** What is looked for is worked out once for a list. */
function hasOneOf(text: string, words: readonly string[]): boolean {
  const known = sought.get(words) ?? soughtOf(words)
  sought.set(words, known)
  return known.latin?.test(text) || known.others.some((word) => text.includes(word))
}

function soughtOf(words: readonly string[]): Sought {
  const isLatin = (word: string): boolean => /^[a-z ']+$/.test(word)
  const latin = words.filter(isLatin)
  return {
    latin: latin.length > 0 ? new RegExp(`(?:^|[^a-z])(?:${latin.join('|')})(?:[^a-z]|$)`) : null,
    others: words.filter((word) => !isLatin(word)),
  }
}

/** Longer than this (characters of Chinese, words of other languages) a message tells a story around its question. */
const LONG = 22
/** Clauses of a message that are heard one by one; a question is among the first or was not meant for us. */
const MOST_CLAUSES = 60
/** What a clause that does not ask counts for. */
const TOLD = 0.6

/** Answers by falling score; in a long message its clauses are heard one by one, those that ask before the rest. */
export function rankMessage(
  said: string,
  { retrieval, phrases }: { retrieval: Ranking; phrases: Phrases },
): Match[] {
  const utterance = withoutTag(said, phrases)
  const whole = retrieval.rank(utterance)
  if (sizeOf(utterance) <= LONG) return whole
  const best = new Map(whole.map((match) => [match.answer.id, match]))
  for (const clause of clausesOf(utterance)) {
    const weight = looksLikeQuestion(clause, phrases) ? 1 : TOLD
    for (const { answer, score } of retrieval.rank(clause))
      if (score * weight > (best.get(answer.id)?.score ?? 0))
        best.set(answer.id, { answer, score: score * weight })
  }
  return [...best.values()].sort((a, b) => b.score - a.score)
}

/** “…, is that right?”: what only asks for a yes to the rest is no question of its own. */
function withoutTag(utterance: string, phrases: Phrases): string {
  const text = utterance.replace(/[\s?？。.!！]+$/, '')
  const plain = text.toLowerCase()
  const tag = phrases.list('question.tag').find((word) => plain.endsWith(word))
  const rest = tag === undefined ? '' : text.slice(0, -tag.length)
  return /[,，。.;；!！?？]\s*$/.test(rest) ? rest : utterance
}

const sizeOf = (text: string): number => (hasChinese(text) ? lengthOf(text) : text.split(/\s+/).length)

/** Clauses with enough words to mean something. */
const clausesOf = (text: string): string[] =>
  text
    .split(/[，。；！？!?;\n]|[,.](?:\s|$)/)
    .filter((clause) => lengthOf(bare(clause)) >= 4)
    .slice(0, MOST_CLAUSES)

/** Ways to part a message into questions: at sentence ends, at commas and “and”, at the items of a list. */
export function partings(said: string, phrases: Phrases): string[][] {
  const utterance = withoutTag(said, phrases)
  const asks = (part: string): boolean => looksLikeQuestion(part, phrases)
  const sentences = joinTold(cut(utterance, /(?<=[?？!！。；;\n])/), asks)
  const clauses = cut(utterance, new RegExp(`${/[，,?？。]\s*/.source}|${connectors(phrases)}`, 'i'))
  const items = cut(utterance, /[、和与及]|,\s*|\s+and\s+/i)
  // what is told between the questions belongs to the next one
  const asked = clauses.filter(asks).length > 1 ? joinTold(clauses, asks) : []
  return [sentences, asked, items.length > 2 ? items : []].filter(
    (parts) => parts.length > 1 && parts.length <= 4,
  )
}

const connectors = (phrases: Phrases): string =>
  phrases
    .list('question.and')
    .map((word) => (hasChinese(word) ? word : `\\b${word}\\b`))
    .join('|')

const cut = (text: string, at: RegExp): string[] =>
  text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => lengthOf(bare(part)) >= 2)

/** A sentence that only tells belongs to the question after it. */
function joinTold(parts: string[], asks: (part: string) => boolean): string[] {
  const joined: string[] = []
  let told = ''
  for (const part of parts) {
    told = `${told}${told === '' ? '' : ' '}${part}`
    if (!asks(part)) continue
    joined.push(told)
    told = ''
  }
  if (told !== '' && joined.length > 0) joined.push(`${joined.pop()} ${told}`)
  return joined.length > 0 ? joined : [told]
}
