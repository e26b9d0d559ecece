/** One row of a spreadsheet as if its applicant had answered the eligibility check. */
import type { PreScreen } from '../../contract/pre-screen.ts'
import { answer } from '../../conversation/draft.ts'
import { errorText } from '../../conversation/replies/ask-field.ts'
import { reportConditions } from '../../conversation/replies/verdict.ts'
import type { Draft } from '../../conversation/types.ts'
import { factsOf, type World } from '../../conversation/world.ts'
import { bare } from '../../language/normalise.ts'
import { optionsOf, topicPath } from '../../language/read-answer.ts'
import { assess } from '../../programme/eligibility.ts'
import { fieldsOf } from '../../programme/rules.ts'
import type { Field } from '../../programme/schema.ts'
import { answerOf, type Entry } from '../../programme/values.ts'
import type { Column, Table } from './match-columns.ts'

export type JudgedRow = PreScreen['rows'][number]

/** What is judged with: the officer's own language first, then those that cells may be written in. */
export type Tongues = readonly [own: World, ...others: World[]]

/** Kinds of fields that one cell cannot hold; no verdict depends on them. */
const NOT_IN_A_CELL: readonly Field['type'][] = ['rows', 'files', 'acknowledge', 'constant']

export function judgeRow(
  { line, cells }: Table['rows'][number],
  columns: readonly Column[],
  tongues: Tongues,
) {
  const problems: JudgedRow['problems'] = []
  let draft: Draft = { id: '', code: '', revision: 0, entries: {} }
  for (const { at, header, field } of columns) {
    const cell = cells[at] ?? ''
    if (!field || cell === '' || NOT_IN_A_CELL.includes(field.type)) continue
    const read = readCell(field, cell, draft, tongues)
    draft = read.draft
    if (read.problem !== null) problems.push({ header, text: read.problem })
  }
  const world = { ...tongues[0], draft }
  const { verdict } = assess(factsOf(world))
  return { row: line, name: nameOf(world, cells), verdict, conditions: conditionsOf(world), problems }
}

/** In whatever language it can be read. What cannot be read stays as it is written: nothing else may answer for it. */
function readCell(
  field: Field,
  cell: string,
  draft: Draft,
  tongues: Tongues,
): { draft: Draft; problem: string | null } {
  const [own] = tongues
  const number = isBareNumber(field, cell, own)
  for (const world of number ? [] : tongues) {
    const change = answer({ ...world, draft }, field.id, asOption(field, cell, world))
    if (change.reading?.ok) return { draft: change.draft, problem: null }
  }
  const entry: Entry = { raw: cell, error: { code: 'choice' }, source: 'applicant' }
  const kept = { ...draft, entries: { ...draft.entries, [field.id]: entry } }
  const problem = number
    ? own.phrases.say('pre-screen.bare-number')
    : problemOf(field, cell, { ...own, draft })
  return { draft: kept, problem }
}

/** What is wrong with a cell; of a direction that may be several, which. */
function problemOf(field: Field, cell: string, world: World): string | null {
  const { reading } = answer(world, field.id, cell)
  if (!reading || reading.ok) return null
  const wrong = errorText(world, field, reading.error)
  if (!('suggestions' in reading) || reading.suggestions.length === 0) return wrong
  const topics = reading.suggestions.map(({ area, topic }) => topicPath(world, area.id, topic.id))
  return `${wrong}${world.phrases.say('pre-screen.candidates', { topics: topics.join(world.phrases.say('marks.list')) })}`
}

const CHOSEN: readonly Field['type'][] = ['choice', 'choices', 'topics', 'recommender']

/** A number in a list that nobody sees here would be a guess. */
const isBareNumber = (field: Field, cell: string, world: World): boolean =>
  CHOSEN.includes(field.type) &&
  /^\d+$/.test(cell) &&
  !optionsOf(field, { ...world, year: 0 }).some(({ value, label }) => value === cell || label === cell)

const TICKS: Readonly<Record<string, string>> = {
  ...{ '√': 'yes', '✓': 'yes', '✔': 'yes' },
  ...{ '×': 'no', '✗': 'no', '✘': 'no' },
}

/** A tick, and yes or no in any words, where that is what there is to choose from. */
function asOption(field: Field, cell: string, { phrases }: World): string {
  if (field.type !== 'yes-no' && !field.options?.includes('yes')) return cell
  const said = (['yes', 'no'] as const).find((one) =>
    phrases.list(`words.${one}`).some((word) => bare(word) === bare(cell)),
  )
  return TICKS[cell] ?? said ?? cell
}

function nameOf({ programme, draft }: World, cells: readonly string[]): string {
  const { applicant, title } = programme.review
  for (const id of [applicant, title]) {
    const value = id === undefined ? undefined : answerOf(draft.entries, id)
    if (typeof value === 'string') return value
  }
  return cells.find((cell) => cell !== '') ?? ''
}

const OUTCOMES = { meets: 'met', 'does-not-meet': 'unmet', 'needs-confirmation': 'unknown' } as const

/** Those that apply; what the sheet does not say is named. */
function conditionsOf(world: World): JudgedRow['conditions'] {
  return reportConditions(world).flatMap(({ id, label, clause, outcome, reason }) => {
    if (outcome === 'not-applicable') return []
    const missing = outcome === 'needs-confirmation' ? missingFor(id, world) : []
    const fields = missing.join(world.phrases.say('marks.list'))
    const more = missing.length > 0 ? world.phrases.say('pre-screen.missing', { fields }) : ''
    return [{ id, label, clause, outcome: OUTCOMES[outcome], reason: `${reason}${more}` }]
  })
}

function missingFor(id: string, { programme, text, draft }: World): string[] {
  const condition = programme.conditions.find((one) => one.id === id)
  if (!condition) return []
  const needed = [...(condition.when ? fieldsOf(condition.when) : []), ...fieldsOf(condition.meets)]
  const open = [...new Set(needed)].filter((field) => draft.entries[field]?.value === undefined)
  return open.map((field) => text.fields[field]?.label ?? field)
}
