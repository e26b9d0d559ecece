/** What anybody may read of the clarifications of a programme; who wrote them is nobody's business. */
import { dateIn } from '../../casework/window.ts'
import type { Library } from '../../conversation/world.ts'
import { showDate } from '../../language/dates.ts'
import type { ClarificationRecord } from '../../ports/desk.ts'
import { wordsIn } from './clarified-library.ts'

export interface PublicClarification {
  number: number
  /** day it was published: ISO, and in words */
  on: string
  date: string
  question: string
  answer: string
  clauses: string[]
  /** the clauses as the notice has them, and the language of the notice */
  quotes: { clause: string; quote: string; language: string }[]
  withdrawn: { on: string; date: string; reason: string } | null
}

export interface PublicClarifications {
  title: string
  document: string
  /** newest first */
  items: PublicClarification[]
}

/** All that ever had a number, in one language; the first language of the programme stands in for others. */
export function describePublic(
  library: Library,
  records: readonly ClarificationRecord[],
  locale: string,
): PublicClarifications {
  const { programme, text, phrases } = library.speech(locale)
  const items = records
    .filter(({ number }) => number !== null)
    .sort((a, b) => (b.number ?? 0) - (a.number ?? 0))
    .map((record) => describeOne(library, record, phrases.language))
  return { title: text.programme.title, document: programme.document ?? '', items }
}

function describeOne(
  { programme }: Library,
  record: ClarificationRecord,
  language: string,
): PublicClarification {
  const { number, clauses, words, decidedAt, proposedAt, status, withdrawnAt, reason } = record
  const [first = ''] = programme.languages
  const day = (at: Date) => {
    const on = dateIn(programme, at)
    return { on, date: showDate(on, language) }
  }
  return {
    number: number ?? 0,
    ...day(decidedAt ?? proposedAt),
    ...wordsIn(words, language, first),
    clauses,
    quotes: clauses.flatMap((clause) => {
      const quote = programme.notice.get(clause)
      return quote ? [{ clause, quote, language: first }] : []
    }),
    withdrawn: status === 'withdrawn' && withdrawnAt ? { ...day(withdrawnAt), reason: reason ?? '' } : null,
  }
}
