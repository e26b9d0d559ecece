/** The verdict of the eligibility check: per condition with clause, reason and next step. */
import { assess, type ConditionOutcome } from '../../programme/eligibility.ts'
import { isAnswered } from '../../programme/values.ts'
import type { Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { contactOfDraft, showContact } from './answer-question.ts'
import { beginArea } from './areas.ts'
import { canGoTo } from './ask-field.ts'
import { sayAnswers } from './checking.ts'

export interface ConditionReport {
  id: string
  clause: string
  outcome: ConditionOutcome['outcome']
  label: string
  reason: string
  todo?: string
  /** our reading of the clause, where the condition is not plainly met */
  reading?: string
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
      ...(open && words?.reading ? { reading: words.reading } : {}),
    }
  })
}

/** What was answered in the check, each with a button to change it. */
export function sayAnswersOfCheck(world: World): Reply {
  const { phrases, programme, draft } = world
  const answered = programme.questions.filter((id) => isAnswered(draft.entries, id) && canGoTo(world, id))
  const answers = sayAnswers(world, answered)
  const key = 'eligibility.your-answers'
  return { ...answers, key, text: `${phrases.say(key)}\n${answers.text}` }
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
  const contact = contactOfDraft(world)
  return {
    key: `eligibility.verdict.${verdict}`,
    text: [
      phrases.say(`eligibility.verdict.${verdict}`),
      ...reports.flatMap((report) => linesOf(world, report)),
      phrases.say('eligibility.caveat'),
      ...(verdict === 'eligible' || !contact ? [] : [showContact(world, contact)]),
    ].join('\n'),
    citations: reports.map((report) => ({
      clause: report.clause,
      quote: world.programme.notice.get(report.clause) ?? '',
    })),
    choices: [
      ...(contact ? [] : beginArea(world)),
      { value: 'begin:filing', label: phrases.say('buttons.begin-filing') },
      { value: 'do:recheck', label: phrases.say('buttons.recheck') },
    ],
  }
}

/** One condition: the outcome with its clause, the next step, and our reading where it decides. */
function linesOf(
  { phrases }: World,
  { outcome, label, clause, reason, todo, reading }: ConditionReport,
): string[] {
  const said = phrases.say(`eligibility.outcome.${outcome}`)
  return [
    phrases.say('eligibility.line', { outcome: said, label, clause, reason }),
    ...(todo ? [phrases.say('eligibility.todo', { todo })] : []),
    ...(reading ? [phrases.say('eligibility.reading', { reading })] : []),
  ]
}
