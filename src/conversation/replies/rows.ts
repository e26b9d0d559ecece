/** What is said while a list grows: rows noted, sums, and lines that could not be read. */
import type { Field } from '../../programme/schema.ts'
import { type RowFault, rowsOf } from '../draft.ts'
import type { Reply } from '../types.ts'
import type { World } from '../world.ts'
import { buttonsOf, fieldOf } from './ask-field.ts'
import { cardOf } from './card.ts'
import { showRow, showSums } from './show-value.ts'

/** After rows: what was noted since there were `before` of them, the sums, and how to go on. */
export function rowNoted(world: World, fieldId: string, before: number): Reply {
  const field = fieldOf(world, fieldId)
  const rows = rowsOf(world.draft, fieldId)
  const { phrases } = world
  const full = field.maxRows !== undefined && rows.length >= field.maxRows
  const text = [
    ...rows
      .slice(before)
      .map((row, i) =>
        phrases.say('filing.row-noted', { count: before + i + 1, row: showRow(world, field, row) }),
      ),
    ...showSums(world, field),
    full ? phrases.say('filing.rows-full', { max: rows.length }) : phrases.say('filing.rows-more'),
  ].join('\n')
  return {
    key: 'filing.row-noted',
    text,
    choices: [
      { value: `done:${fieldId}`, label: phrases.say('buttons.done') },
      { value: `drop:${fieldId}:${rows.length - 1}`, label: phrases.say('buttons.drop-row') },
    ],
    ...(full ? {} : { form: cardOf(world, field, { lead: text }) }),
    pending: { field: fieldId },
  }
}

/** Lines of a list that could not be read: each with what is wrong; the first stays in the card as it was typed. */
export function rowFault(world: World, fieldId: string, faults: readonly RowFault[]): Reply {
  const field = fieldOf(world, fieldId)
  const { phrases } = world
  const [first] = faults
  const lines = faults.map((fault) =>
    phrases.say('filing.row-fault', {
      line: fault.line,
      column: columnLabel(world, field, fault),
      reason: reasonOf(world, field, fault),
    }),
  )
  const lead = [...lines, phrases.say('filing.rows-try-again')].join('\n')
  return {
    key: `filing.error.${first?.error.code}`,
    text: lead,
    choices: buttonsOf(world, field),
    form: cardOf(world, field, {
      lead,
      ...(first?.column
        ? { errors: { [first.column]: reasonOf(world, field, first) }, cells: first.cells }
        : {}),
    }),
    pending: { field: fieldId },
  }
}

/** The name of the column that is wrong, else of the list. */
function columnLabel(world: World, field: Field, { column }: RowFault): string {
  const words = world.text.fields[field.id]
  return words?.columns?.[column]?.label ?? words?.label ?? field.id
}

/** What is wrong with a line and, for a choice, what there is to choose. */
function reasonOf(world: World, field: Field, fault: RowFault): string {
  const { phrases } = world
  const { column, error } = fault
  const words = world.text.fields[field.id]?.columns?.[column]
  const options = Object.values(words?.options ?? {}).join(phrases.say('marks.list'))
  return error.code === 'choice' && options !== ''
    ? phrases.say('errors.choice-of', { options })
    : phrases.say(`errors.${error.code}`, { label: columnLabel(world, field, fault), ...error.params })
}
