/** Finds rules that name what does not exist: fields, options, topics, columns, checks. */
import type { Collector } from './collector.ts'
import { leavesOf } from './possible.ts'
import { predicates } from './predicates.ts'
import { dateFieldsOf, fieldsOf } from './rules.ts'
import type { Field, Leaf, Programme, Rule } from './schema.ts'

/** Every rule of the folder with its place. */
export function checkRules(programme: Programme, found: Collector): void {
  for (const { rule, file, path } of rulesOf(programme)) {
    for (const id of fieldsOf(rule)) found.needs(programme.fields, id, file, path)
    for (const leaf of leavesOf(rule)) {
      if ('leftTo' in leaf) continue
      if ('check' in leaf) {
        if (!predicates[leaf.check]) found.add(file, path, 'unknown-id', { id: leaf.check })
      } else checkLeaf(programme, leaf, (code, params) => found.add(file, path, code, params))
    }
  }
}

/** A rule with the place where it stands. */
export interface Placed {
  rule: Rule
  file: string
  path: PropertyKey[]
}

/** Every rule of the folder. */
export function rulesOf(programme: Programme): Placed[] {
  const at = (rule: Rule | undefined, file: string, ...path: PropertyKey[]): Placed[] =>
    rule ? [{ rule, file, path }] : []
  const ofField = (field: Field, file: string, ...path: PropertyKey[]): Placed[] => [
    ...at(field.when, file, ...path, 'when'),
    ...field.rules.flatMap((rule, r) => at(rule.holds, file, ...path, 'rules', r, 'holds')),
    ...field.warnings.flatMap((rule, r) => at(rule.unless, file, ...path, 'warnings', r, 'unless')),
  ]
  return [
    ...programme.facts.flatMap((fact, f) => ofField(fact, 'conditions.yaml', 'facts', f)),
    ...programme.conditions.flatMap((condition, c) => [
      ...at(condition.when, 'conditions.yaml', 'conditions', c, 'when'),
      ...at(condition.meets, 'conditions.yaml', 'conditions', c, 'meets'),
    ]),
    ...programme.sections.flatMap((section, s) => [
      ...at(section.when, 'form.yaml', 'sections', s, 'when'),
      ...section.fields.flatMap((field, f) => ofField(field, 'form.yaml', 'sections', s, 'fields', f)),
    ]),
    ...programme.recommenders.flatMap((body, b) => at(body.suggest, 'recommenders.yaml', b, 'suggest')),
  ]
}

type Report = (code: 'unknown-id' | 'unknown-option', params: Record<string, string | number>) => void

function checkLeaf(programme: Programme, leaf: Leaf, report: Report): void {
  const field = programme.fields.get(leaf.field)
  if (!field) return
  const allowed = optionsOf(programme, field)
  for (const value of [...(leaf.is === undefined ? [] : [leaf.is]), ...(leaf.in ?? [])])
    // where there are none at all, that has been said of the field
    if (allowed && allowed.length > 0 && !allowed.includes(value))
      report('unknown-option', { id: leaf.field, option: String(value), options: allowed.join(', ') })
  for (const area of leaf.under ?? [])
    if (!programme.areas.some((known) => known.id === area)) report('unknown-id', { id: area })
  for (const id of dateFieldsOf(leaf)) if (!programme.fields.has(id)) report('unknown-id', { id })
  const column = leaf.sumEquals?.column
  if (column !== undefined && !field.columns?.some((known) => known.id === column))
    report('unknown-id', { id: column })
}

/** The values a field can have, or null where anything may be typed. */
export function optionsOf(programme: Programme, field: Field): (string | number | boolean)[] | null {
  if (field.type === 'yes-no') return [true, false]
  if (field.type === 'acknowledge') return [true]
  if (field.type === 'topics') return programme.areas.flatMap((area) => area.topics.map((topic) => topic.id))
  if (field.type === 'recommender') return programme.recommenders.map((body) => body.id)
  return field.type === 'choice' || field.type === 'choices' ? (field.options ?? []) : null
}
