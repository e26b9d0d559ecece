/** Figures for officers: load and response times, as JSON and as a workbook, and what people could not find. */
import type { Readable } from 'node:stream'
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { dateIn, startOfDay } from '../casework/window.ts'
import type { reportSchema, unansweredSchema } from '../contract/desk.ts'
import type { Library, Speech } from '../conversation/world.ts'
import { mayDo, type Officer } from '../enquiry/policy.ts'
import { monthName, showDate } from '../language/dates.ts'
import type { Phrases } from '../language/phrases.ts'
import type { EnquiryStore, ReportRow, Tally } from '../ports/desk.ts'
import type { Clock } from '../ports/outside.ts'
import type { UnansweredStore } from '../ports/store.ts'
import { endOfDay } from './enquiries/list-enquiries.ts'
import { Failure } from './failure.ts'
import type { Libraries } from './libraries.ts'
import { scopeOf } from './officers/scope.ts'
import { reportUnanswered } from './unanswered-report.ts'

/** ISO days of the programme's zone, both included; left out: the last 90 days. */
export interface ReportSpan {
  programme: string
  from?: string | undefined
  until?: string | undefined
}

/** What a workbook is written from. */
export interface WorkbookOrder {
  phrases: Phrases
  timezone: string
  title: string
  tallies: Tallies
  rows: AsyncIterable<ReportRow[]>
  line: (id: string | null) => string
  area: (id: string | null) => string
}

interface Deps {
  store: { enquiries: EnquiryStore; unanswered: UnansweredStore }
  libraries: Libraries
  clock: Clock
  writeWorkbook: (order: WorkbookOrder) => Promise<Readable>
}

type Tallies = { lines: Tally[]; months: Tally[]; days: Tally[] }
const DAYS = 90
/** A cell each costs memory: more than this is asked for in parts. */
const MOST_DAYS = 3 * 366

export class DeskReports {
  private readonly deps: Deps

  constructor(deps: Deps) {
    this.deps = deps
  }

  async report(officer: Officer, span: ReportSpan): Promise<z.infer<typeof reportSchema>> {
    const { from, until, tallies, lineOf, speech } = await this.read(officer, span)
    const { language } = speech.phrases
    const labelled = (all: Tally[], label: (key: string) => string) =>
      all.map((tally) => ({ ...tally, label: label(tally.key) }))
    return {
      from,
      until,
      lines: labelled(tallies.lines, (key) => lineOf(key || null)),
      months: labelled(tallies.months, (key) => monthName(key, language)),
      days: labelled(tallies.days, (key) => showDate(key, language)),
    }
  }

  /** The same with every enquiry; @returns its file name and content. */
  async workbook(officer: Officer, span: ReportSpan): Promise<{ name: string; content: Readable }> {
    const { from, until, instants, tallies, lineOf, speech } = await this.read(officer, span)
    const { phrases, text, programme } = speech
    const content = await this.deps.writeWorkbook({
      phrases,
      timezone: programme.timezone,
      title: phrases.say('report.title', { programme: text.programme.title, from, until }),
      tallies,
      rows: this.deps.store.enquiries.rows(scopeOf(officer), instants),
      line: lineOf,
      area: (id) => (id === null ? phrases.say('report.no-area') : (text.areas[id] ?? id)),
    })
    return { name: `${phrases.say('report.file', { from, until })}.xlsx`, content }
  }

  async unanswered(officer: Officer, programme: string): Promise<z.infer<typeof unansweredSchema>> {
    if (!mayDo(officer, 'read-unanswered', programme)) throw new Failure('not-allowed')
    const wordings = await this.deps.store.unanswered.wordings(programme, null)
    const { total, groups } = reportUnanswered(this.library(programme).speech(officer.locale), wordings)
    return { total, groups }
  }

  private async read(officer: Officer, span: ReportSpan) {
    if (!mayDo(officer, 'read-report', span.programme)) throw new Failure('not-allowed')
    const speech: Speech = this.library(span.programme).speech(officer.locale)
    const { programme, phrases, text } = speech
    const { from, until } = this.daysOf(span, programme)
    const instants = {
      from: startOfDay(programme, from),
      until: endOfDay(programme, until),
      programmeId: programme.id,
    }
    const tallies = await this.deps.store.enquiries.tallies(scopeOf(officer), {
      ...instants,
      timezone: programme.timezone,
    })
    const lineOf = (id: string | null): string =>
      id === null ? phrases.say('report.no-line') : (text.contacts[id] ?? id)
    return { speech, from, until, instants, tallies, lineOf }
  }

  private daysOf({ from, until }: ReportSpan, zone: { timezone: string }): { from: string; until: string } {
    const last = until ?? dateIn(zone, this.deps.clock.now())
    const first = from ?? Temporal.PlainDate.from(last).subtract({ days: DAYS }).toString()
    const { days } = Temporal.PlainDate.from(first).until(last)
    if (days < 0 || days > MOST_DAYS) throw new Failure('bad-span', { most: MOST_DAYS }, 'from')
    return { from: first, until: last }
  }

  private library(id: string): Library {
    const found = this.deps.libraries.find(id)
    if (!found) throw new Failure('unknown-programme', { id })
    return found
  }
}
