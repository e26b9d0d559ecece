/** What the QR codes on the pages of a scan say, and what is wrong with it. Pure; images are read elsewhere. */
import { type PageCode, type PagePlace, readPageCode } from './check-code.ts'

/** One page of what was uploaded, in its order. A photo of two pages is there twice, under the same number. */
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
  /** of a print whose codes do not say which page it is: only how many there are can be checked */
  | { type: 'unplaced'; page: number }
  /** these pages of this copy are not there */
  | { type: 'missing'; copy: number; pages: number[] }
  /** a copy is not there at all */
  | { type: 'no-copy'; copy: number }
  /** an electronic seal is asked for, and the file carries no digital signature */
  | { type: 'unsigned' }
  /** its words are not those of the print; only where the seal is electronic */
  | { type: 'altered'; page: number }

export interface PaperFindings {
  /** number of the submission that it was matched with; null: none */
  number: string | null
  version: number | null
  /** pages that were found in their place, and how many there should be */
  found: number
  expected: number
  /** how many there should be */
  copies: number
  problems: PaperProblem[]
}

/** What a check code stands for, seen from one application. */
export type KnownCode = { is: 'current' } | { is: 'earlier'; version: number } | { is: 'other' | 'unknown' }

/** What a scan is matched with: the version that counts. */
export interface PaperOrder {
  number: string
  version: number
  copies: number
  /** pages that one copy has */
  pages: number
  /** `code` as readPageCode gives it */
  know(code: PageCode): KnownCode
}

/** Puts the pages in their places and names all that is wrong, in the order of the pages, what is missing last. */
export function matchPaper(scanned: readonly ScannedPage[], order: PaperOrder): PaperFindings {
  const places = new Map<string, number>()
  const seen = scanned.flatMap((page) => problemOf(page, order, places) ?? [])
  const { number, version, copies, pages } = order
  const expected = copies * pages
  // beside a whole set a page without a code is none of it: the page on seals, a letter
  const problems = places.size === expected ? seen.filter(({ type }) => type !== 'unreadable') : seen
  const unplaced = problems.filter(({ type }) => type === 'unplaced').length
  const found = Math.min(expected, places.size + unplaced)
  // where pages without a place fill every gap, nothing is known to be missing
  const absent = found < expected ? missing(order, places) : []
  return { number, version, found, expected, copies, problems: [...problems, ...absent] }
}

/** What is wrong with one page; null: it is in its place, which is noted. */
function problemOf(
  { page, code }: ScannedPage,
  order: PaperOrder,
  places: Map<string, number>,
): PaperProblem | null {
  const read = code === null ? null : readPageCode(code)
  if (code === null || !read) return { type: 'unreadable', page }
  const known = order.know(read)
  if (known.is === 'unknown' || (known.is === 'current' && !isWithin(read.place, order)))
    return { type: 'forged', page, code }
  if (known.is === 'other') return { type: 'foreign', page, code }
  if (known.is === 'earlier') return { type: 'earlier', page, version: known.version, current: order.version }
  return read.place ? settle(page, read.place, places) : { type: 'unplaced', page }
}

/** A page of a copy that there is not was never printed. */
const isWithin = (place: PagePlace | null, { copies, pages }: PaperOrder): boolean =>
  place === null || (place.copy <= copies && place.page <= pages)

function settle(page: number, { copy, page: of }: PagePlace, places: Map<string, number>) {
  const before = places.get(keyOf(copy, of))
  if (before !== undefined) return { type: 'reused' as const, page, copy, of, before }
  places.set(keyOf(copy, of), page)
  return null
}

function missing({ copies, pages }: PaperOrder, places: ReadonlyMap<string, number>): PaperProblem[] {
  return upTo(copies).flatMap((copy): PaperProblem[] => {
    const gone = upTo(pages).filter((page) => !places.has(keyOf(copy, page)))
    if (gone.length === 0) return []
    return gone.length === pages ? [{ type: 'no-copy', copy }] : [{ type: 'missing', copy, pages: gone }]
  })
}

const keyOf = (copy: number, page: number): string => `${copy}-${page}`
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)
