/** Papers of the authority with a check code. What they say is frozen when they are issued. */
import type { PaperKind } from '../programme/papers.ts'

export type IssuedKind = PaperKind

/** Everything a paper says that is not words of its template. Days are ISO dates. */
export interface IssuedData {
  /** of the application, or of the document of approval for a list */
  number: string
  title: string
  applicant: string
  /** id of the body and of the areas in the programme; what it does not know is printed as it is */
  body: string | null
  areas: string[]
  approvedOn: string | null
  endsOn: string | null
  /** of a certificate: the day on which acceptance was passed */
  decidedOn?: string | null
  /** number of the document it rests on: of approval, of reinstatement */
  document: string | null
  /** words of the decision, where there are some */
  reason: string | null
  /** of a list: what it lists, in order */
  rows?: { number: string; title: string; applicant: string; body: string | null; areas: string[] }[]
}

export interface IssuedRecord {
  id: string
  kind: IssuedKind
  programmeId: string
  programmeHash: string
  /** application or project; null: a list of several */
  caseId: string | null
  /** of a certificate */
  number: string | null
  checkCode: string
  issuedAt: Date
  data: IssuedData
  /** it holds no more */
  withdrawnAt: Date | null
}
