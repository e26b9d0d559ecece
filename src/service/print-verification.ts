/**
 * Is this file what we printed? Prints the stored version again and compares, for the same data gives the same bytes. A scan
 * or a photo is matched by the codes on its pages.
 */
import { fileTypeFromBuffer } from 'file-type'
import type { PaperFindings } from '../casework/paper.ts'
import { type PrintClaim, type ReadScan, ScanFault, type ScanReader } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import type { Paper } from './paper.ts'
import type { CheckedPrint, PrintCheck } from './print-check.ts'
import { findingsOf, lookUp } from './scans/match-scan.ts'

export type Verdict =
  /** no file of ours, or no such code */
  | { type: 'unknown' }
  /** nothing is wrong with it; `print.standing` says whether it still counts */
  | { type: 'genuine'; print: CheckedPrint }
  /** not what the stored version prints as */
  | { type: 'altered'; print: CheckedPrint }
  /** its QR code leads elsewhere than to this installation */
  | { type: 'leads-elsewhere'; print: CheckedPrint; checkUrl: string }
  /** a scan, or a file that was sealed after it was printed, matched with the version that counts */
  | { type: 'scan'; print: CheckedPrint; findings: PaperFindings }
  /** the stored version is not what the code was made for */
  | { type: 'damaged'; print: CheckedPrint }

interface Deps {
  store: Store
  prints: PrintCheck
  paper: Paper
  reader: ScanReader
  /** what a PDF says of itself; null when it is no print of ours */
  read(pdf: Uint8Array): PrintClaim | null
  /** where this installation is reached, when that is known for certain */
  publicUrl: string | null
}

export class PrintVerification {
  private readonly deps: Deps

  constructor(deps: Deps) {
    this.deps = deps
  }

  /** A code, as it was typed from paper: only the stored version can be vouched for, not the paper. */
  async verifyCode(typed: string): Promise<Verdict> {
    const print = await this.deps.prints.find(typed)
    if (!print) return { type: 'unknown' }
    return { type: print.standing.state === 'damaged' ? 'damaged' : 'genuine', print }
  }

  /** A print of ours byte for byte; any other PDF and a photo by the codes on its pages. */
  async verifyFile(pdf: Uint8Array): Promise<Verdict> {
    const claim = this.deps.read(pdf)
    if (!claim) return this.verifyScan(pdf)
    const verdict = await this.verifyCode(claim.checkCode)
    if (verdict.type !== 'genuine') return verdict
    const { print } = verdict
    const origin = claim.checkUrl.replace(/\/check\/[^/]*$/, '')
    const ours = await this.deps.paper.print(print.checkCode, origin)
    if (Buffer.compare(ours.pdf, pdf) !== 0) {
      const isSealed = print.library.programme.print.seal === 'electronic'
      return isSealed ? this.verifyScan(pdf) : { type: 'altered', print }
    }
    const known = this.deps.publicUrl
    return known === null || known === origin
      ? verdict
      : { type: 'leads-elsewhere', print, checkUrl: claim.checkUrl }
  }

  /** Matched with the version that counts of the first application whose code is on a page. */
  private async verifyScan(content: Uint8Array): Promise<Verdict> {
    const scan = await this.readScan(content)
    const first = scan && [...(await lookUp(scan, this.deps.store)).values()][0]
    if (!scan || !first) return { type: 'unknown' }
    const { submissions } = this.deps.store
    const history = await submissions.history(first.draftId)
    const number = history.findLast(({ recalledAt }) => recalledAt === null)?.number ?? first.number
    const counting = (await submissions.find(number)) ?? first
    const print = await this.deps.prints.find(counting.checkCode)
    if (!print) return { type: 'unknown' }
    return { type: 'scan', print, findings: await findingsOf(scan, counting, this.deps) }
  }

  /** Null for what is neither PDF nor photo, or cannot be read. */
  private async readScan(content: Uint8Array): Promise<ReadScan | null> {
    const mediaType = (await fileTypeFromBuffer(content))?.mime
    if (!mediaType || !READABLE.has(mediaType)) return null
    return this.deps.reader.read([{ mediaType, content }]).catch((error: unknown) => {
      if (error instanceof ScanFault) return null
      throw error
    })
  }
}

const READABLE: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png'])
