/** Whether a clarification may be published as it is written. */
import type { Library } from '../../conversation/world.ts'
import { lengthOf } from '../../language/normalise.ts'
import type { ClarificationRecord } from '../../ports/desk.ts'
import { Failure } from '../failure.ts'

/** What an officer writes. */
export type Proposal = Pick<ClarificationRecord, 'words' | 'clauses' | 'asked' | 'enquiries'>

/** Longest texts, in characters. */
const MOST = { question: 500, answer: 4_000, asked: 300 } as const

/**
 * The proposal as it is kept: trimmed, without blanks and repeats, in the languages of the programme and no others.
 * @throws Failure missing-words, too-long or unknown-clause
 */
export function checkProposal({ programme }: Library, proposal: Proposal): Proposal {
  const words = Object.fromEntries(
    programme.languages.map((language) => [language, wordsIn(proposal.words, language)]),
  )
  for (const clause of proposal.clauses)
    if (!programme.notice.has(clause)) throw new Failure('unknown-clause', { clause }, 'clauses')
  const asked = proposal.asked.map((text) => within('asked', text)).filter((text) => text !== '')
  return {
    words,
    clauses: [...new Set(proposal.clauses)],
    asked: [...new Set(asked)],
    enquiries: [...new Set(proposal.enquiries)],
  }
}

function wordsIn(words: Proposal['words'], language: string) {
  const question = within('question', words[language]?.question ?? '')
  const answer = within('answer', words[language]?.answer ?? '')
  if (question === '' || answer === '') throw new Failure('missing-words', { language }, `words.${language}`)
  return { question, answer }
}

/** The text, trimmed: never cut. */
function within(field: keyof typeof MOST, text: string): string {
  const trimmed = text.trim()
  const count = lengthOf(trimmed)
  const max = MOST[field]
  if (count > max) throw new Failure('too-long', { count, max, excess: count - max }, field)
  return trimmed
}
