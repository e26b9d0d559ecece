/**
 * Everything that is printed with a check code: the form of a submission, always the frozen version and never the draft as
 * it is now, and the papers of the authority.
 */
import { normaliseCheckCode } from '../casework/check-code.ts'
import type { IssuedRecord } from '../casework/issued.ts'
import { type Opinion, opinionsOn } from '../casework/opinions.ts'
import { versionIn } from '../casework/standing.ts'
import { factsOf, type Library } from '../conversation/world.ts'
import type { PaperData, PrintData, Printer, Sealer } from '../ports/outside.ts'
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
    const { number, draftId, programmeHash, entries, receivedAt } = submission
    const library = await this.deps.libraries.pinned(programmeHash)
    const { programme } = library
    const history = await this.deps.store.submissions.history(draftId)
    const facts = factsOf({ programme, draft: { id: '', code: '', revision: 0, entries }, at: receivedAt })
    const opinions = await this.opinions(submission, history)
    for (let said = opinions.length; said >= 0; said--) {
      const data = this.deps.build({
        library,
        submission,
        version: versionIn(history, number).version,
        checkUrl,
        isShown: (field) => isOnPaper(facts, field),
        opinions: opinions.slice(0, said),
      })
      yield { number, pdf: await this.sheets(library, programme.template, data) }
    }
  }

  /** By the rules of the application, which for a later form are those of the application that it belongs to. */
  private async opinions({ draftId, number }: SubmissionRecord, history: Parameters<typeof opinionsOn>[2]) {
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
    const data = this.deps.buildIssued(library, issued, checkUrl)
    const pdf = await this.sheets(library, library.programme.papers.get(issued.kind) ?? '', data)
    return { number: `${data.number}-${issued.kind}`, pdf }
  }

  private sheets({ programme }: Library, template: string, data: PrintData | PaperData): Promise<Uint8Array> {
    const { id, hash } = programme
    return this.deps.printer.print({
      ...{ programmeId: id, programmeHash: hash },
      ...{ template, fonts: 'song', data },
    })
  }
}
