/** Rules of a programme folder in three-valued logic; each leaf can be traced. */
import { Temporal } from 'temporal-polyfill'
import { isDay } from './day.ts'
import { predicates } from './predicates.ts'
import type { Leaf, Programme, Rule } from './schema.ts'
import { answerOf, type Entries, type Row, type Value } from './values.ts'

export type Truth = 'yes' | 'no' | 'unknown'

/** What a rule is evaluated against. `today` is an ISO date in the programme's zone. */
export interface Facts {
  programme: Programme
  entries: Entries
  today: string
}

/** One evaluated leaf, for the trace. */
export interface LeafTrace {
  rule: Rule
  value: Truth
}

/** Evaluates a rule; `trace`, when given, receives every leaf in order. */
export function evaluate(rule: Rule, facts: Facts, trace?: LeafTrace[]): Truth {
  if ('all' in rule) return conjunction(rule.all.map((part) => evaluate(part, facts, trace)))
  if ('any' in rule) return negate(conjunction(rule.any.map((part) => negate(evaluate(part, facts, trace)))))
  if ('not' in rule) return negate(evaluate(rule.not, facts, trace))
  const value = evaluateLeaf(rule, facts)
  trace?.push({ rule, value })
  return value
}

function evaluateLeaf(
  rule: Leaf | { check: string; field: string } | { leftTo: string },
  facts: Facts,
): Truth {
  if ('leftTo' in rule) return 'unknown'
  return 'check' in rule ? runPredicate(rule, facts) : testLeaf(rule, facts)
}

/** Ids of the fields a rule looks at. */
export function fieldsOf(rule: Rule): string[] {
  if ('all' in rule) return rule.all.flatMap(fieldsOf)
  if ('any' in rule) return rule.any.flatMap(fieldsOf)
  if ('not' in rule) return fieldsOf(rule.not)
  if ('leftTo' in rule) return []
  if ('check' in rule) return [rule.field]
  const others = [rule.within?.of, rule.sumEquals?.field, rule.plusAtLeast?.field]
  return [rule.field, ...others.filter((id) => id !== undefined), ...dateFieldsOf(rule)]
}

/** Date fields that a leaf compares with: what is neither a date nor “today”. */
export function dateFieldsOf(leaf: Leaf): string[] {
  return [leaf.notBefore, leaf.notAfter].filter(
    (other) => other !== undefined && other !== 'today' && !isDate(other),
  ) as string[]
}

const isDate = (text: string): boolean => /^\d{4}-/.test(text)

const truth = (holds: boolean): Truth => (holds ? 'yes' : 'no')
const negate = (value: Truth): Truth => (value === 'unknown' ? 'unknown' : truth(value === 'no'))

function conjunction(values: Truth[]): Truth {
  if (values.includes('no')) return 'no'
  return values.includes('unknown') ? 'unknown' : 'yes'
}

function runPredicate(rule: { check: string; field: string }, facts: Facts): Truth {
  const value = answerOf(facts.entries, rule.field)
  const predicate = predicates[rule.check]
  return value === undefined || !predicate ? 'unknown' : truth(predicate(value))
}

function testLeaf(leaf: Leaf, facts: Facts): Truth {
  const value = answerOf(facts.entries, leaf.field)
  if (leaf.answered) return truth(value !== undefined)
  if (value === undefined) return 'unknown'
  if (leaf.sumEquals) return testSum(leaf.sumEquals, value, facts)
  if (leaf.plusAtLeast) return testPlus(leaf.plusAtLeast, value, facts)
  if (leaf.within) return testWithin(leaf.within, String(value), facts)
  if (leaf.notBefore !== undefined)
    return compareDates(String(value), leaf.notBefore, facts, (d, e) => d >= e)
  if (leaf.notAfter !== undefined) return compareDates(String(value), leaf.notAfter, facts, (d, e) => d <= e)
  if (leaf.areasAtMost !== undefined) return truth(areasOf(value, facts).size <= leaf.areasAtMost)
  const single = Array.isArray(value) ? (value as unknown[]) : [value]
  return truth(single.some((one) => testScalar(leaf, one, facts)))
}

function testScalar(leaf: Leaf, value: unknown, facts: Facts): boolean {
  if (leaf.is !== undefined) return value === leaf.is
  if (leaf.in) return leaf.in.includes(value as string)
  if (leaf.prefix) return leaf.prefix.some((prefix) => String(value).startsWith(prefix, leaf.at ?? 0))
  if (leaf.atLeast !== undefined) return Number(value) >= leaf.atLeast
  if (leaf.atMost !== undefined) return Number(value) <= leaf.atMost
  if (leaf.under) return leaf.under.includes(areaOfTopic(facts.programme, String(value))?.id ?? '')
  return false
}

const areasOf = (topics: Value, { programme }: Facts): Set<string | undefined> =>
  new Set([topics].flat().map((topic) => areaOfTopic(programme, String(topic))?.id))

function testSum(test: { column: string; field: string }, value: Value, facts: Facts): Truth {
  const total = answerOf(facts.entries, test.field)
  if (total === undefined) return 'unknown'
  return truth(Math.abs(sumOf(value as Row[], test.column) - Number(total)) < 0.005)
}

function testPlus(test: { field: string; atLeast: number }, value: Value, facts: Facts): Truth {
  const other = answerOf(facts.entries, test.field)
  return other === undefined ? 'unknown' : truth(Number(value) + Number(other) >= test.atLeast)
}

function testWithin(test: { of: string; period: string }, value: string, facts: Facts): Truth {
  const start = answerOf(facts.entries, test.of)
  // words, where an amendment has made a text of a date: nothing follows from them
  if (start === undefined || !isDay(String(start)) || !isDay(value)) return 'unknown'
  const limit = Temporal.PlainDate.from(String(start)).add(test.period)
  return truth(Temporal.PlainDate.compare(value, limit) <= 0)
}

function compareDates(
  value: string,
  other: string,
  facts: Facts,
  holds: (a: string, b: string) => boolean,
): Truth {
  const date = isDate(other) ? other : other === 'today' ? facts.today : answerOf(facts.entries, other)
  return date === undefined ? 'unknown' : truth(holds(value, String(date)))
}

/** Sum of a numeric column over rows. */
export function sumOf(rows: Row[], column: string): number {
  return Math.round(rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0) * 100) / 100
}

/** The area a topic belongs to. */
export function areaOfTopic(programme: Pick<Programme, 'areas'>, topic: string) {
  return programme.areas.find((area) => area.topics.some((candidate) => candidate.id === topic))
}

/** Ids of the areas of all chosen topics, in the order of the folder. */
export function chosenAreas(programme: Pick<Programme, 'areas' | 'fields'>, entries: Entries): string[] {
  const topics = [...programme.fields.values()].filter(({ type }) => type === 'topics')
  const chosen = topics.flatMap(({ id }) => [answerOf(entries, id) ?? []].flat())
  const found = new Set(chosen.map((topic) => areaOfTopic(programme, String(topic))?.id))
  return programme.areas.flatMap(({ id }) => (found.has(id) ? [id] : []))
}
