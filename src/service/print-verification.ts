/** Is this file what we printed? Prints the stored version again and compares, for the same data gives the same bytes. */
import type { PrintClaim } from '../ports/outside.ts'
import type { Paper } from './paper.ts'
import type { CheckedPrint, PrintCheck } from './print-check.ts'

export type Verdict =
  /** no file of ours, or no such code */
  | { type: 'unknown' }
  /** nothing is wrong with it; `print.standing` says whether it still counts */
  | { type: 'genuine'; print: CheckedPrint }
  /** not what the stored version prints as */
  | { type: 'altered'; print: CheckedPrint }
  /** its QR code leads elsewhere than to this installation */
  | { type: 'leads-elsewhere'; print: CheckedPrint; checkUrl: string }
  /** the stored version is not what the code was made for */
  | { type: 'damaged'; print: CheckedPrint }

interface Deps {
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

  /** A PDF, byte for byte. A scan or a photograph is no file of ours: verify the code on it. */
  async verifyFile(pdf: Uint8Array): Promise<Verdict> {
    const claim = this.deps.read(pdf)
    const verdict = claim ? await this.verifyCode(claim.checkCode) : { type: 'unknown' as const }
    if (!claim || verdict.type !== 'genuine') return verdict
    const { print } = verdict
    const origin = claim.checkUrl.replace(/\/check\/[^/]*$/, '')
    const ours = await this.deps.paper.print(print.checkCode, origin)
    if (Buffer.compare(ours.pdf, pdf) !== 0) return { type: 'altered', print }
    const known = this.deps.publicUrl
    return known === null || known === origin
      ? verdict
      : { type: 'leads-elsewhere', print, checkUrl: claim.checkUrl }
  }
}
