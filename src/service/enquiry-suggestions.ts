/** What stands beside an enquiry on an officer's screen: others that ask the same, and what the programme says nearby. */

import type { Enquiry } from '../enquiry/enquiry.ts'
import { Hearing, type NearAnswer, nearAnswers, type Similar, similar } from '../enquiry/suggest.ts'
import type { EnquiryStore } from '../ports/desk.ts'
import type { Libraries } from './libraries.ts'

export interface SuggestionDeps {
  store: { enquiries: Pick<EnquiryStore, 'openQuestions'> }
  libraries: Pick<Libraries, 'find'>
  /** hearing many questions for the first time is parted into pieces, and others work in between */
  breathe: () => Promise<void>
}

export type OpenQuestion = Awaited<ReturnType<EnquiryStore['openQuestions']>>[number]

/** The newest open questions that are compared. */
const MOST_COMPARED = 2_000
/** Questions heard for the first time before others may work. */
const AT_ONCE = 10

export class EnquirySuggestions {
  private readonly deps: SuggestionDeps
  /** by content hash of the programme */
  private readonly hearings = new Map<string, Hearing>()

  constructor(deps: SuggestionDeps) {
    this.deps = deps
  }

  /** Other open enquiries of the programme that seem to ask the same, the most alike first. */
  async similarTo({ id, programmeId, question, mergedInto }: Enquiry): Promise<Similar<OpenQuestion>[]> {
    const hearing = this.hearingOf(programmeId)
    if (!hearing || question === '') return []
    const open = await this.deps.store.enquiries.openQuestions(programmeId, MOST_COMPARED)
    const others = open.filter((other) => other.id !== id && other.id !== mergedInto)
    const unheard = others.filter((other) => !hearing.has(other.question))
    for (const [at, other] of unheard.entries()) {
      hearing.hear(other.question)
      if (at % AT_ONCE === AT_ONCE - 1) await this.deps.breathe()
    }
    return similar(question, others, hearing)
  }

  /** Answers of the programme near to its question, in the officer's language. */
  nearTo({ programmeId, question }: Enquiry, locale: string): NearAnswer[] {
    const library = this.deps.libraries.find(programmeId)
    return library && question !== '' ? nearAnswers(question, library.speech(locale)) : []
  }

  private hearingOf(programmeId: string): Hearing | null {
    const library = this.deps.libraries.find(programmeId)
    if (!library) return null
    const { hash } = library.programme
    const hearing = this.hearings.get(hash) ?? new Hearing(library.speech('').retrieval)
    this.hearings.set(hash, hearing)
    return hearing
  }
}
