/** What officers read besides enquiries: what people could not find, and how fast they were answered. */
import { dateIn, startOfDay } from '../casework/window.ts'
import type { Speech } from '../conversation/world.ts'
import { mayDo, type Officer } from '../enquiry/policy.ts'
import { monthName, nextDay, showDate } from '../language/dates.ts'
import type { Scope, Tally } from '../ports/desk.ts'
import type { Clock } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { Failure } from './failure.ts'
import type { Libraries } from './libraries.ts'
import { reportUnanswered, type UnansweredReport } from './unanswered-report.ts'

export interface DeskReportDeps {
  store: Pick<Store, 'unanswered' | 'enquiries'>
  libraries: Libraries
  clock: Clock
}

export type NamedTally = Tally & { label: string }

export interface DeskReport {
  /** days by the calendar of the programme, both included */
  from: string
  until: string
  lines: NamedTally[]
  months: NamedTally[]
  days: NamedTally[]
}

/** So many days a report covers when none are named. */
const DAYS = 90
const DAY_MS = 86_400_000

export class DeskReports {
  private readonly deps: DeskReportDeps

  constructor(deps: DeskReportDeps) {
    this.deps = deps
  }

  /** What people asked and nobody could answer, in the officer's language. @throws Failure not-allowed */
  async unanswered(officer: Officer, programmeId: string): Promise<UnansweredReport> {
    const speech = this.speech(officer, 'read-unanswered', programmeId)
    return reportUnanswered(speech, await this.deps.store.unanswered.wordings(programmeId, null))
  }

  /** Enquiries asked in these days, as far as `scope` lets the officer see. @throws Failure not-allowed */
  async tallies(
    officer: Officer,
    scope: Scope,
    programmeId: string,
    span: { from?: string | undefined; until?: string | undefined } = {},
  ): Promise<DeskReport> {
    const speech = this.speech(officer, 'read-report', programmeId)
    const { from, until } = this.span(speech, span)
    const tallies = await this.deps.store.enquiries.tallies(scope, {
      from: startOfDay(speech.programme, from),
      until: startOfDay(speech.programme, nextDay(until)),
      timezone: speech.programme.timezone,
      programmeId,
    })
    return { from, until, ...named(speech, tallies) }
  }

  private span(
    { programme }: Speech,
    { from, until }: { from?: string | undefined; until?: string | undefined },
  ) {
    const now = this.deps.clock.now()
    const last = until ?? dateIn(programme, now)
    const first = from ?? dateIn(programme, new Date(startOfDay(programme, last).getTime() - DAYS * DAY_MS))
    return { from: first, until: last }
  }

  private speech(officer: Officer, action: 'read-report' | 'read-unanswered', programmeId: string): Speech {
    if (!mayDo(officer, action, programmeId)) throw new Failure('not-allowed')
    const library = this.deps.libraries.find(programmeId)
    if (!library) throw new Failure('unknown-programme', { id: programmeId })
    return library.speech(officer.locale)
  }
}

function named(
  { text, phrases }: Speech,
  { lines, months, days }: Record<'lines' | 'months' | 'days', Tally[]>,
) {
  const { language } = phrases
  const label = (name: (key: string) => string) => (tally: Tally) => ({ ...tally, label: name(tally.key) })
  return {
    lines: lines.map(label((key) => text.contacts[key] ?? phrases.say('desk-report.no-line'))),
    months: months.map(label((key) => monthName(key, language))),
    days: days.map(label((key) => showDate(key, language))),
  }
}
