/** What is said about an application that was handed in, or a project: what is wanted of it, until when, and why. */
import type { Command, WishStep } from './commands.ts'
import { findDate } from './dates.ts'
import { bare, normalise } from './normalise.ts'
import { FIGURE, readFigure } from './numerals.ts'
import type { Understanding } from './question.ts'
import { isOneOf } from './word-lists.ts'

/** What can be wanted, with a list of words for each; the first that fits is taken. */
const WANTED = ['withdraw', 'request-extension', 'request-change', 'request-acceptance', 'rectified'] as const

/** “申请延期”, “withdraw for good”; only once something has been handed in, else they are questions. */
export function asWish(plain: string, { handedIn, phrases }: Understanding): Command[] | null {
  if (!handedIn) return null
  const said = (list: string): boolean =>
    isOneOf(plain, phrases.list(`case.commands.${list}`), phrases.list('words.polite'))
  if (said('mend')) return [{ type: 'mend' }]
  if (said('leave-form')) return [{ type: 'leave-form' }]
  if (said('status')) return [{ type: 'show', what: 'status' }]
  const act = WANTED.find(said)
  return act ? [{ type: 'wish', step: { do: 'say', act } }] : null
}

/** What is said while it is asked until when, or why; null where it belongs to the talk besides. */
export function asWishStep(utterance: string, at: Understanding): Command[] | null {
  const { wishing, confirming, enquiring, phrases } = at
  // a yes that is awaited for something else must not be taken for a reason
  if (!wishing || confirming || enquiring) return null
  const plain = bare(utterance)
  if (isOneOf(plain, phrases.list('case.commands.drop'), phrases.list('words.polite')))
    return [step({ do: 'drop' })]
  const offered = offeredFor(plain, at)
  if (offered) return [offered]
  if (/[?？]\s*$/.test(utterance)) return null
  return [step(wishing === 'until' ? { do: 'until', raw: utterance } : { do: 'reason', text: utterance })]
}

/** A button by its words or its number. */
function offeredFor(plain: string, { offered, wishing }: Understanding): Command | null {
  const byNumber = wishing === 'until' && /^\d$/.test(plain) ? offered[Number(plain) - 1] : undefined
  const option = offered.find(({ value, label }) => value.startsWith('wish:') && bare(label) === plain)
  const value = (option ?? byNumber)?.value ?? ''
  return value.startsWith('wish:') ? wishButton(value.slice('wish:'.length)) : null
}

/** Reads `wish:<what>:<argument>` of a button; null for what no button of ours says. */
export function wishButton(rest: string): Command | null {
  const [what, first = ''] = rest.split(':')
  const act = WANTED.find((one) => one === first)
  if (what === 'begin') return act ? step({ do: 'begin', act }) : null
  if (what === 'until') return step({ do: 'until', raw: first })
  return what === 'drop' ? step({ do: 'drop' }) : null
}

const step = (of: WishStep): Command => ({ type: 'wish', step: of })

/** A last day as it was said: a date, or so many months, then counted from the present last day. */
export type SaidUntil = { day: string } | { months: number }

const MONTHS = new RegExp(`(${FIGURE})\\s*${/(?:个?月|months?)/.source}`)
const HALF = /半年|half\s+a\s+year/

/** Null where neither is said. @param year stands in where a date is written without one */
export function readUntil(said: string, year: number): SaidUntil | null {
  const text = normalise(said)
  const day = findDate(text, year)
  if (day) return { day }
  if (HALF.test(text)) return { months: 6 }
  const months = readFigure(MONTHS.exec(text)?.[1] ?? '')
  return Number.isNaN(months) || months <= 0 ? null : { months }
}
