/** Verdicts of the eligibility check: per condition, then overall. */
import { evaluate, type Facts, fieldsOf, type LeafTrace, type Truth } from './rules.ts'
import type { Condition } from './schema.ts'
import { isShown } from './steps.ts'
import { isTouched } from './values.ts'

export type Outcome = 'meets' | 'does-not-meet' | 'needs-confirmation' | 'not-applicable'
export type Verdict = 'eligible' | 'ineligible' | 'needs-confirmation'

export interface ConditionOutcome {
  id: string
  clause: string
  outcome: Outcome
  trace: LeafTrace[]
}

export interface Assessment {
  verdict: Verdict
  conditions: ConditionOutcome[]
}

/** Judges every condition on what is known; what is not known needs confirmation, it is never guessed. */
export function assess(facts: Facts): Assessment {
  const conditions = facts.programme.conditions.map((condition) => judge(condition, facts))
  const outcomes = conditions.map((condition) => condition.outcome)
  const verdict = outcomes.includes('does-not-meet')
    ? 'ineligible'
    : outcomes.includes('needs-confirmation')
      ? 'needs-confirmation'
      : 'eligible'
  return { verdict, conditions }
}

function judge(condition: Condition, facts: Facts): ConditionOutcome {
  const trace: LeafTrace[] = []
  const applies = condition.when ? evaluate(condition.when, facts, trace) : 'yes'
  const met = applies === 'no' ? 'unknown' : evaluate(condition.meets, facts, trace)
  return { id: condition.id, clause: condition.clause, outcome: outcomeOf(applies, met), trace }
}

function outcomeOf(applies: Truth, met: Truth): Outcome {
  if (applies === 'no') return 'not-applicable'
  if (met === 'yes') return 'meets'
  return applies === 'yes' && met === 'no' ? 'does-not-meet' : 'needs-confirmation'
}

/** The next question of the check whose answer can still change a verdict, or null. */
export function nextQuestion(facts: Facts): string | null {
  const open = openFields(facts)
  return (
    facts.programme.questions.find(
      (id) => !isTouched(facts.entries, id) && isShown(facts, id) && matters(facts, id, open),
    ) ?? null
  )
}

/** Fields of conditions that are not decided yet. */
function openFields(facts: Facts): Set<string> {
  const undecided = assess(facts).conditions.filter((c) => c.outcome === 'needs-confirmation')
  const rules = facts.programme.conditions.filter((c) => undecided.some((u) => u.id === c.id))
  return new Set(rules.flatMap((c) => [...(c.when ? fieldsOf(c.when) : []), ...fieldsOf(c.meets)]))
}

function matters(facts: Facts, id: string, open: Set<string>): boolean {
  if (open.has(id)) return true
  return [...facts.programme.fields.values()].some(
    (field) => field.prefill?.from === id && open.has(field.id) && !isTouched(facts.entries, field.id),
  )
}
