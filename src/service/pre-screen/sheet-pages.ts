/** The sheets that officers get back: the verdicts beside what they sent, and the template to begin with. */
import type { World } from '../../conversation/world.ts'
import { optionsOf } from '../../language/read-answer.ts'
import type { SheetCell, SheetPage } from '../../ports/outside.ts'
import { fieldsOf } from '../../programme/rules.ts'
import type { Field, Programme } from '../../programme/schema.ts'
import type { JudgedRow } from './judge-row.ts'
import type { Column } from './match-columns.ts'

export interface ScreenedTable {
  /** in the language of the officer */
  world: World
  columns: readonly Column[]
  rows: readonly { cells: readonly string[]; judged: JudgedRow }[]
}

/** What was sent with the verdicts beside it, and which column was taken for what. */
export function verdictPages(table: ScreenedTable): SheetPage[] {
  return [verdicts(table), recognised(table)]
}

function verdicts({ world, columns, rows }: ScreenedTable): SheetPage {
  const { phrases, programme, text } = world
  const label = (id: string, clause: string) =>
    phrases.say('pre-screen.condition', { label: text.conditions[id]?.label ?? id, clause })
  return {
    name: phrases.say('pre-screen.sheet.verdicts'),
    head: [
      ...columns.map(({ header }) => header),
      phrases.say('pre-screen.verdict'),
      ...programme.conditions.map(({ id, clause }) => label(id, clause)),
      phrases.say('pre-screen.problems'),
    ],
    rows: rows.map(({ cells, judged }) => [
      ...columns.map(({ at }) => ({ text: cells[at] ?? '' })),
      verdictCell(judged, world),
      ...programme.conditions.map(({ id }) => conditionCell(judged, id, world)),
      problemsCell(judged, world),
    ]),
  }
}

const VERDICT_TINTS = { eligible: 'good', 'needs-confirmation': 'open', ineligible: 'bad' } as const
const OUTCOME_TINTS = { met: 'good', unknown: 'open', unmet: 'bad' } as const

const verdictCell = ({ verdict }: JudgedRow, { phrases }: World): SheetCell => ({
  text: phrases.say(`pre-screen.verdicts.${verdict}`),
  tint: VERDICT_TINTS[verdict],
})

/** Empty where the condition does not apply. */
function conditionCell({ conditions }: JudgedRow, id: string, { phrases }: World): SheetCell {
  const found = conditions.find((condition) => condition.id === id)
  if (!found) return { text: '' }
  const { outcome, reason } = found
  return { text: phrases.say(`pre-screen.outcomes.${outcome}`, { reason }), tint: OUTCOME_TINTS[outcome] }
}

function problemsCell({ problems }: JudgedRow, { phrases }: World): SheetCell {
  const lines = problems.map(({ header, text }) => phrases.say('pre-screen.problem', { header, text }))
  return { text: lines.join('\n'), ...(lines.length > 0 ? { tint: 'open' as const } : {}) }
}

function recognised({ world, columns }: ScreenedTable): SheetPage {
  const { phrases, text } = world
  return {
    name: phrases.say('pre-screen.sheet.columns'),
    head: [...phrases.list('pre-screen.column-heads')],
    rows: columns.map(({ header, field }) => [
      { text: header },
      field
        ? { text: text.fields[field.id]?.label ?? field.id }
        : { text: phrases.say('pre-screen.not-recognised'), tint: 'open' },
    ]),
  }
}

/** An empty sheet with a column for everything that a verdict can depend on, and what may be written into each. */
export function templatePages(programme: Programme, world: World): SheetPage[] {
  const { phrases, text } = world
  const fields = deciding(programme)
  const label = ({ id }: Field): string => text.fields[id]?.label ?? id
  return [
    { name: phrases.say('pre-screen.sheet.template'), head: fields.map(label), rows: [] },
    {
      name: phrases.say('pre-screen.sheet.hints'),
      head: [...phrases.list('pre-screen.hint-heads')],
      rows: fields.map((field) => [
        { text: label(field) },
        { text: optionsIn(field, world) },
        { text: text.fields[field.id]?.hint ?? text.fields[field.id]?.ask ?? '' },
      ]),
    },
  ]
}

const optionsIn = (field: Field, world: World): string =>
  optionsOf(field, { ...world, year: 0 })
    .map(({ label }) => label)
    .join('\n')

/** Fields that name an applicant, that a condition looks at, or that fill in one of those; in the order of the form. */
function deciding({ conditions, questions, review, fields, sections, facts }: Programme): Field[] {
  const looked = conditions.flatMap(({ when, meets }) => [
    ...(when ? fieldsOf(when) : []),
    ...fieldsOf(meets),
  ])
  const ids = new Set([...looked, ...questions, review.applicant, review.title])
  for (const { id, prefill } of fields.values()) if (ids.has(id) && prefill) ids.add(prefill.from)
  return [...sections.flatMap((section) => section.fields), ...facts].filter(({ id }) => ids.has(id))
}
