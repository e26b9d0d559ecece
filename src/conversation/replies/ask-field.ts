/** Words and card of an open question. */
import type { Option, ReadError } from '../../language/read-answer.ts'
import type { Column, Field } from '../../programme/schema.ts'
import { isShown, sectionOf, shownIn } from '../../programme/steps.ts'
import { isAnswered } from '../../programme/values.ts'
import { rowsOf } from '../draft.ts'
import { commentOn } from '../handed-in.ts'
import type { Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { cardOf, shownOptions } from './card.ts'
import { showEntry, showSums } from './show-value.ts'

/** More options than this do not fit as buttons. */
const MOST_BUTTONS = 20
/** Options that may be listed again after a wrong answer. */
const SHORT_LIST = 10

/** Asks one field: the sentence, what is known already, buttons where they fit, and a card. */
export function askField(world: World, fieldId: string): Reply {
  const field = fieldOf(world, fieldId)
  const words = world.text.fields[fieldId]
  const ask = words?.ask ?? fieldId
  const example = words?.example ? [world.phrases.say('filing.example', { example: words.example })] : []
  const privacy = field.type === 'acknowledge' ? [world.text.programme.privacy] : []
  const comment = commentLine(world, fieldId)
  const present = presentAnswer(world, field)
  return {
    key: `filing.ask.${fieldId}`,
    text: [
      ...comment,
      ask,
      ...(words?.hint ? [words.hint] : []),
      ...example,
      ...privacy,
      ...instructions(world, field),
      ...present,
    ].join('\n'),
    choices: buttonsOf(world, field),
    form: cardOf(world, field, { lead: [...comment, ask, ...example, ...privacy, ...present].join('\n') }),
    pending: { field: fieldId },
  }
}

/** The reply with a line before it, above its card too. */
export function preceded(reply: Reply, line: string): Reply {
  const { form } = reply
  return {
    ...reply,
    text: `${line}\n${reply.text}`,
    ...(form ? { form: { ...form, lead: `${line}\n${form.lead}` } } : {}),
  }
}

/** What was said of a field that was returned. */
function commentLine({ draft, phrases }: World, fieldId: string): string[] {
  const comment = commentOn(draft, fieldId)
  return comment === null ? [] : [phrases.say('case.mend.asked', { comment })]
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
    .map((section) => ({ id: section.id, first: shownIn(facts, section)[0]?.id }))
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
  // what is asked only in the check has no place in the form, and “optional” would be no help there
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

/** Buttons under a question, as far as they fit. */
export function buttonsOf(world: World, field: Field): Option[] {
  const { phrases } = world
  const options = ['choice', 'yes-no', 'topics', 'recommender', 'acknowledge'].includes(field.type)
    ? shownOptions(world, field)
    : []
  const buttons = options
    .slice(0, MOST_BUTTONS)
    .map((option) => ({ value: `answer:${field.id}:${option.value}`, label: option.label }))
  if (field.type === 'rows' || field.type === 'files')
    buttons.push({ value: `done:${field.id}`, label: phrases.say('buttons.done') })
  const isKept = commentOn(world.draft, field.id) !== null && isAnswered(world.draft.entries, field.id)
  if (isKept) buttons.push({ value: 'do:skip', label: phrases.say('case.buttons.keep') })
  else if (!field.required) buttons.push({ value: 'do:skip', label: phrases.say('buttons.skip') })
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
  const list = options.length > 0 && options.length <= SHORT_LIST ? [numberedList(options)] : []
  // nothing of a wrong choice is worth keeping: the list says it all
  const kept = list.length > 0 ? [] : [world.phrases.say('filing.kept-as-typed')]
  const rest = [...showSums(world, field), ...kept]
  // the card of a list has an input for each column, and none that what is wrong with the list could stand at
  const lead = field.type === 'rows' ? [problem, ...rest] : rest
  return {
    key: `filing.error.${error.code}`,
    text: [problem, ...list, ...rest].join('\n'),
    choices: buttonsOf(world, field),
    form: cardOf(world, field, {
      lead: lead.length === 0 ? (world.text.fields[fieldId]?.ask ?? fieldId) : lead.join('\n'),
      errors: { [fieldId]: problem },
    }),
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

/** True when the field belongs to this applicant's form or to the check. */
export function canGoTo(world: World, fieldId: string): boolean {
  return isShown(factsOf(world), fieldId)
}
