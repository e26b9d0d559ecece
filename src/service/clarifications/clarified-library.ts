/** A programme that also knows what was clarified after its notice: the folder's own answers stay as they are. */
import { dateIn } from '../../casework/window.ts'
import type { Clarification, Clarifications, Library, Speech } from '../../conversation/world.ts'
import { ClarifiedRetrieval } from '../../language/clarified.ts'
import type { Retrieval } from '../../language/retrieve.ts'
import { MADE_FROM, traditional } from '../../language/traditional.ts'
import type { ClarificationRecord } from '../../ports/desk.ts'
import type { Answer } from '../../programme/schema.ts'

/** A library as the folder makes it. */
export interface PlainLibrary extends Library {
  retrieval: Retrieval
}

export interface ClarifiedLibrary extends Library {
  retrieval: ClarifiedRetrieval
}

/** `addressOf`: of a clarification on the public page. `before`: what the new one follows, whose learning it takes over. */
export function clarify(
  plain: PlainLibrary,
  published: readonly ClarificationRecord[],
  addressOf: (number: number) => string,
  before: ClarifiedLibrary | null = null,
): ClarifiedLibrary {
  const added = published.map((record) => ({ record, answer: asAnswer(plain, record) }))
  const answers = added.map(({ answer }) => answer)
  const programme = { ...plain.programme, answers: [...plain.programme.answers, ...answers] }
  const clarified = added.map(({ record, answer }) => ({ answer, texts: textsOf(record) }))
  const retrieval = new ClarifiedRetrieval(plain.retrieval, clarified, before?.retrieval ?? null)
  const speeches = new Map<string, Speech>()
  const speakOf = (speech: Speech): Speech => {
    const told = added.map(({ record, answer }): [string, Clarification] => [
      answer.id,
      inLanguage(plain, record, speech.phrases.language, addressOf),
    ])
    const topics = Object.fromEntries(told.map(([id, { question }]) => [id, { topic: question }]))
    const text = { ...speech.text, answers: { ...speech.text.answers, ...topics } }
    return { ...speech, programme, text, retrieval, clarifications: lookUp(new Map(told), retrieval) }
  }
  const speech = (locale: string): Speech => {
    const plainly = plain.speech(locale)
    const { language } = plainly.phrases
    const made = speeches.get(language) ?? speakOf(plainly)
    speeches.set(language, made)
    return made
  }
  return { programme, retrieval, speech }
}

function lookUp(words: ReadonlyMap<string, Clarification>, retrieval: ClarifiedRetrieval): Clarifications {
  return {
    count: words.size,
    find: (id) => words.get(id) ?? null,
    filling: (id) => [...words].filter(([own]) => retrieval.about(own).includes(id)).map(([, one]) => one),
  }
}

/** A version of the notice that lacks a clause is not quoted with it. */
function asAnswer({ programme }: Library, { number, clauses, asked }: ClarificationRecord): Answer {
  const known = clauses.filter((clause) => programme.notice.has(clause))
  return {
    id: `clarification-${number}`,
    quotes: Object.fromEntries(known.map((clause) => [clause, true as const])),
    silent: false,
    product: false,
    refuses: false,
    stages: [],
    does: [],
    asked: asked.length > 0 ? { [programme.languages[0] ?? '']: asked as [string, ...string[]] } : {},
  }
}

const textsOf = ({ words, asked }: ClarificationRecord): string[] => [
  ...Object.values(words).map(({ question }) => question),
  ...asked,
]

function inLanguage(
  { programme }: Library,
  record: ClarificationRecord,
  language: string,
  addressOf: (number: number) => string,
): Clarification {
  const number = record.number ?? 0
  return {
    number,
    on: dateIn(programme, record.decidedAt ?? record.proposedAt),
    ...wordsIn(record.words, language, programme.languages[0] ?? ''),
    clauses: record.clauses,
    address: addressOf(number),
  }
}

/** A language that is only another script of one there is has its words converted; others fall back on the first. */
export function wordsIn(words: ClarificationRecord['words'], language: string, first: string) {
  const own = words[language]
  if (own) return own
  const source = words[MADE_FROM[language] ?? '']
  return source ? traditional(source) : (words[first] ?? { question: '', answer: '' })
}

/** What a clarification is about, in the first language of its programme. */
export function topicOf(
  libraries: { find(id: string): Library | null },
  record: ClarificationRecord,
): string {
  const first = libraries.find(record.programmeId)?.programme.languages[0] ?? ''
  return wordsIn(record.words, first, first).question
}
