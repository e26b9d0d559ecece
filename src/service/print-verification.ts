/**
 * Is this file what we printed? Prints what is stored again and compares, for the same data gives the same bytes. A scan or
 * a photo is matched by the codes on its pages.
 */
import type { PaperFindings } from '../casework/paper.ts'
import type { PrintClaim } from '../ports/outside.ts'
import type { Paper } from './paper.ts'
import type { Checked, PrintCheck } from './print-check.ts'
import type { MatchDeps } from './scans/match-scan.ts'
import { verifyScan } from './scans/verify-scan.ts'

export type Verdict =
  /** no file of ours, or no such code */
  | { type: 'unknown' }
  /** nothing is wrong with it; `print.standing` says whether it still counts */
  | { type: 'genuine'; print: Checked }
  /** not what the stored version prints as */
  | { type: 'altered'; print: Checked }
  /** its QR code leads elsewhere than to this installation */
  | { type: 'leads-elsewhere'; print: Checked; checkUrl: string }
  /** a scan, or a file that was sealed after it was printed, matched with the version that counts */
  | { type: 'scan'; print: Checked; findings: PaperFindings }
  /** the stored version is not what the code was made for */
  | { type: 'damaged'; print: Checked }

interface Deps extends MatchDeps {
  prints: PrintCheck
  paper: Paper
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
    if (!claim) return this.scan(pdf)
    const verdict = await this.verifyCode(claim.checkCode)
    if (verdict.type !== 'genuine') return verdict
    const { print } = verdict
    const origin = claim.checkUrl.replace(/\/check\/[^/]*$/, '')
    if (!(await this.isOurs(print.checkCode, origin, pdf))) {
      const isSealed = print.of === 'submission' && print.library.programme.print.seal === 'electronic'
      return isSealed ? this.scan(pdf) : { type: 'altered', print }
    }
    const known = this.deps.publicUrl
    return known === null || known === origin
      ? verdict
      : { type: 'leads-elsewhere', print, checkUrl: claim.checkUrl }
  }

  private async scan(content: Uint8Array): Promise<Verdict> {
    const matched = await verifyScan(content, this.deps)
    const print = matched && (await this.deps.prints.find(matched.checkCode))
    return print ? { type: 'scan', print, findings: matched.findings } : { type: 'unknown' }
  }

  /** The form may have been printed before there was an opinion on it, or after. */
  private async isOurs(checkCode: string, origin: string, pdf: Uint8Array): Promise<boolean> {
    for await (const ours of this.deps.paper.editions(checkCode, origin))
      if (Buffer.compare(ours.pdf, pdf) === 0) return true
    return false
  }
}
