/** Words of an open question, of what is wrong with an answer, and of what was noted. */
import type { Option, ReadError } from '../../language/read-answer.ts'
import type { Column, Field } from '../../programme/schema.ts'
import { isShown, sectionOf } from '../../programme/steps.ts'
import { isAnswered } from '../../programme/values.ts'
import { type RowFault, rowsOf } from '../draft.ts'
import type { Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { cardOf, shownOptions } from './card.ts'
import { showEntry, showRow, showSums } from './show-value.ts'

/** More options than this do not fit as buttons. */
const MOST_BUTTONS = 20
/** Options that may be listed again after a wrong answer. */
const SHORT_LIST = 10

/** Asks one field: the sentence, what is known already, buttons where they fit, and a card. */
export function askField(world: World, fieldId: string): Reply {
  const field = fieldOf(world, fieldId)
  const words = world.text.fields[fieldId]
  const lines = [words?.ask ?? fieldId]
  if (words?.hint) lines.push(words.hint)
  if (words?.example) lines.push(world.phrases.say('filing.example', { example: words.example }))
  if (field.type === 'acknowledge') lines.push(world.text.programme.privacy)
  lines.push(...instructions(world, field), ...presentAnswer(world, field))
  return {
    key: `filing.ask.${fieldId}`,
    text: lines.join('\n'),
    choices: buttonsOf(world, field),
    form: cardOf(world, field),
    pending: { field: fieldId },
  }
}

/** What is answered already, for whoever comes back to a question. */
function presentAnswer(world: World, field: Field): string[] {
  if (!isAnswered(world.draft.entries, field.id)) return []
  const { phrases } = world
  if (field.type === 'rows')
    return [phrases.say('filing.rows-so-far', { count: rowsOf(world.draft, field.id).length })]
  return [phrases.say('filing.present', { value: showEntry(world, field, world.draft.entries[field.id]) })]
}

/** “Part 2 of 9: …” where the first question of a section is asked; null elsewhere. */
export function sectionBegun(world: World, fieldId: string): string | null {
  const facts = factsOf(world)
  const sections = world.programme.sections
    .map(({ id, fields }) => ({ id, first: fields.find((field) => isShown(facts, field.id))?.id }))
    .filter(({ first }) => first !== undefined)
  const at = sections.findIndex(({ first }) => first === fieldId)
  const section = sections[at]
  if (!section) return null
  const words = world.text.sections[section.id]
  const title = words?.title ?? section.id
  const line = world.phrases.say('filing.section', { number: at + 1, count: sections.length, section: title })
  return words?.intro ? `${line}\n${words.intro}` : line
}

/** The field by its id. @throws when the folder lacks it, which loading has ruled out */
export function fieldOf(world: World, fieldId: string): Field {
  const field = world.programme.fields.get(fieldId)
  if (!field) throw new Error(`The programme has no field "${fieldId}"`)
  return field
}

/** How to answer in plain text, by the type of field. */
function instructions(world: World, field: Field): string[] {
  const { phrases } = world
  const optional =
    field.required || !sectionOf(world.programme, field.id) ? [] : [phrases.say('filing.optional')]
  const lengthNote =
    field.max && field.type === 'longtext' ? [phrases.say('filing.at-most', { max: field.max })] : []
  if (field.type === 'rows') {
    const columns = (field.columns ?? [])
      .map((column) => columnLabel(world, field, column))
      .join(phrases.say('marks.cell'))
    return [phrases.say('filing.rows-how', { columns }), ...optional]
  }
  if (field.type === 'files') return [phrases.say('filing.files-how'), ...optional]
  const options = choiceLike(field) ? shownOptions(world, field) : []
  const numbered = options.length > 0 ? [numberedList(options)] : []
  return [...numbered, ...lengthNote, ...optional]
}

const choiceLike = (field: Field): boolean =>
  ['choice', 'choices', 'topics', 'recommender'].includes(field.type)

function numberedList(options: readonly Option[]): string {
  return options.map((option, i) => `${i + 1}. ${option.label}`).join('\n')
}

function buttonsOf(world: World, field: Field): Option[] {
  const { phrases } = world
  const options = ['choice', 'yes-no', 'topics', 'recommender', 'acknowledge'].includes(field.type)
    ? shownOptions(world, field)
    : []
  const buttons = options
    .slice(0, MOST_BUTTONS)
    .map((option) => ({ value: `answer:${field.id}:${option.value}`, label: option.label }))
  if (field.type === 'rows' || field.type === 'files')
    buttons.push({ value: `done:${field.id}`, label: phrases.say('buttons.done') })
  if (!field.required) buttons.push({ value: 'do:skip', label: phrases.say('buttons.skip') })
  return buttons
}

function columnLabel(world: World, field: Field, column: Column): string {
  return world.text.fields[field.id]?.columns?.[column.id]?.label ?? column.id
}

/** Says what is wrong with an answer and asks again, keeping it; a short list of options is shown once more. */
export function askAgain(world: World, fieldId: string, error: ReadError): Reply {
  const field = fieldOf(world, fieldId)
  const problem = errorText(world, field, error)
  const options = choiceLike(field) ? shownOptions(world, field) : []
  return {
    key: `filing.error.${error.code}`,
    text: [
      problem,
      ...(options.length > 0 && options.length <= SHORT_LIST ? [numberedList(options)] : []),
      ...showSums(world, field),
      world.phrases.say('filing.kept-as-typed'),
    ].join('\n'),
    choices: buttonsOf(world, field),
    form: cardOf(world, field, problem),
    pending: { field: fieldId },
  }
}

/** The programme's own wording of an error, else the assistant's. */
export function errorText(world: World, field: Field, error: ReadError): string {
  const label = world.text.fields[field.id]?.label ?? field.id
  const own = world.text.fields[field.id]?.error?.[error.code]
  const params = { label, ...error.params }
  return own ? world.phrases.render(own, params) : world.phrases.say(`errors.${error.code}`, params)
}

/** After rows: what was noted since there were `before` of them, the sums, and how to go on. */
export function rowNoted(world: World, fieldId: string, before: number): Reply {
  const field = fieldOf(world, fieldId)
  const rows = rowsOf(world.draft, fieldId)
  const { phrases } = world
  const full = field.maxRows !== undefined && rows.length >= field.maxRows
  return {
    key: 'filing.row-noted',
    text: [
      ...rows
        .slice(before)
        .map((row, i) =>
          phrases.say('filing.row-noted', { count: before + i + 1, row: showRow(world, field, row) }),
        ),
      ...showSums(world, field),
      full ? phrases.say('filing.rows-full', { max: rows.length }) : phrases.say('filing.rows-more'),
    ].join('\n'),
    choices: [
      { value: `done:${fieldId}`, label: phrases.say('buttons.done') },
      { value: `drop:${fieldId}:${rows.length - 1}`, label: phrases.say('buttons.drop-row') },
    ],
    ...(full ? {} : { form: cardOf(world, field) }),
    pending: { field: fieldId },
  }
}

/** Lines of a list that could not be read: each with what is wrong and, for a choice, what there is to choose. */
export function rowFault(world: World, fieldId: string, faults: readonly RowFault[]): Reply {
  const field = fieldOf(world, fieldId)
  const { phrases } = world
  const lines = faults.map(({ line, column, error }) => {
    const words = world.text.fields[fieldId]?.columns?.[column]
    const label = words?.label ?? world.text.fields[fieldId]?.label ?? fieldId
    const options = Object.values(words?.options ?? {}).join(phrases.say('marks.list'))
    const reason =
      error.code === 'choice' && options !== ''
        ? phrases.say('errors.choice-of', { options })
        : phrases.say(`errors.${error.code}`, { label, ...error.params })
    return phrases.say('filing.row-fault', { line, column: label, reason })
  })
  return {
    key: `filing.error.${faults[0]?.error.code}`,
    text: [...lines, phrases.say('filing.rows-try-again')].join('\n'),
    choices: buttonsOf(world, field),
    form: cardOf(world, field),
    pending: { field: fieldId },
  }
}

/** True when the field belongs to this applicant's form or to the check. */
export function canGoTo(world: World, fieldId: string): boolean {
  return isShown(factsOf(world), fieldId)
}
