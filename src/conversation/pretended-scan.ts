/** The stamped form as a golden conversation has it: what the code of each page says is written in the step. */
import { type PageCode, pageAddress } from '../casework/check-code.ts'
import { type KnownCode, matchPaper } from '../casework/paper.ts'
import type { Programme } from '../programme/schema.ts'
import type { ShellEvent } from './types.ts'

/** Codes of other papers by the word that a step has before the page. */
const CODES: Readonly<Record<string, string>> = {
  own: '0000-0000-0000-0001',
  earlier: '0000-0000-0000-0002',
  other: '0000-0000-0000-0003',
  forged: '0000-0000-0000-0004',
}
const KNOWN: Readonly<Record<string, KnownCode>> = {
  [CODES.own ?? '']: { is: 'current' },
  [CODES.earlier ?? '']: { is: 'earlier', version: 1 },
  [CODES.other ?? '']: { is: 'other' },
}
/** Pages of one copy. */
const PAGES = 2

/** What the shell would report of these pages: `1-2`, `forged 1-2`, or `-` where nothing can be read. */
export function pretendedScan(pages: readonly string[], number: string, { print }: Programme): ShellEvent {
  const scanned = pages.map((said, at) => ({ page: at + 1, code: said === '-' ? null : addressOf(said) }))
  const know = ({ checkCode }: PageCode): KnownCode => KNOWN[checkCode] ?? { is: 'unknown' }
  const order = { number, version: 2, copies: print.copies, pages: PAGES, know }
  return { type: 'paper', findings: matchPaper(scanned, order), file: 'TEST.pdf' }
}

function addressOf(said: string): string {
  const [place = '', word = 'own'] = said.split(' ').reverse()
  const [copy = 0, page = 0] = place.split('-').map(Number)
  return pageAddress(`https://example.org/check/${CODES[word]}`, { copy, page })
}
