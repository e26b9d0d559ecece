/** What stands beside an enquiry on an officer's screen: others that ask the same, and what the programme says nearby. */

import type { EnquiryView } from '../contract/desk.ts'
import { noticeParams } from '../conversation/replies/answer-question.ts'
import type { Enquiry } from '../enquiry/enquiry.ts'
import { mayAct, type Officer } from '../enquiry/policy.ts'
import { Hearing, type NearAnswer, nearAnswers, type Similar, similar } from '../enquiry/suggest.ts'
import type { EnquiryStore } from '../ports/desk.ts'
import type { Libraries } from './libraries.ts'
import { placeholdersOf } from './placeholders-of.ts'

export interface SuggestionDeps {
  store: { enquiries: Pick<EnquiryStore, 'openQuestions' | 'find'> }
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

  /** All of it, for one officer: nothing of an enquiry that the officer may not read. */
  async beside(
    officer: Officer,
    id: string,
  ): Promise<Pick<EnquiryView, 'similar' | 'near' | 'placeholders'>> {
    const enquiry = await this.deps.store.enquiries.find(id)
    const library = enquiry && this.deps.libraries.find(enquiry.programmeId)
    if (!library || !mayAct(officer, 'read', enquiry)) return { similar: [], near: [], placeholders: {} }
    const found = await this.similarTo(enquiry)
    const rows = await Promise.all(found.map(({ other }) => this.deps.store.enquiries.find(other.id)))
    const similar = found.filter((_, at) => mayReadRow(officer, rows[at]))
    return {
      similar: similar.map(({ other, share }) => ({ ...other, share })),
      near: this.nearTo(enquiry, officer.locale),
      placeholders: { ...placeholdersOf(library.speech(enquiry.locale), enquiry, officer) },
    }
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
    if (!library || question === '') return []
    const speech = library.speech(locale)
    return nearAnswers(question, speech, noticeParams(speech))
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

const mayReadRow = (officer: Officer, row: Enquiry | null | undefined): boolean =>
  row !== null && row !== undefined && mayAct(officer, 'read', row)
