/** `shenbao unanswered`: what could not be answered, ranked, as a table, CSV or JSON. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { startOfDay } from '../casework/window.ts'
import { isoDate, showDate } from '../language/dates.ts'
import type { Phrases } from '../language/phrases.ts'
import { assemble } from '../main.ts'
import {
  reportUnanswered,
  type UnansweredGroup,
  type UnansweredReport,
} from '../service/unanswered-report.ts'
import { StartError } from '../start-error.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

export const FORMATS = ['table', 'csv', 'json'] as const

interface Options {
  programme?: string
  /** an ISO date, the first day that counts */
  since?: string
  format: (typeof FORMATS)[number]
  data?: string
  language?: string
}

/** Other wordings that are shown of one question in the table; the other formats have them all. */
const MOST_SHOWN = 4
/** A longer question is cut in the table (characters). */
const LONGEST_SHOWN = 80

export async function unanswered(options: Options): Promise<void> {
  const words = await cliPhrases(options.language)
  const since = options.since === undefined ? null : readDay(options.since)
  const reports = await collect(options, since, words.language)
  if (options.format === 'json') console.log(JSON.stringify(reports, null, 2))
  else if (options.format === 'csv') process.stdout.write(asCsv(words, reports))
  else console.log(reports.map((report) => asTable(words, report, since)).join('\n\n'))
}

/** @throws StartError when it is no day of the calendar */
function readDay(typed: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed) ?? []
  const date = isoDate(Number(year), Number(month), Number(day))
  if (!date) throw new StartError('bad-date', { date: typed })
  return date
}

/** One report a programme. @throws StartError where there is no database, or no such programme */
async function collect(options: Options, since: string | null, language: string) {
  const config = configFrom(options)
  // an empty database would say that nothing went unanswered
  if (!config.databaseUrl && !existsSync(path.join(config.dataDir, 'db')))
    throw new StartError('no-data', { dir: config.dataDir })
  const house = await assemble({ ...config, log: 'silent' })
  try {
    const { libraries, store } = house
    const all = libraries.ids()
    const { programme: wanted } = options
    if (wanted !== undefined && !all.includes(wanted))
      throw new StartError('unknown-programme', { id: wanted, ids: all.join(', ') })
    const reports: UnansweredReport[] = []
    for (const id of wanted === undefined ? all : [wanted]) {
      const speech = libraries.find(id)?.speech(language)
      if (!speech) continue
      const from = since === null ? null : startOfDay(speech.programme, since)
      reports.push(reportUnanswered(speech, await store.unanswered.wordings(id, from)))
    }
    return reports
  } finally {
    await house.close()
  }
}

function asTable(words: Phrases, report: UnansweredReport, since: string | null): string {
  const { title: programme, total, groups } = report
  const params = {
    programme,
    total,
    groups: groups.length,
    since: since === null ? 'ever' : showDate(since, words.language),
  }
  const key = groups.length === 0 ? 'unanswered.none' : 'unanswered.title'
  return [words.say(key, params), ...groups.flatMap((group, i) => groupLines(words, group, i + 1))].join('\n')
}

function groupLines(words: Phrases, group: UnansweredGroup, rank: number): string[] {
  const [first, ...others] = group.wordings
  const { count, share, lastOn, nearest } = group
  const separator = words.say('unanswered.separator')
  const topics = nearest.map(({ topic }) => topic).join(separator) || words.say('unanswered.no-near')
  const shown = others
    .slice(0, MOST_SHOWN)
    .map((one) => words.say('unanswered.wording', { text: short(one.text), count: one.count }))
  return [
    words.say('unanswered.group', {
      rank,
      count,
      text: short(first?.text ?? ''),
      share: percent(share),
      last: showDate(lastOn, words.language),
    }),
    words.say('unanswered.nearest', { topics }),
    ...(shown.length > 0 ? [words.say('unanswered.others', { wordings: shown.join(separator) })] : []),
  ]
}

const percent = (share: number): string => (100 * share).toFixed(1)

function short(text: string): string {
  const characters = [...text]
  return characters.length > LONGEST_SHOWN ? `${characters.slice(0, LONGEST_SHOWN).join('')}…` : text
}

/** RFC 4180, with the mark by which spreadsheets know the encoding. */
function asCsv(words: Phrases, reports: readonly UnansweredReport[]): string {
  const separator = words.say('unanswered.separator')
  const rows = reports.flatMap(({ title, groups }) =>
    groups.map(({ wordings: [first, ...others], count, share, nearest, lastOn }, i) => [
      title,
      String(i + 1),
      String(count),
      percent(share),
      first?.text ?? '',
      others.map(({ text }) => text).join(separator),
      nearest.map(({ topic }) => topic).join(separator),
      nearest.map(({ id }) => id).join(' '),
      lastOn,
    ]),
  )
  const lines = [words.list('unanswered.columns'), ...rows].map((row) => row.map(cell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** What would be a formula in a spreadsheet is kept a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
