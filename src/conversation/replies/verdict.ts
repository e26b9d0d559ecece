/** The verdict of the eligibility check: per condition with clause, reason and next step, and what would change it. */
import type { Part } from '../../contract/conversation.ts'
import { assess, type ConditionOutcome } from '../../programme/eligibility.ts'
import { type Alternative, smallestChanges } from '../../programme/smallest-change.ts'
import { isAnswered } from '../../programme/values.ts'
import type { Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { contactOfDraft, showContactsOfDraft } from './answer-question.ts'
import { beginArea } from './areas.ts'
import { canGoTo, fieldOf } from './ask-field.ts'
import { sayAnswers } from './checking.ts'
import { showEntry } from './show-value.ts'

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
    const todo = isOpen(condition) ? words?.todo : undefined
    return {
      id: condition.id,
      clause: condition.clause,
      outcome: condition.outcome,
      label: words?.label ?? condition.id,
      reason: reason ?? world.phrases.say('eligibility.not-applicable'),
      ...(todo ? { todo } : {}),
    }
  })
}

const isOpen = ({ outcome }: Pick<ConditionOutcome, 'outcome'>): boolean =>
  outcome === 'does-not-meet' || outcome === 'needs-confirmation'

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

/** The fewest different answers that would meet every condition, in words; one line a way. */
export function whatWouldHelp(world: World): string[] {
  const { phrases } = world
  return smallestChanges(factsOf(world)).map((way) =>
    phrases.say('eligibility.would-help', {
      changes: way.map((change) => changeInWords(world, change)).join(phrases.say('marks.list')),
    }),
  )
}

function changeInWords(world: World, { field, value }: Alternative): string {
  return world.phrases.say('eligibility.change', {
    label: world.text.fields[field]?.label ?? field,
    value: showEntry(world, fieldOf(world, field), { value }),
  })
}

/** The whole verdict as one reply, with the ways on. */
export function sayVerdict(world: World): Reply {
  const { phrases } = world
  const { verdict } = assess(factsOf(world))
  const parts: Part[] = [
    { kind: 'says', text: phrases.say(`eligibility.verdict.${verdict}`) },
    ...reportConditions(world).flatMap((report) => conditionPart(world, report)),
    ...helpPart(world),
    { kind: 'aside', text: phrases.say('eligibility.caveat') },
    ...(verdict === 'eligible' ? [] : contactPart(world)),
  ]
  return {
    key: `eligibility.verdict.${verdict}`,
    text: parts.map((part) => partInWords(world, part)).join('\n'),
    parts,
    document: {
      kind: 'eligibility-trace',
      title: phrases.say('eligibility.trace'),
      href: traceHref(world),
      mediaType: 'application/json',
    },
    choices: [
      ...(contactOfDraft(world) ? [] : beginArea(world)),
      { value: 'begin:filing', label: phrases.say('buttons.begin-filing') },
      { value: 'do:recheck', label: phrases.say('buttons.recheck') },
    ],
  }
}

function conditionPart(world: World, report: ConditionReport): Part[] {
  const { outcome, clause, label, reason, todo } = report
  if (outcome === 'not-applicable') return []
  const reading = world.text.conditions[report.id]?.reading
  return [
    {
      kind: 'condition',
      label,
      text: reason,
      clause,
      condition: {
        outcome,
        said: world.phrases.say(`eligibility.outcome.${outcome}`),
        quote: world.programme.notice.get(clause) ?? '',
        ...(todo ? { todo: world.phrases.say('eligibility.todo', { todo }) } : {}),
        ...(reading ? { reading: { label: world.phrases.say('parts.reading'), text: reading } } : {}),
      },
    },
  ]
}

function helpPart(world: World): Part[] {
  const ways = whatWouldHelp(world)
  return ways.length > 0
    ? [{ kind: 'aside', label: world.phrases.say('eligibility.help'), text: ways.join('\n') }]
    : []
}

function contactPart(world: World): Part[] {
  const text = showContactsOfDraft(world)
  return text ? [{ kind: 'contact', label: world.phrases.say('parts.contact'), text }] : []
}

/** A part as plain text; what we read into a clause is said where the condition is not plainly met. */
function partInWords({ phrases }: World, { label = '', text, clause = '', condition }: Part): string {
  if (!condition) return label ? `${label}${phrases.say('marks.colon')}${text}` : text
  const { outcome, said, todo, reading } = condition
  return [
    phrases.say('eligibility.line', { outcome: said, label, clause, reason: text }),
    ...(todo ? [todo] : []),
    ...(reading && outcome !== 'meets'
      ? [`${reading.label}${phrases.say('marks.colon')}${reading.text}`]
      : []),
  ].join('\n')
}

/**
 * Where the verdict can be had again with every rule behind it: the answers that decided are in the address. What tells
 * who is asking (a code, a name) is not, for addresses get around.
 */
function traceHref(world: World): string {
  const decided = new Set(world.programme.questions.flatMap((id) => [id, ...prefilledBy(world, id)]))
  const answers = [...decided].flatMap((id) => {
    const value = world.draft.entries[id]?.value
    const discrete = ['choice', 'choices', 'yes-no', 'topics'].includes(fieldOf(world, id).type)
    if (!discrete || value === undefined) return []
    return [value].flat().map((one) => [id, String(one)] as [string, string])
  })
  const query = new URLSearchParams([['version', world.programme.hash], ...answers])
  return `/api/programmes/${world.programme.id}/eligibility?${query}`
}

const prefilledBy = ({ programme }: World, from: string): string[] =>
  [...programme.fields.values()].flatMap((field) => (field.prefill?.from === from ? [field.id] : []))
