/** What the QR codes on the pages of a scan say, and what is wrong with it. Pure; images are read elsewhere. */

/** One page of what was uploaded, in its order. */
export interface ScannedPage {
  /** number from 1 */
  page: number
  /** what its QR code says; null: none could be read */
  code: string | null
}

export type PaperProblem =
  /** no QR code could be read on it: which page of which copy it is nobody knows */
  | { type: 'unreadable'; page: number }
  /** it looks like ours, but was never given out */
  | { type: 'forged'; page: number; code: string }
  /** of another application */
  | { type: 'foreign'; page: number; code: string }
  /** of a version that no longer counts */
  | { type: 'earlier'; page: number; version: number; current: number }
  /** the same page of the same copy came twice: a code was used again */
  | { type: 'reused'; page: number; copy: number; of: number; before: number }
  /** these pages of this copy are not there */
  | { type: 'missing'; copy: number; pages: number[] }
  /** a copy is not there at all */
  | { type: 'no-copy'; copy: number }

export interface PaperFindings {
  /** number of the submission that it was matched with; null: none */
  number: string | null
  version: number | null
  /** pages that were found in their place, and how many there should be */
  found: number
  expected: number
  copies: number
  problems: PaperProblem[]
}
