/** What was returned: which fields, what is said of them, until when, and how they stand now. */
import type { Choice } from '../../contract/conversation.ts'
import { showDate } from '../../language/dates.ts'
import { obstacles } from '../../programme/steps.ts'
import { isAnswered } from '../../programme/values.ts'
import { commentOn, hangingFields, returnedFields, returnedOf } from '../handed-in.ts'
import type { Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { canGoTo, fieldOf } from './ask-field.ts'
import { tierName } from './case-names.ts'
import { openItems } from './open-items.ts'
import { showEntry } from './show-value.ts'

/** The returned fields that can be asked, in the order of the form. */
export const toMend = (world: World): string[] =>
  returnedFields(world).filter((field) => canGoTo(world, field))

/** What is asked one by one: the returned fields, and what another answer to them has made needed or wrong. */
export function toAsk(world: World): string[] {
  const inTheWay = new Set(obstacles(factsOf(world)).map(({ field }) => field))
  return [...toMend(world), ...hangingFields(world).filter((field) => inTheWay.has(field))]
}

/** The field asked before this one; null where it is the first. */
export function previousToMend(world: World, field: string): string | null {
  const fields = toAsk(world)
  return fields[fields.indexOf(field) - 1] ?? null
}

/** The fields with what is said of each. */
export function remarkLines(world: World, fields: readonly string[]): string[] {
  return fields.map((field) =>
    world.phrases.say('case.mend.remark', {
      label: labelOf(world, field),
      comment: commentOn(world.draft, field) ?? '',
    }),
  )
}

/** Which of the returned fields were not looked at in the chat; none where all were. */
export function unlookedLines(world: World, looked: readonly string[]): string[] {
  const left = toMend(world).filter((field) => !looked.includes(field))
  if (left.length === 0) return []
  const fields = left.map((field) => labelOf(world, field)).join(world.phrases.say('marks.list'))
  return [world.phrases.say('case.mend.unlooked', { fields })]
}

/** By when, and that it may be later as long as nobody has decided. */
export function dueLine(world: World, due: string): string {
  return world.phrases.say('case.mend.due', {
    due: showDate(due, world.phrases.language),
    holder: tierName(world, world.draft.case?.application.context.tier ?? 0),
  })
}

/** The returned fields as they stand now, and the way to hand in again. */
export function sayMended(world: World): Reply {
  const { phrases } = world
  const open = openItems(world)
  const fields = toMend(world)
  const lines = fields.map((field) =>
    phrases.say('case.mend.item', {
      label: labelOf(world, field),
      value: shownValue(world, field),
      comment: commentOn(world.draft, field) ?? '',
    }),
  )
  const hanging = hangingFields(world).filter(
    (field) => canGoTo(world, field) && isAnswered(world.draft.entries, field),
  )
  const due = returnedOf(world.draft)?.due
  const end =
    open.length > 0
      ? [phrases.say('checking.open', { count: open.length }), ...open.map(({ line }) => line)]
      : [phrases.say('case.mend.ready'), ...(due ? [dueLine(world, due)] : [])]
  return {
    key: open.length > 0 ? 'case.mend.open' : 'case.mend.ready',
    text: [
      ...[phrases.say('case.mend.now'), ...lines, ...hangingLines(world, hanging)],
      ...[phrases.say('case.mend.rest'), '', ...end],
    ].join('\n'),
    choices: [
      ...(open.length > 0 ? [] : [{ value: 'do:submit', label: phrases.say('case.buttons.resubmit') }]),
      ...fields.slice(0, MOST_BUTTONS).map((field) => changeChoice(world, field)),
      { value: 'show:status', label: phrases.say('buttons.status') },
    ],
  }
}

/** What may be changed as well because it hangs on what was returned. */
function hangingLines(world: World, fields: readonly string[]): string[] {
  if (fields.length === 0) return []
  const items = fields.map((field) =>
    world.phrases.say('case.mend.hanging-item', {
      label: labelOf(world, field),
      value: shownValue(world, field),
    }),
  )
  return [world.phrases.say('case.mend.hanging'), ...items]
}

const MOST_BUTTONS = 6

/** That a field stays as it was handed in, why, and which ones are open. */
export function sayOnlyReturned(world: World): Reply {
  const { phrases } = world
  const fields = toMend(world)
  return {
    key: 'case.mend.closed',
    text: phrases.say('case.mend.closed', {
      holder: tierName(world, world.draft.case?.application.context.tier ?? 0),
      fields: fields.map((field) => labelOf(world, field)).join(phrases.say('marks.list')),
    }),
    choices: [mendChoice(world), ...fields.slice(0, MOST_BUTTONS).map((field) => changeChoice(world, field))],
  }
}

/** That there is nothing to take back: it was returned. */
export const sayNotToRecall = (world: World): Reply => ({
  key: 'case.mend.recall',
  text: world.phrases.say('case.mend.recall'),
  choices: [mendChoice(world)],
})

export const mendChoice = ({ phrases }: World): Choice => ({
  value: 'do:mend',
  label: phrases.say('case.buttons.mend'),
})

const changeChoice = (world: World, field: string): Choice => ({
  value: `go:${field}`,
  label: world.phrases.say('buttons.change', { label: labelOf(world, field) }),
})

const shownValue = (world: World, field: string): string =>
  showEntry(world, fieldOf(world, field), world.draft.entries[field])

const labelOf = (world: World, field: string): string => world.text.fields[field]?.label ?? field
