import type { Programme, WireClarification } from '../data/wire.ts'
import type { ProposalSeed } from '../thread/actions.tsx'

/** A proposal as it is being written. */
export interface Draft {
  words: Record<string, { question: string; answer: string }>
  clauses: string[]
  /** one wording a line */
  asked: string
  enquiries: { id: string; number: string }[]
}

/** What the form begins with: the proposal there is, or what an enquiry or the list of what was not found hands on. */
export function draftFrom(programme: Programme, seed: ProposalSeed | null, one?: WireClarification): Draft {
  const blank = Object.fromEntries(programme.languages.map((code) => [code, { question: '', answer: '' }]))
  if (one)
    return {
      words: { ...blank, ...one.words },
      clauses: one.clauses,
      asked: one.asked.join('\n'),
      enquiries: one.enquiries.map((number) => ({ id: number, number })),
    }
  if (!seed) return { words: blank, clauses: [], asked: '', enquiries: [] }
  const tongue = seed.locale.split('-')[0]
  const language =
    programme.languages.find((code) => code.split('-')[0] === tongue) ?? programme.languages[0] ?? ''
  return {
    words: { ...blank, [language]: { question: seed.question, answer: seed.answer } },
    clauses: seed.clauses.filter((clause) => programme.clauses.includes(clause)),
    asked: seed.asked.map((line) => line.replace(/\s+/g, ' ')).join('\n'),
    enquiries: seed.enquiries,
  }
}

/** The parts that are still empty, as `<language>-question`; a clarification has its words in every language. */
export const lackOf = (draft: Draft): string[] =>
  Object.entries(draft.words).flatMap(([language, { question, answer }]) => [
    ...(question.trim() ? [] : [`${language}-question`]),
    ...(answer.trim() ? [] : [`${language}-answer`]),
  ])

/** The proposal as the server takes it. */
export const proposalOf = (programme: string, { words, clauses, asked, enquiries }: Draft) => ({
  programme,
  words,
  clauses,
  asked: asked
    .split('\n')
    .map((line) => line.trim().slice(0, 300))
    .filter(Boolean)
    .slice(0, 30),
  enquiries: enquiries.map(({ id }) => id),
})

export type Proposed = ReturnType<typeof proposalOf>
