/** The verdict of the eligibility check: per condition with clause, reason and next step. */
import { assess, type ConditionOutcome } from '../../programme/eligibility.ts'
import type { Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { contactOfDraft, showContact } from './answer-question.ts'
import { beginArea } from './areas.ts'

export interface ConditionReport {
  id: string
  clause: string
  outcome: ConditionOutcome['outcome']
  label: string
  reason: string
  todo?: string
}

/** Every condition in words. */
export function reportConditions(world: World): ConditionReport[] {
  return assess(factsOf(world)).conditions.map((condition) => {
    const words = world.text.conditions[condition.id]
    const reason = reasonOf(condition.outcome, words)
    const open = condition.outcome === 'does-not-meet' || condition.outcome === 'needs-confirmation'
    return {
      id: condition.id,
      clause: condition.clause,
      outcome: condition.outcome,
      label: words?.label ?? condition.id,
      reason: reason ?? world.phrases.say('eligibility.not-applicable'),
      ...(open && words?.todo ? { todo: words.todo } : {}),
    }
  })
}

type ConditionWords = World['text']['conditions'][string] | undefined

function reasonOf(outcome: ConditionOutcome['outcome'], words: ConditionWords): string | undefined {
  if (outcome === 'meets') return words?.met
  if (outcome === 'does-not-meet') return words?.unmet
  return outcome === 'needs-confirmation' ? words?.unknown : undefined
}

/** The whole verdict as one reply, with the ways on. */
export function sayVerdict(world: World): Reply {
  const { phrases } = world
  const { verdict } = assess(factsOf(world))
  const reports = reportConditions(world).filter((report) => report.outcome !== 'not-applicable')
  const lines = reports.map((report) =>
    phrases
      .say('eligibility.line', {
        outcome: phrases.say(`eligibility.outcome.${report.outcome}`),
        label: report.label,
        clause: report.clause,
        reason: report.reason,
      })
      .concat(report.todo ? `\n${phrases.say('eligibility.todo', { todo: report.todo })}` : ''),
  )
  const readings = reports.flatMap((report) => world.text.conditions[report.id]?.reading ?? [])
  const contact = contactOfDraft(world)
  return {
    key: `eligibility.verdict.${verdict}`,
    text: [
      phrases.say(`eligibility.verdict.${verdict}`),
      ...lines,
      ...readings.map((reading) => `${phrases.say('parts.reading')}${phrases.say('marks.colon')}${reading}`),
      phrases.say('eligibility.caveat'),
      ...(verdict === 'eligible' || !contact ? [] : [showContact(world, contact)]),
    ].join('\n'),
    citations: reports.map((report) => ({
      clause: report.clause,
      quote: world.programme.notice.get(report.clause) ?? '',
    })),
    choices: [
      ...beginArea(world),
      { value: 'begin:filing', label: phrases.say('buttons.begin-filing') },
      { value: 'do:recheck', label: phrases.say('buttons.recheck') },
    ],
  }
}
