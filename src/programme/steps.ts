/** Which fields are asked, in which order, and what is still missing. */
import { evaluate, type Facts, fieldsOf } from './rules.ts'
import type { Field, Programme, Section } from './schema.ts'
import { answerOf, isSettled } from './values.ts'

/** True while the field is asked of this applicant. */
export function isShown(facts: Facts, fieldId: string): boolean {
  return facts.programme.fields.get(fieldId)?.type !== 'constant' && isOnPaper(facts, fieldId)
}

/** True while the field belongs to this applicant's form; a constant does, although nobody asks for it. */
export function isOnPaper(facts: Facts, fieldId: string): boolean {
  const field = facts.programme.fields.get(fieldId)
  if (!field) return false
  const section = sectionOf(facts.programme, fieldId)
  return (!section || applies(facts, section)) && applies(facts, field)
}

/** True while the condition of a section or a field holds, and where it has none. */
const applies = (facts: Facts, { when }: Pick<Field, 'when'>): boolean =>
  !when || evaluate(when, facts) === 'yes'

/** Where each field of a programme stands, found out once. */
const places = new WeakMap<object, ReadonlyMap<string, Section>>()

/** The section a field stands in; undefined for a fact of the eligibility check. */
export function sectionOf(programme: Pick<Programme, 'sections'>, fieldId: string): Section | undefined {
  const known = places.get(programme) ?? placesIn(programme)
  places.set(programme, known)
  return known.get(fieldId)
}

function placesIn({ sections }: Pick<Programme, 'sections'>): ReadonlyMap<string, Section> {
  return new Map(sections.flatMap((section) => section.fields.map(({ id }) => [id, section] as const)))
}

/** Fields of a section that are shown now, in order. */
export function shownIn(facts: Facts, section: Section): Field[] {
  if (!applies(facts, section)) return []
  return section.fields.filter((field) => field.type !== 'constant' && applies(facts, field))
}

/** Fields of the form that are shown now, in order. */
export function shownFields(facts: Facts): Field[] {
  return facts.programme.sections.flatMap((section) => shownIn(facts, section))
}

/** By programme, the fields that look at a field: its own condition, that of its section, or one of its hard rules does. */
const watchers = new WeakMap<object, ReadonlyMap<string, readonly string[]>>()

function watchersIn(programme: Pick<Programme, 'sections'>): ReadonlyMap<string, readonly string[]> {
  const known = watchers.get(programme)
  if (known) return known
  const found = new Map<string, string[]>()
  for (const section of programme.sections)
    for (const { id, when, rules } of section.fields) {
      const looks = [section.when, when, ...rules.map(({ holds }) => holds)].filter(
        (rule) => rule !== undefined,
      )
      for (const field of new Set(looks.flatMap(fieldsOf)))
        found.set(field, [...(found.get(field) ?? []), id])
    }
  watchers.set(programme, found)
  return found
}

/** These fields and all that hang on them, however far: what another answer to one of them can make needed or wrong. */
export function withHanging(programme: Pick<Programme, 'sections'>, fields: readonly string[]): Set<string> {
  const watching = watchersIn(programme)
  const found = new Set(fields)
  for (const field of found) for (const next of watching.get(field) ?? []) found.add(next)
  return found
}

/** The answer to the field that asks for a recommending body; null where it is not asked, or not yet answered. */
export function bodyOf(facts: Facts): string | null {
  const field = shownFields(facts).find(({ type }) => type === 'recommender')
  const value = field && answerOf(facts.entries, field.id)
  return typeof value === 'string' ? value : null
}

/** True for an applicant who is not asked for a recommending body where others are: the last tier gets it at once. */
export function goesDirectly(facts: Facts): boolean {
  const asks = [...facts.programme.fields.values()].filter(({ type }) => type === 'recommender')
  return asks.length > 0 && !asks.some(({ id }) => isShown(facts, id))
}

/** The next field nobody has dealt with, looking onward from `after` first and then from the start. */
export function nextField(facts: Facts, after: string | null): string | null {
  const fields = shownFields(facts).map((field) => field.id)
  const from = after === null ? 0 : fields.indexOf(after) + 1
  const order = [...fields.slice(from), ...fields.slice(0, from)]
  return order.find((id) => !isSettled(facts.entries, id)) ?? null
}

/** The field before this one in the form, or null at its beginning. */
export function previousField(facts: Facts, field: string): string | null {
  const fields = shownFields(facts).map((shown) => shown.id)
  return fields[fields.indexOf(field) - 1] ?? null
}

/** Broken hard rules of a field: rule ids. */
export function brokenRules(facts: Facts, field: Field): string[] {
  return field.rules.filter((rule) => evaluate(rule.holds, facts) === 'no').map((rule) => rule.id)
}

/** Soft rules of a field that do not hold: warning ids. */
export function warningsOf(facts: Facts, field: Field): string[] {
  return field.warnings.filter((rule) => evaluate(rule.unless, facts) === 'no').map((rule) => rule.id)
}

/** Why a field blocks submission. */
export interface Obstacle {
  field: string
  reason: 'missing' | 'error' | 'rule'
  rule?: string
}

/** Everything that stands between the draft and its submission, in the order of the form. */
export function obstacles(facts: Facts): Obstacle[] {
  return shownFields(facts).flatMap((field): Obstacle[] => {
    if (facts.entries[field.id]?.error) return [{ field: field.id, reason: 'error' }]
    if (isMissing(facts, field)) return [{ field: field.id, reason: 'missing' }]
    return brokenRules(facts, field).map((rule) => ({ field: field.id, reason: 'rule', rule }))
  })
}

function isMissing(facts: Facts, field: Field): boolean {
  if (!field.required) return false
  // “not sure” is an answer where the form offers it, although no rule can tell what it means
  const value = facts.entries[field.id]?.value
  if (field.type === 'acknowledge') return value !== true
  if (field.type === 'rows')
    return (Array.isArray(value) ? value.length : 0) < Math.max(field.minRows ?? 1, 1)
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
