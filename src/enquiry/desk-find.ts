/** Which enquiry is meant. Numbers are looked for among those there are: how a programme writes them does not matter. */
import type { DeskActivity, DeskCase, DeskState } from './desk-shapes.ts'

interface Found {
  case: DeskCase
  from: number
  to: number
}

const plain = (text: string): string => text.normalize('NFKC').toUpperCase()

/** Enquiries whose number stands in a text, in that order, each once; never a part of a longer number. */
export function namedIn(text: string, cases: readonly DeskCase[]): DeskCase[] {
  const found = cases.flatMap((one) => placeOf(plain(text), one)).sort((a, b) => a.from - b.from)
  return [...new Set(found.map((one) => one.case))]
}

function placeOf(text: string, one: DeskCase): Found[] {
  const number = plain(one.enquiry.number)
  for (let from = text.indexOf(number); from >= 0; from = text.indexOf(number, from + 1)) {
    const to = from + number.length
    const isWhole = !/[A-Z0-9]$/.test(text.slice(0, from)) && !/^-?[A-Z0-9]/.test(text.slice(to))
    if (isWhole) return [{ case: one, from, to }]
  }
  return []
}

/** The enquiry a text begins with, and the text after it. */
export function ledBy(text: string, cases: readonly DeskCase[]): { case: DeskCase; rest: string } | null {
  const trimmed = text.trimStart()
  for (const one of cases) {
    const { length } = one.enquiry.number
    const [head, rest] = [trimmed.slice(0, length), trimmed.slice(length)]
    if (plain(head) === plain(one.enquiry.number) && !/^-?[a-z0-9]/i.test(rest))
      return { case: one, rest: rest.replace(/^[\s:：,，、。.]+/, '') }
  }
  return null
}

/**
 * The enquiry that a quoted message is about: what we say of one names it in its first line. A quotation that names
 * several and none in its first line, such as a list, is about none.
 */
export function quotedCase(quoted: string, cases: readonly DeskCase[]): DeskCase | null {
  const firstLine = quoted.trimStart().split('\n', 1)[0] ?? ''
  const inFirst = namedIn(firstLine, cases)
  if (inFirst.length > 0) return inFirst.length === 1 ? (inFirst[0] ?? null) : null
  const all = namedIn(quoted, cases)
  return all.length === 1 ? (all[0] ?? null) : null
}

/** How a text begins that looks like the number of something, and not like a date; null: like words. */
export function likeNumber(text: string): string | null {
  const [token = ''] = text.trim().split(/[\s:：,，。]/, 1)
  const isNumber = token.length <= 40 && /\d/.test(token) && /^[\p{L}\d]+([-/][\p{L}\d]+)+$/u.test(token)
  return isNumber && !/^\d{1,4}[-/]\d/.test(token) ? token : null
}

/** Longest piece of a message in which numbers are looked for. */
const MOST_READ = 2_000
const MOST_TOKENS = 12

/** What the shell has to look up before the turn: ids on buttons, and what may be numbers of enquiries. */
export function mentionedIn(
  activity: DeskActivity,
  { pending }: DeskState,
): { ids: string[]; numbers: string[] } {
  const waiting = pending && 'id' in pending && pending.id ? [pending.id] : []
  if (activity.kind === 'choice') return { ids: [...waiting, ...idsIn(activity.value)], numbers: [] }
  if (activity.kind === 'form') return { ids: [...waiting, ...idsIn(activity.step)], numbers: [] }
  if (activity.kind !== 'text' && activity.kind !== 'file') return { ids: waiting, numbers: [] }
  const read = [activity.text, activity.quoted].map((text) => (text ?? '').slice(0, MOST_READ)).join('\n')
  const tokens = plain(read).match(/[A-Z0-9][A-Z0-9/_-]*\d/g) ?? []
  return { ids: waiting, numbers: [...new Set(tokens)].slice(0, MOST_TOKENS) }
}

const idsIn = (value: string): string[] => value.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
