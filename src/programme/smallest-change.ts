/** What would have to be different for every condition to be met: the fewest answers, never a guess about the rest. */
import { assess } from './eligibility.ts'
import { type Facts, fieldsOf } from './rules.ts'
import type { Field } from './schema.ts'
import { NOT_SURE, type Value } from './values.ts'

export interface Alternative {
  field: string
  value: Value
}

/** More answers than this are no “small” change, and trying them all would take long. */
const MOST_AT_ONCE = 2
/** More ways than this are not worth reading. */
const MOST_WAYS = 3

/**
 * The ways to meet every condition that change the fewest answers; each is a list of at most two. Empty when all are met
 * already, or when no such change is enough.
 */
export function smallestChanges(facts: Facts): Alternative[][] {
  if (assess(facts).verdict === 'eligible') return []
  const alternatives = fieldsThatDecide(facts).flatMap((field) => alternativesOf(field, facts))
  for (let size = 1; size <= MOST_AT_ONCE; size++) {
    const ways = subsets(alternatives, size).filter((way) => settles(facts, way))
    if (ways.length > 0) return ways.slice(0, MOST_WAYS)
  }
  return []
}

/** Fields with options that the conditions look at, in the order of the questions. */
function fieldsThatDecide({ programme }: Facts): Field[] {
  const looked = programme.conditions.flatMap(({ when, meets }) => [
    ...(when ? fieldsOf(when) : []),
    ...fieldsOf(meets),
  ])
  const ids = [...new Set([...programme.questions.filter((id) => looked.includes(id)), ...looked])]
  return ids.flatMap((id) => {
    const field = programme.fields.get(id)
    return field && ['choice', 'yes-no'].includes(field.type) ? [field] : []
  })
}

function alternativesOf(field: Field, { entries }: Facts): Alternative[] {
  const values: Value[] = field.type === 'yes-no' ? [true, false] : (field.options ?? [])
  return values
    .filter((value) => value !== NOT_SURE && value !== entries[field.id]?.value)
    .map((value) => ({ field: field.id, value }))
}

function subsets(all: readonly Alternative[], size: number): Alternative[][] {
  if (size === 0) return [[]]
  return all.flatMap((first, i) =>
    subsets(
      all.slice(i + 1).filter((other) => other.field !== first.field),
      size - 1,
    ).map((rest) => [first, ...rest]),
  )
}

function settles(facts: Facts, way: readonly Alternative[]): boolean {
  const changed = Object.fromEntries(way.map(({ field, value }) => [field, { value }]))
  return assess({ ...facts, entries: { ...facts.entries, ...changed } }).verdict === 'eligible'
}
