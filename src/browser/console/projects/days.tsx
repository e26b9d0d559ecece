import { dayOf } from '../data/times.ts'
import { type Say, useLanguage } from '../data/words.tsx'
import { isTermRunning } from './stages.ts'
import type { ProjectRow } from './wire.ts'

/** A calendar day in words; it is the same day in every zone. */
export const dayInWords = (day: string, language: string) => dayOf(day, language, 'UTC')

/** A calendar day. */
export function Day({ on, short = false }: { on: string; short?: boolean }) {
  const { code } = useLanguage()
  return <time dateTime={on}>{dayOf(on, code, 'UTC', short ? 'short' : 'long')}</time>
}

/** So many days, in words: "12 days". */
export const daysInWords = (days: number, language: string) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)

const SOON = 30

/** What is left of a term that runs, and how much that presses; nothing once it does not run any more. */
export function leftOf(
  { state, daysLeft }: Pick<ProjectRow, 'state' | 'daysLeft'>,
  say: Say,
  language: string,
): { text: string; tone: 'late' | 'soon' | 'calm' } | null {
  if (!isTermRunning(state)) return null
  if (daysLeft < 0)
    return { text: say('term.over', { days: daysInWords(-daysLeft, language) }), tone: 'late' }
  if (daysLeft === 0) return { text: say('term.last'), tone: 'soon' }
  const tone = daysLeft <= SOON ? 'soon' : 'calm'
  return { text: say('term.left', { days: daysInWords(daysLeft, language) }), tone }
}

/** The term of a project: from approval to its last day, and what is left. */
export function TermOf({ row }: { row: ProjectRow }) {
  const { say, code } = useLanguage()
  const left = leftOf(row, say, code)
  return (
    <span className={`term ${left?.tone ?? 'calm'}`}>
      {left && <b>{left.text}</b>}
      <small>
        <Day on={row.approvedOn} short /> – <Day on={row.endsOn} short />
      </small>
    </span>
  )
}
