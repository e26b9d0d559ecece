/** Several answers of one message, read back before anything is filled in. */
import type { FieldAnswer } from '../../language/commands.ts'
import type { ReadError } from '../../language/read-answer.ts'
import { brokenRules, isShown } from '../../programme/steps.ts'
import { answer } from '../draft.ts'
import type { Proposal, Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { errorText, fieldOf } from './ask-field.ts'
import { showEntry } from './show-value.ts'

/** The world as it would be with these answers; nothing is changed. */
export function tryOut(world: World, answers: readonly FieldAnswer[]): World {
  let tried = world
  for (const { field, raw } of answers) tried = { ...tried, draft: answer(tried, field, raw).draft }
  return tried
}

/** True when the field belongs to the form of whoever gives these answers. */
export function belongs(tried: World, { field }: FieldAnswer): boolean {
  return isShown(factsOf(tried), field)
}

/** What is wrong with a field as it stands in this world, if anything. */
export function faultOf(world: World, fieldId: string): ReadError | null {
  const broken = brokenRules(factsOf(world), fieldOf(world, fieldId))[0]
  return world.draft.entries[fieldId]?.error ?? (broken ? { code: broken } : null)
}

/** Old → new for each field, with what is wrong; then what has no place in the form. */
export function sayProposal(
  world: World,
  { number, answers, rest }: Proposal,
  { revision, open }: { revision: number; open: string | null },
): Reply {
  const { phrases } = world
  const tried = tryOut(world, answers)
  return {
    key: 'confirm.apply',
    text: [
      phrases.say('confirm.apply'),
      ...answers.map(({ field }) => readBack(world, tried, field)),
      ...(rest.length > 0
        ? [phrases.say('several.rest'), ...rest.map((line) => phrases.say('several.line', { line }))]
        : []),
    ].join('\n'),
    choices: [
      { value: `yes:apply:${revision}:${number}`, label: phrases.say('confirm.yes.apply') },
      ...asAnswer(world, open, number),
      { value: `no:apply:${revision}:${number}`, label: phrases.say('confirm.no') },
    ],
  }
}

function readBack(world: World, tried: World, fieldId: string): string {
  const { phrases } = world
  const field = fieldOf(world, fieldId)
  const fault = faultOf(tried, fieldId)
  const value = showEntry(tried, field, tried.draft.entries[fieldId])
  const said = fault ? phrases.say('several.wrong', { value, reason: errorText(tried, field, fault) }) : value
  const before = world.draft.entries[fieldId]
  const had = before?.value !== undefined || before?.raw !== undefined
  const label = world.text.fields[fieldId]?.label ?? fieldId
  return had
    ? phrases.say('several.change', { label, old: showEntry(world, field, before), value: said })
    : phrases.say('checking.answer', { label, value: said })
}

/** Where a text is awaited, the whole message may be the answer after all. */
function asAnswer({ programme, text, phrases }: World, open: string | null, number: number) {
  const type = open ? programme.fields.get(open)?.type : undefined
  if (!open || !['text', 'longtext'].includes(type ?? '')) return []
  const label = text.fields[open]?.label ?? open
  return [{ value: `as:${open}:${number}`, label: phrases.say('buttons.as-answer', { label }) }]
}
