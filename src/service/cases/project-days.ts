/** Every date of a project in order, with the clause that it rests on. */
import type { ProjectRecord } from '../../casework/case.ts'
import { isWarnedOf } from '../../casework/project-clock.ts'
import { lastDayOf, lastDayToAskOf, latestExtensionOf, warningsOf } from '../../casework/project-dates.ts'
import { dateIn } from '../../casework/window.ts'
import type { ProjectView } from '../../contract/cases.ts'
import { projectRules } from './decide-case.ts'
import type { Seen } from './seen-case.ts'

type Day = Omit<ProjectView['dates'][number], 'past'>

/** `what`: approved, warning-<days>, ask-until, ends or ends-extended, extension. */
export function daysOf({ record, programme, now }: Seen<ProjectRecord>): ProjectView['dates'] {
  const rules = projectRules(programme)
  const { project } = rules
  const { term, warned, extensions } = record.kept.context
  const clause = project.clause ?? null
  const ask = project.extension?.askBefore === undefined ? null : lastDayToAskOf(rules, term)
  const latest = latestUntil(record, rules)
  const days: Day[] = [
    { what: 'approved', on: record.approvedOn, clause: null },
    // what was not told and will not be is no date of this project
    ...warningsOf(rules, term, warned.since)
      .filter(({ mark }) => warned.marks.includes(mark) || isWarnedOf(record.kept))
      .map(({ mark, day }) => ({ what: `warning-${mark}`, on: day, clause: null })),
    ...(ask && latest ? [{ what: 'ask-until', on: ask.day, clause }] : []),
    { what: extensions > 0 ? 'ends-extended' : 'ends', on: lastDayOf(rules, term).day, clause },
    ...(latest ? [{ what: 'extension', on: latest, clause }] : []),
  ]
  const today = dateIn(programme, now)
  return days
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((day) => ({ ...day, past: day.on < today }))
}

/** The latest day that an extension may name; null where none is possible any more. */
export function latestUntil(
  { kept }: Pick<ProjectRecord, 'kept'>,
  rules: ReturnType<typeof projectRules>,
): string | null {
  const { extensions, term } = kept.context
  if (!MAY_EXTEND.includes(kept.state) || extensions >= (rules.project.extension?.times ?? 0)) return null
  return latestExtensionOf(rules, term)?.day ?? null
}

/** States from which an extension can be asked for, or is. */
const MAY_EXTEND: readonly string[] = ['running', 'mid-term', 'changing', 'extending']
