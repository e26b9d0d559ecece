/** A rule of a programme folder in words, for people who check it without reading YAML. */
import { showDate } from '../language/dates.ts'
import type { Phrases } from '../language/phrases.ts'
import type { Leaf, Programme, ProgrammeText, Rule } from '../programme/schema.ts'

/** What words a rule can draw on. */
export interface RuleWording {
  programme: Programme
  text: ProgrammeText
  phrases: Phrases
}

/** The whole rule as one sentence part, such as “the topic is A or B, and the size is at least 500”. */
export function ruleInWords(rule: Rule, wording: RuleWording, inner = false): string {
  const { phrases } = wording
  const each = (rules: readonly Rule[]) => rules.map((part) => ruleInWords(part, wording, true))
  const several = (words: readonly string[], key: string) => {
    const joined = words.join(phrases.say(key))
    return inner && words.length > 1 ? phrases.say('graph.rule.group', { rule: joined }) : joined
  }
  if ('all' in rule) return several(each(rule.all), 'graph.rule.and')
  if ('any' in rule) return several(each(rule.any), 'graph.rule.or')
  if ('not' in rule) return phrases.say('graph.rule.not', { rule: ruleInWords(rule.not, wording, true) })
  if ('leftTo' in rule) return phrases.say('graph.rule.left')
  const field = labelOf(wording, rule.field)
  if ('check' in rule) return phrases.say('graph.rule.check', { field, check: rule.check })
  return leafInWords(rule, field, wording)
}

const labelOf = ({ text, phrases }: RuleWording, id: string): string =>
  phrases.say('graph.rule.field', { label: text.fields[id]?.label ?? id })

function leafInWords(leaf: Leaf, field: string, wording: RuleWording): string {
  const { phrases } = wording
  const [test, value] = Object.entries(leaf).find(([key]) => key !== 'field' && key !== 'at') ?? ['', '']
  const params = { field, at: (leaf.at ?? 0) + 1, ...valueInWords(leaf, value, wording) }
  return phrases.say(`graph.rule.${leaf.at !== undefined && test === 'prefix' ? 'prefix-at' : test}`, params)
}

type Shown = Record<string, string | number>

function valueInWords(leaf: Leaf, value: unknown, wording: RuleWording): Shown {
  const { phrases, programme, text } = wording
  const or = (words: readonly string[]) => words.join(phrases.say('graph.rule.or-value'))
  if (leaf.under) return { value: or(leaf.under.map((id) => text.areas[id] ?? id)) }
  if (leaf.prefix) return { value: or(leaf.prefix) }
  if (leaf.within) return { value: labelOf(wording, leaf.within.of), period: leaf.within.period }
  if (leaf.plusAtLeast)
    return { value: leaf.plusAtLeast.atLeast, other: labelOf(wording, leaf.plusAtLeast.field) }
  if (leaf.sumEquals) return { value: labelOf(wording, leaf.sumEquals.field) }
  const date = leaf.notBefore ?? leaf.notAfter
  if (date === 'today') return { value: phrases.say('graph.rule.today') }
  if (date !== undefined)
    return { value: programme.fields.has(date) ? labelOf(wording, date) : showDate(date, phrases.language) }
  return { value: or([value].flat().map((one) => optionInWords(leaf.field, one, wording))) }
}

function optionInWords(field: string, value: unknown, { text, phrases }: RuleWording): string {
  if (typeof value === 'boolean') return phrases.say(value ? 'answers.yes' : 'answers.no')
  const id = String(value)
  return text.fields[field]?.options?.[id] ?? text.topics[id] ?? text.recommenders[id] ?? id
}
