/** What a rule can come to, whatever an applicant answers: for steps that nobody could ever reach. */
import { evaluate, fieldsOf, type Truth } from './rules.ts'
import type { Field, Leaf, Programme, Rule } from './schema.ts'
import type { Entries, Value } from './values.ts'

/** What may be answered at all. */
export interface Scope {
  programme: Programme
  /** fields that somebody asks for or that are filled in from another one */
  reached: ReadonlySet<string>
  /** a field that is taken to be answered */
  answered?: string
}

type Leafish = Exclude<Rule, { all: Rule[] } | { any: Rule[] } | { not: Rule }>
type Choice = Value | undefined

/** More combinations than this are not tried: the rule then counts as possible. */
const MOST = 20_000
const ALL: readonly Truth[] = ['yes', 'no', 'unknown']
/** Any answer that no rule names. */
const OTHER = '\u0000other'

/** Every truth the rule can have. It may name one too many, never one too few: so what it rules out is impossible. */
export function possibleTruths(rule: Rule, scope: Scope): Set<Truth> {
  const leaves = leavesOf(rule)
  const ids = [...new Set(fieldsOf(rule))]
  const domains = ids.map((id) => domainOf(id, leaves, scope))
  if (domains.reduce((product, domain) => product * domain.length, 1) > MOST) return new Set(ALL)
  const found = new Set<Truth>()
  for (const values of combinations(domains)) {
    const entries: Entries = {}
    values.forEach((value, i) => {
      if (value !== undefined) entries[ids[i] ?? ''] = { value }
    })
    for (const truth of truthsOf(rule, entries, scope.programme)) found.add(truth)
    if (found.size === ALL.length) break
  }
  return found
}

/** The leaves of a rule, in order. */
export function leavesOf(rule: Rule): Leafish[] {
  if ('all' in rule) return rule.all.flatMap(leavesOf)
  if ('any' in rule) return rule.any.flatMap(leavesOf)
  return 'not' in rule ? leavesOf(rule.not) : [rule]
}

function* combinations(domains: readonly (readonly Choice[])[]): Generator<Choice[]> {
  const [first, ...rest] = domains
  if (!first) return yield []
  for (const value of first) for (const others of combinations(rest)) yield [value, ...others]
}

function truthsOf(rule: Rule, entries: Entries, programme: Programme): Set<Truth> {
  if ('all' in rule) return joined(rule.all, entries, programme, 'no')
  if ('any' in rule) return joined(rule.any, entries, programme, 'yes')
  if ('not' in rule)
    return new Set([...truthsOf(rule.not, entries, programme)].map((truth) => OPPOSITE[truth]))
  const known = isDecided(rule) || ('field' in rule && entries[rule.field] === undefined)
  return known ? new Set([evaluate(rule, { programme, entries, today: '' })]) : new Set(ALL)
}

const OPPOSITE: Record<Truth, Truth> = { yes: 'no', no: 'yes', unknown: 'unknown' }

/** `strong` decides alone (a no among all, a yes among any), then unknown, then the rest. */
function joined(rules: Rule[], entries: Entries, programme: Programme, strong: 'yes' | 'no'): Set<Truth> {
  let sums = new Set<Truth>([OPPOSITE[strong]])
  for (const rule of rules) {
    const parts = truthsOf(rule, entries, programme)
    sums = new Set([...sums].flatMap((sum) => [...parts].map((part) => stronger(sum, part, strong))))
  }
  return sums
}

function stronger(a: Truth, b: Truth, strong: Truth): Truth {
  if (a === strong || b === strong) return strong
  return a === 'unknown' || b === 'unknown' ? 'unknown' : a
}

/** Whether the sample answers settle the leaf; dates, sums, beginnings and named checks stay open. */
function isDecided(leaf: Leafish): boolean {
  if ('leftTo' in leaf) return true
  if ('check' in leaf) return false
  const { is, in: among, atLeast, atMost, under, answered } = leaf
  return [is, among, atLeast, atMost, under, answered].some((test) => test !== undefined)
}

/** Sample answers that tell every case of these leaves apart; undefined stands for no answer. */
function domainOf(id: string, leaves: readonly Leafish[], scope: Scope): Choice[] {
  const field = scope.programme.fields.get(id)
  if (!field || !scope.reached.has(id)) return [undefined]
  const own = leaves.filter(
    (leaf): leaf is Leaf => 'field' in leaf && !('check' in leaf) && leaf.field === id,
  )
  const named = own.flatMap((leaf) => [...(leaf.is === undefined ? [] : [leaf.is]), ...(leaf.in ?? [])])
  const values = valuesOf(field, named, own, scope.programme)
  return scope.answered === id ? values : [undefined, ...values]
}

function valuesOf(
  field: Field,
  named: readonly Value[],
  leaves: readonly Leaf[],
  programme: Programme,
): Value[] {
  switch (field.type) {
    case 'choice':
      return field.options ?? []
    case 'recommender':
      return programme.recommenders.map((body) => body.id)
    case 'yes-no':
      return [true, false]
    case 'acknowledge':
      return [true]
    case 'choices':
      return together(field.options ?? [], field)
    case 'topics':
      return programme.areas.flatMap((area) =>
        together(
          area.topics.map((topic) => topic.id),
          field,
        ),
      )
    case 'integer':
    case 'decimal':
    case 'percent':
      return numbers(field, leaves)
    default:
      return [...new Set([...named, OTHER])]
  }
}

/** Each alone, each pair, and all at once, as far as so many may be chosen. */
function together(options: readonly string[], field: Field): string[][] {
  const most = field.max ?? options.length
  const pairs = options.flatMap((a, i) => options.slice(i + 1).map((b) => [a, b]))
  return [...options.map((one) => [one]), ...pairs, [...options]].filter((chosen) => chosen.length <= most)
}

/** The bounds that the rules name and what lies just beside them, within what the field takes. */
function numbers(field: Field, leaves: readonly Leaf[]): number[] {
  const bounds = leaves
    .flatMap((leaf) => [leaf.atLeast, leaf.atMost, leaf.is])
    .filter((n) => typeof n === 'number')
  const step = field.type === 'integer' ? 1 : 10 ** -(field.decimals ?? 2)
  const least = field.min ?? 0
  const most = field.type === 'percent' ? 100 : 10 ** (field.max ?? 15)
  const near = [least, ...bounds.flatMap((bound) => [bound - step, bound, bound + step])]
  return [...new Set(near)].filter((value) => value >= least && value <= most)
}
