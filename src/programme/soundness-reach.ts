/** Finds steps that nobody can reach, questions that decide nothing, and ends that nobody can pass. */
import type { Collector } from './collector.ts'
import { leavesOf, possibleTruths, type Scope } from './possible.ts'
import { fieldsOf } from './rules.ts'
import type { Field, Programme, Rule } from './schema.ts'
import { sectionOf } from './steps.ts'

/** Compares what is asked with what is needed. Rules must name only known fields by now. */
export function checkReach(programme: Programme, found: Collector): void {
  const scope: Scope = { programme, reached: reachedFields(programme) }
  checkForm(scope, found)
  checkFacts(scope, found)
  checkConditions(scope, found)
  checkQuestions(programme, found)
}

const canBeYes = (rule: Rule | undefined, scope: Scope): boolean =>
  !rule || possibleTruths(rule, scope).has('yes')

/** Fields an applicant can come to: grows from nothing, so two steps that wait for each other are never reached. */
function reachedFields(programme: Programme): Set<string> {
  const asked = new Set(programme.questions)
  const reached = new Set<string>()
  const isReached = (field: Field): boolean => {
    const section = sectionOf(programme, field.id)
    if (field.type === 'constant') return false
    if (field.prefill && reached.has(field.prefill.from)) return true
    if (!section && !asked.has(field.id)) return false
    return canBeYes(section?.when, { programme, reached }) && canBeYes(field.when, { programme, reached })
  }
  for (let before = -1; before < reached.size; ) {
    before = reached.size
    for (const field of programme.fields.values()) if (isReached(field)) reached.add(field.id)
  }
  return reached
}

function checkForm(scope: Scope, found: Collector): void {
  for (const [s, section] of scope.programme.sections.entries()) {
    if (canBeYes(section.when, scope)) checkSection(section.fields, ['sections', s], scope, found)
    else found.add('form.yaml', ['sections', s, 'when'], 'never-reached', { id: section.id })
  }
}

function checkSection(fields: readonly Field[], at: PropertyKey[], scope: Scope, found: Collector): void {
  for (const [f, field] of fields.entries()) {
    const path = [...at, 'fields', f]
    if (!canBeYes(field.when, scope))
      found.add('form.yaml', [...path, 'when'], 'never-reached', { id: field.id })
    else if (field.required) checkDeadEnds(field, path, scope, found)
  }
}

/** A required answer that no value can make right: nobody could ever submit. */
function checkDeadEnds(field: Field, path: PropertyKey[], scope: Scope, found: Collector): void {
  field.rules.forEach((rule, r) => {
    const truths = possibleTruths(rule.holds, { ...scope, answered: field.id })
    if (!truths.has('yes') && !truths.has('unknown'))
      found.add('form.yaml', [...path, 'rules', r], 'dead-end', { id: field.id, rule: rule.id })
  })
}

function checkFacts({ programme, reached }: Scope, found: Collector): void {
  for (const [f, { id }] of programme.facts.entries()) {
    if (reached.has(id)) continue
    if (programme.questions.includes(id))
      found.add('conditions.yaml', ['facts', f, 'when'], 'never-reached', { id })
    else found.add('conditions.yaml', ['facts', f], 'unreachable', { id })
  }
}

function checkConditions(scope: Scope, found: Collector): void {
  for (const [c, { id, when, meets }] of scope.programme.conditions.entries()) {
    const path = ['conditions', c]
    if (!canBeYes(when, scope)) found.add('conditions.yaml', [...path, 'when'], 'never-reached', { id })
    else if (!canBeYes(meets, scope) && !neverDecided(meets))
      found.add('conditions.yaml', [...path, 'meets'], 'never-met', { id })
  }
}

/** A condition that is wholly left to the authority is meant never to be decided here. */
const neverDecided = (rule: Rule): boolean => leavesOf(rule).every((leaf) => 'leftTo' in leaf)

/** A question is asked only while it can change a verdict; one that never can is never asked. */
function checkQuestions(programme: Programme, found: Collector): void {
  const deciding = new Set(
    programme.conditions.flatMap(({ when, meets }) => [...(when ? fieldsOf(when) : []), ...fieldsOf(meets)]),
  )
  const fillsDeciding = (id: string): boolean =>
    [...programme.fields.values()].some((field) => field.prefill?.from === id && deciding.has(field.id))
  programme.questions.forEach((id, q) => {
    if (!deciding.has(id) && !fillsDeciding(id))
      found.add('conditions.yaml', ['questions', q], 'idle-question', { id })
  })
}
