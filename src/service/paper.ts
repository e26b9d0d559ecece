/**
 * Everything that is printed with a check code: the form of a submission, always the frozen version and never the draft as
 * it is now, and the papers of the authority.
 */
import { normaliseCheckCode } from '../casework/check-code.ts'
import type { IssuedRecord } from '../casework/issued.ts'
import { type Opinion, opinionsOn } from '../casework/opinions.ts'
import { type HandedIn, versionIn } from '../casework/standing.ts'
import { factsOf, type Library } from '../conversation/world.ts'
import type { PaperData, PrintData, Printer, PrintOrder, Sealer } from '../ports/outside.ts'
import type { Store, SubmissionRecord } from '../ports/store.ts'
import { isOnPaper } from '../programme/steps.ts'
import { opensDocument } from './document-address.ts'
import { Failure } from './failure.ts'
import type { Libraries } from './libraries.ts'

/** Words of a submission for paper; lives with the documents. */
export type BuildPrint = (order: {
  library: Library
  submission: SubmissionRecord
  /** 1 for the first submission, 2 for its first replacement, … */
  version: number
  checkUrl: string
  isShown: (field: string) => boolean
  opinions: (Opinion & { body: string | null })[]
}) => PrintData

/** Words of a paper of the authority; lives with the documents. */
export type BuildIssued = (library: Library, issued: IssuedRecord, checkUrl: string) => PaperData

type Seal = Library['programme']['print']['seal']

interface Deps {
  store: Store
  libraries: Libraries
  printer: Printer
  sealer: Sealer
  build: BuildPrint
  buildIssued: BuildIssued
}

export interface Printed {
  /** of what is printed, for the name of the file */
  number: string
  pdf: Uint8Array
}

export class Paper {
  private readonly deps: Deps

  constructor(deps: Deps) {
    this.deps = deps
  }

  /** The PDF for whoever holds its whole address. @throws Failure unknown-document */
  async open(checkCode: string, key: string, publicUrl: string): Promise<Printed> {
    if (!opensDocument(this.deps.sealer, checkCode, key)) throw new Failure('unknown-document')
    return this.print(checkCode, publicUrl)
  }

  /**
   * PDF of what has this check code, counting or not: what was handed in or issued stays on record, and the check page
   * says what it is worth. @throws Failure unknown-document
   */
  async print(checkCode: string, publicUrl: string): Promise<Printed> {
    for await (const printed of this.editions(checkCode, publicUrl)) return printed
    throw new Failure('unknown-document')
  }

  /** How many copies there are of a submission's print, how many pages one has, and how it is sealed. */
  async copy(submission: SubmissionRecord): Promise<{ copies: number; pages: number; seal: Seal }> {
    const { store, libraries } = this.deps
    const { programme } = await libraries.pinned(submission.programmeHash)
    const history = await store.submissions.history(submission.draftId)
    // as the applicant prints and seals it: nobody has said anything on it yet
    const order = await this.order(submission, history, submission.checkCode, [])
    const { sealSteps: _, ...data } = order.data
    const pages = await this.deps.printer.pagesOf({ ...order, data: { ...data, copies: 1 } })
    return { copies: order.data.copies, pages, seal: programme.print.seal }
  }

  /**
   * Every genuine print with this check code, newest first: the form gets the opinion of the recommending body when there
   * is one, and what was printed before that is no less genuine.
   */
  async *editions(checkCode: string, publicUrl: string): AsyncGenerator<Printed> {
    const { submissions, cases } = this.deps.store
    const code = normaliseCheckCode(checkCode)
    const checkUrl = `${publicUrl}/check/${code}`
    const submission = await submissions.findByCheckCode(code)
    if (submission) return yield* this.forms(submission, checkUrl)
    const issued = await cases.issuedByCode(code)
    if (issued) yield this.issued(issued, checkUrl)
  }

  private async *forms(submission: SubmissionRecord, checkUrl: string): AsyncGenerator<Printed> {
    const history = await this.deps.store.submissions.history(submission.draftId)
    const opinions = await this.opinions(submission, history)
    for (let said = opinions.length; said >= 0; said--) {
      const order = await this.order(submission, history, checkUrl, opinions.slice(0, said))
      yield { number: submission.number, pdf: await this.deps.printer.print(order) }
    }
  }

  private async order(
    submission: SubmissionRecord,
    history: readonly HandedIn[],
    checkUrl: string,
    opinions: Parameters<BuildPrint>[0]['opinions'],
  ): Promise<PrintOrder & { data: PrintData }> {
    const { number, programmeHash, entries, receivedAt } = submission
    const library = await this.deps.libraries.pinned(programmeHash)
    const { programme } = library
    const facts = factsOf({ programme, draft: { id: '', code: '', revision: 0, entries }, at: receivedAt })
    const data = this.deps.build({
      library,
      submission,
      version: versionIn(history, number).version,
      checkUrl,
      isShown: (field) => isOnPaper(facts, field),
      opinions,
    })
    const { id, hash, template } = programme
    return { programmeId: id, programmeHash: hash, template, fonts: 'song', data }
  }

  /** By the rules of the application, which for a later form are those of the application that it belongs to. */
  private async opinions({ draftId, number }: SubmissionRecord, history: readonly HandedIn[]) {
    const { cases } = this.deps.store
    const application = await cases.applicationOf(draftId)
    if (!application) return []
    const { programme } = await this.deps.libraries.pinned(application.programmeHash)
    const record = await cases.events(application.id)
    const { body } = application
    return opinionsOn(number, record, history, programme).map((opinion) => ({ ...opinion, body }))
  }

  private async issued(issued: IssuedRecord, checkUrl: string): Promise<Printed> {
    const library = await this.deps.libraries.withPaper(issued)
    const { id, hash, papers } = library.programme
    const data = this.deps.buildIssued(library, issued, checkUrl)
    const template = papers.get(issued.kind) ?? ''
    const order = { programmeId: id, programmeHash: hash, template, fonts: 'song' as const, data }
    return { number: `${data.number}-${issued.kind}`, pdf: await this.deps.printer.print(order) }
  }
}
