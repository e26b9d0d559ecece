/** Tables of applications and projects: the summary sheet, the register, and those put forward. */
import type { ApplicationRecord, CaseEvent, CaseRecord, ProjectRecord } from '../../../casework/case.ts'
import { dateIn } from '../../../casework/window.ts'
import type { Library, Speech } from '../../../conversation/world.ts'
import type { Table } from '../../../ports/outside.ts'
import type { Store } from '../../../ports/store.ts'
import type { Libraries } from '../../libraries.ts'
import { answerCell, worldOf } from './answers.ts'

export interface SheetDeps {
  store: Pick<Store, 'cases' | 'submissions'>
  libraries: Libraries
}

type Cell = string | number
/** What each column of the office says, by its name in the folder. */
type Office = Record<string, (record: ApplicationRecord, events: readonly CaseEvent[]) => Cell>

/** Applications in the column order of the folder. */
export function summarySheet(
  library: Library,
  locale: string,
  applications: AsyncIterable<ApplicationRecord[]>,
  deps: SheetDeps,
): Table {
  const speech = library.speech(locale)
  const { phrases, programme, text } = speech
  const { sheet } = programme.review
  const head = (column: string): string =>
    column.startsWith('$')
      ? phrases.say(`export.column.${column.slice(1)}`)
      : (text.fields[column]?.label ?? column)
  return {
    name: phrases.say('export.sheet.summary'),
    columns: sheet.map(head),
    rows: rowsOf(applications, async (record) => {
      const pinned = (await deps.libraries.pinned(record.programmeHash)).speech(locale)
      const submission = await deps.store.submissions.findById(record.submissionId)
      const events = sheet.includes('$opinion') ? await deps.store.cases.events(record.id) : []
      const world = submission && worldOf(pinned, submission)
      const office = officeOf(pinned)
      return sheet.map((column) =>
        column.startsWith('$')
          ? (office[column]?.(record, events) ?? '')
          : world
            ? answerCell(world, column)
            : '',
      )
    }),
  }
}

/** Projects with their terms and what became of them. */
export const projectRegister = (
  library: Library,
  locale: string,
  projects: AsyncIterable<ProjectRecord[]>,
): Table => {
  const speech = library.speech(locale)
  const { phrases } = speech
  return {
    name: phrases.say('export.sheet.register'),
    columns: phrases.list('export.register-columns'),
    rows: rowsOf(projects, async (record) => [
      ...namesIn(speech, record),
      record.document ?? '',
      record.approvedOn,
      record.endsOn,
      record.kept.context.extensions,
      stateIn(speech, record),
      record.certificate ?? '',
    ]),
  }
}

/** Those of the projects that were put forward to the next level, with the reason. */
export function nationalList(
  library: Library,
  locale: string,
  projects: AsyncIterable<ProjectRecord[]>,
  { store }: SheetDeps,
): Table {
  const speech = library.speech(locale)
  const { phrases, programme } = speech
  return {
    name: phrases.say('export.sheet.national'),
    columns: phrases.list('export.national-columns'),
    rows: rowsOf(projects, async (record) => {
      const events = await store.cases.events(record.id)
      const last = events.findLast(({ act }) => act.type === 'put-forward')
      if (!last) return null
      const reason = 'reason' in last.act ? (last.act.reason ?? '') : ''
      return [...namesIn(speech, record), record.certificate ?? '', dateIn(programme, last.at), reason]
    }),
  }
}

/** `row`: null for what is not listed */
async function* rowsOf<R>(
  batches: AsyncIterable<R[]>,
  row: (record: R) => Promise<Cell[] | null>,
): AsyncIterable<Cell[][]> {
  for await (const batch of batches) {
    const rows: Cell[][] = []
    for (const record of batch) rows.push(...[await row(record)].filter((one) => one !== null))
    yield rows
  }
}

function namesIn(speech: Speech, record: CaseRecord): Cell[] {
  return [record.number, record.title, record.applicant, areasIn(speech, record), bodyIn(speech, record)]
}

export const areasIn = ({ text, phrases }: Speech, { areas }: Pick<CaseRecord, 'areas'>): string =>
  areas.map((area) => text.areas[area] ?? area).join(phrases.say('marks.list'))

export const bodyIn = ({ text }: Speech, { body }: Pick<CaseRecord, 'body'>): string =>
  body === null ? '' : (text.recommenders[body] ?? body)

export const stateIn = ({ phrases }: Speech, { kind, kept }: CaseRecord): string =>
  phrases.say(`export.state.${kind}.${kept.state}`)

function officeOf(speech: Speech): Office {
  const { programme } = speech
  return {
    $number: ({ number }) => number,
    $title: ({ title }) => title,
    $applicant: ({ applicant }) => applicant,
    $areas: (record) => areasIn(speech, record),
    $body: (record) => bodyIn(speech, record),
    $received: ({ receivedAt }) => dateIn(programme, receivedAt),
    $state: (record) => stateIn(speech, record),
    $opinion: (_, events) => {
      const last = events.findLast(({ act }) => act.type === 'recommend')
      return last && 'opinion' in last.act ? last.act.opinion : ''
    },
    $document: ({ document }) => document ?? '',
  }
}
