/** From an issued record to paper: every word of a certificate, a letter or a list, with nothing left to decide. */
import type { IssuedData, IssuedKind } from '../casework/issued.ts'
import type { PaperData, PaperRow } from '../ports/outside.ts'
import { clauseOf, PAPER_FACTS } from '../programme/papers.ts'
import type { Programme, ProgrammeText } from '../programme/schema.ts'
import { formatDate, formatDay, type Marks } from './format-values.ts'
import { qrSvg } from './qr.ts'

export interface PaperOrder {
  kind: IssuedKind
  /** number of the certificate, where it is one */
  number: string | null
  data: IssuedData
  /** ISO instant */
  issuedAt: string
  /** empty in a sample, as is `checkUrl` */
  checkCode: string
  checkUrl: string
  /** BCP 47, such as `zh-CN` */
  language: string
  marks: Marks
}

/** What the layout of the paper prints. @throws when the folder has no words for this kind */
export function buildPaperData(programme: Programme, text: ProgrammeText, order: PaperOrder): PaperData {
  const { kind, data, language, checkCode, checkUrl } = order
  const words = text.papers[kind]
  if (!words)
    throw new Error(`The words of this paper are missing: write them under papers.${kind}: in text/`)
  const day = (date: string | null | undefined) => (date ? formatDate(language, date) : '')
  const inWords = rowIn(text, order.marks)
  const clause = clauseOf(kind, programme)
  const paper = {
    ...inWords(data),
    number: order.number ?? data.number,
    project: data.number,
    issuer: text.programme.issuer,
    programme: text.programme.title,
    call: programme.document ?? '',
    issuedOn: formatDay(language, programme.timezone, order.issuedAt),
    approvedOn: day(data.approvedOn),
    endsOn: day(data.endsOn),
    decidedOn: day(data.decidedOn),
    document: data.document ?? '',
    reason: data.reason ?? '',
    rows: (data.rows ?? []).map(inWords),
    clause: clause === undefined ? null : { id: clause, text: programme.notice.get(clause) ?? '' },
  }
  const sample =
    checkCode === '' ? { qrSvg: '', practice: text.print.practice ?? '' } : { qrSvg: qrSvg(checkUrl) }
  const said = filled(words, { ...paper, count: String(paper.rows.length), clause: clause ?? '' })
  return { language, checkCode, checkUrl, ...sample, ...paper, words: said }
}

/** A record names bodies and areas by their ids; the programme has the words. */
const rowIn =
  (text: ProgrammeText, marks: Marks) =>
  ({
    number,
    title,
    applicant,
    body,
    areas,
  }: Omit<PaperRow, 'body' | 'areas'> & Pick<IssuedData, 'body' | 'areas'>) => ({
    number,
    title,
    applicant,
    body: body === null ? '' : (text.recommenders[body] ?? body),
    areas: areas.map((area) => text.areas[area] ?? area).join(marks.list),
  })

type Facts = Record<(typeof PAPER_FACTS)[number], string>

/** Only facts are filled in: the page numbers are left to the layout. */
function filled(words: Record<string, string>, facts: Facts): Record<string, string> {
  const fill = (word: string) =>
    word.replace(/\{(\w+)\}/g, (whole, name: keyof Facts) =>
      PAPER_FACTS.includes(name) ? facts[name] : whole,
    )
  return Object.fromEntries(Object.entries(words).map(([key, word]) => [key, fill(word)]))
}
