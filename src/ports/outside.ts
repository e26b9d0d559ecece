/** Time, identifiers and paper: passed in, never reached for. */
import type { ScannedPage } from '../casework/paper.ts'
import type { Draft } from '../conversation/types.ts'

export interface Clock {
  now(): Date
}

/** How much of something is allowed. */
export interface Allowance {
  /** at once */
  most: number
  /** until one more is allowed */
  everyMs: number
}

export interface Ids {
  /** sortable and random (UUIDv7) */
  next(): string
  /** 32 random bytes, base64url */
  token(): string
  /** short code a person can read aloud, such as `K7QF-2M9D` */
  code(): string
}

/** A short value of a grid; `remark` is the mark that points to the footnote, such as `*`. */
export interface PrintCell {
  label: string
  value: string
  /** takes the whole width */
  wide?: boolean
  remark?: string
}

/** One block of a section, in the order of the form. */
export type PrintBlock =
  | { kind: 'grid'; cells: PrintCell[] }
  | { kind: 'text'; label: string; value: string; remark?: string }
  | { kind: 'options'; label: string; options: { label: string; on: boolean }[]; remark?: string }
  | {
      kind: 'table'
      label: string
      columns: { label: string; numeric: boolean }[]
      rows: string[][]
      /** the last row, one cell for each column */
      sums?: string[]
      note?: string
      remark?: string
    }
  | { kind: 'files'; label: string; names: string[]; remark?: string }

/** A place for a signature, a seal and a date. `text` stands above the blank space: an opinion that was given, or set words. */
export interface PrintBox {
  title: string
  text?: string
  /** whose opinion it is; stands above the date, where the seal goes */
  name?: string
  signature: string
  /** what is written where the seal goes; empty: no wet seal is set */
  seal: string
  date: string
}

/** What to do with the seals, and where that comes from: a clause, or words that it is in none. */
export interface SealStep {
  title: string
  text: string
  basis: string
}

/**
 * Everything a print template prints, already in words: nothing is looked up or worked out later, but for the QR codes
 * of single pages. A template that has the word `pageQr` in it gets them as `pageQr`, SVG by copy and by page.
 */
export interface PrintData {
  /** BCP 47, such as `zh-CN` */
  language: string
  title: string
  subtitle?: string
  /** empty in a practice print, as are `checkCode`, `checkUrl`, `submittedAt`, `version` and `qrSvg` */
  number: string
  checkCode: string
  checkUrl: string
  submittedAt: string
  version: string
  cover: { label: string; value: string }[]
  sections: { title: string; blocks: PrintBlock[] }[]
  declaration: string
  boxes: PrintBox[]
  /** that the seal is set in the file; only where it is electronic */
  sealNote?: string
  /** for a page beside the copies; only in the print of a submission that takes a wet seal */
  sealSteps?: SealStep[]
  /** the `print` words of the programme text, by key */
  words: Record<string, string>
  qrSvg: string
  copies: number
  /** watermark of a print that is not a submission */
  practice?: string
}

/** One line of a list of projects. */
export interface PaperRow {
  number: string
  title: string
  applicant: string
  body: string
  areas: string
}

/** Everything the layout of a paper of the authority prints, already in words; what there is none of is empty. */
export interface PaperData extends PaperRow {
  /** BCP 47, such as `zh-CN` */
  language: string
  /** `number` is that of the certificate, of the application, or of the document of approval */
  checkCode: string
  checkUrl: string
  qrSvg: string
  /** who issues it, under which call, and the number of the notice */
  issuer: string
  programme: string
  call: string
  /** the project's own number, where `number` is another */
  project: string
  /** days in words */
  issuedOn: string
  approvedOn: string
  endsOn: string
  decidedOn: string
  document: string
  reason: string
  /** the clause that it rests on, word for word */
  clause: { id: string; text: string } | null
  /** of a list */
  rows: PaperRow[]
  /** the words of this kind of paper, with the facts they name filled in */
  words: Record<string, string>
  /** watermark of a sample */
  practice?: string
}

export interface PrintOrder {
  programmeId: string
  programmeHash: string
  /** source of the programme's print template */
  template: string
  fonts: 'song'
  data: PrintData | PaperData
}

/** What a PDF says of itself: enough to look it up and to print it again. */
export interface PrintClaim {
  checkCode: string
  /** where its QR code leads */
  checkUrl: string
}

/** Characters that cannot be printed and where they are; `row` counts from 1. */
export interface Unprintable {
  field: string
  row?: number
  column?: string
  characters: string[]
}

export interface Printer {
  /** PDF bytes. @throws when the template does not compile, naming the line. */
  print(order: PrintOrder): Promise<Uint8Array>
  /** How many pages that is. */
  pagesOf(order: PrintOrder): Promise<number>
  /** Characters no font of the print can show, with the fields they are in. */
  unprintable(entries: Draft['entries']): Unprintable[]
  close(): Promise<void>
}

/** One file of an archive. */
export interface BundleFile {
  /** with its folders, `/` between them; no two of an archive have the same */
  name: string
  content: Uint8Array<ArrayBuffer> | string
  at: Date
}

/** A table for a spreadsheet. Numbers stay numbers; a text is a text, whatever it begins with. */
export interface Table {
  /** of the sheet */
  name: string
  columns: readonly string[]
  rows: AsyncIterable<(string | number)[][]>
}

/** Secrets at work: hashes and codes that only this installation can make. */
export interface Sealer {
  /** SHA-256, hex */
  hash(text: string): string
  /** 80 bits of HMAC-SHA256 over the canonical JSON, as XXXX-XXXX-XXXX-XXXX */
  checkCode(frozen: unknown): string
}

export interface SheetCell {
  text: string
  tint?: 'good' | 'open' | 'bad'
}

/** One sheet of words. */
export interface SheetPage {
  name: string
  head: string[]
  rows: SheetCell[][]
}

/** A part of an upload: a PDF, or a photo as JPEG or PNG. */
export interface ScanFile {
  mediaType: string
  content: Uint8Array
}

export interface ReadScan {
  /** everything in one file: the PDF itself, or one that was made of photos or of several */
  pdf: Uint8Array
  /** in their order, blank ones left out */
  pages: ScannedPage[]
  /** it carries a digital signature over the whole file; whose it is was not checked */
  signed: boolean
  /** text of every page, where that was asked for */
  texts: string[]
}

const SCAN_FAULTS = ['scan-broken', 'scan-locked', 'scan-too-long', 'scan-too-large', 'scan-slow'] as const
export type ScanFaultCode = (typeof SCAN_FAULTS)[number]
export const isScanFault = (code: string): code is ScanFaultCode =>
  SCAN_FAULTS.some((fault) => fault === code)

/** Why an upload could not be read; the words are in locales/, under `failures`. */
export class ScanFault extends Error {
  readonly code: ScanFaultCode

  constructor(code: ScanFaultCode) {
    super(code)
    this.code = code
  }
}

export interface ScanReader {
  /** @throws ScanFault */
  read(files: ScanFile[]): Promise<ReadScan>
  /** Text of every page of a PDF. @throws ScanFault */
  texts(pdf: Uint8Array): Promise<string[]>
  close(): Promise<void>
}
