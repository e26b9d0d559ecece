/** The printed form of a submission: the frozen version, never the draft as it is now. */
import { normaliseCheckCode } from '../casework/check-code.ts'
import { versionIn } from '../casework/standing.ts'
import { factsOf, type Library } from '../conversation/world.ts'
import type { PrintData, Printer, PrintOrder, Sealer } from '../ports/outside.ts'
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
}) => PrintData

type Seal = Library['programme']['print']['seal']

interface Deps {
  store: Store
  libraries: Libraries
  printer: Printer
  sealer: Sealer
  build: BuildPrint
}

export class Paper {
  private readonly deps: Deps

  constructor(deps: Deps) {
    this.deps = deps
  }

  /** The PDF for whoever holds its whole address. @throws Failure unknown-document */
  async open(
    checkCode: string,
    key: string,
    publicUrl: string,
  ): Promise<{ number: string; pdf: Uint8Array }> {
    if (!opensDocument(this.deps.sealer, checkCode, key)) throw new Failure('unknown-document')
    return this.print(checkCode, publicUrl)
  }

  /**
   * PDF of the submission with this check code, counting or not: what was handed in stays on record, and the check
   * page says what it is worth. @throws Failure unknown-document
   */
  async print(checkCode: string, publicUrl: string): Promise<{ number: string; pdf: Uint8Array }> {
    const { submissions } = this.deps.store
    const submission = await submissions.findByCheckCode(normaliseCheckCode(checkCode))
    if (!submission) throw new Failure('unknown-document')
    const pdf = await this.deps.printer.print(await this.order(submission, publicUrl))
    return { number: submission.number, pdf }
  }

  /** How many copies there are of a submission's print, how many pages one has, and how it is sealed. */
  async copy(submission: SubmissionRecord): Promise<{ copies: number; pages: number; seal: Seal }> {
    const { programme } = await this.deps.libraries.pinned(submission.programmeHash)
    const order = await this.order(submission, '')
    const { sealSteps: _, ...data } = order.data
    const pages = await this.deps.printer.pagesOf({ ...order, data: { ...data, copies: 1 } })
    return { copies: order.data.copies, pages, seal: programme.print.seal }
  }

  private async order(submission: SubmissionRecord, publicUrl: string): Promise<PrintOrder> {
    const { libraries, store, build } = this.deps
    const library = await libraries.pinned(submission.programmeHash)
    const { programme } = library
    const draft = { id: '', code: '', revision: 0, entries: submission.entries }
    const facts = factsOf({ programme, draft, at: submission.receivedAt })
    const data = build({
      library,
      submission,
      version: versionIn(await store.submissions.history(submission.draftId), submission.number).version,
      checkUrl: `${publicUrl}/check/${submission.checkCode}`,
      isShown: (field) => isOnPaper(facts, field),
    })
    const { id, hash, template } = programme
    return { programmeId: id, programmeHash: hash, template, fonts: 'song', data }
  }
}
