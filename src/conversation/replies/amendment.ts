/** What an amendment of the call changes for one draft, in lines. */
import { dateIn } from '../../casework/window.ts'
import { showDate } from '../../language/dates.ts'
import { assess } from '../../programme/eligibility.ts'
import type { Field } from '../../programme/schema.ts'
import { brokenRules, isShown } from '../../programme/steps.ts'
import { isAnswered } from '../../programme/values.ts'
import { type FatedAnswer, type MovedDraft, moveDraft } from '../move-draft.ts'
import type { Reply } from '../types.ts'
import { type Amendment, factsOf, type World } from '../world.ts'
import { errorText } from './ask-field.ts'
import { showEntry } from './show-value.ts'

/** More lines than this are counted, not said: the whole list is on the form. */
const MOST_LINES = 12

/** What moving would come to: the world after it, and what became of the answers. */
export interface Prospect {
  before: World
  after: World
  moved: MovedDraft
}

export function prospectOf(before: World, { library }: Amendment): Prospect {
  const speech = library.speech(before.phrases.language)
  const moved = moveDraft(before, speech)
  return { before, after: { ...before, ...speech, draft: moved.draft }, moved }
}

/** True when the authority says that nothing may be handed in by the earlier version. */
export const mustMove = ({ library }: Amendment): boolean => library.programme.versions.move === 'required'

/** Since when the amendment holds, as it is written in the language. */
export const sinceWhen = ({ programme, phrases }: World, { on }: Amendment): string =>
  showDate(dateIn(programme, on), phrases.language)

/** The question whether to move: what changes for this draft, and the ways on. */
export function sayAmended(world: World, amendment: Amendment, revision: number): Reply {
  const { phrases } = world
  const must = mustMove(amendment)
  const lines = linesOf(prospectOf(world, amendment))
  const say = (key: string) => phrases.say(`version.${key}`)
  return {
    key: 'confirm.move',
    text: [
      phrases.say('version.amended', { date: sinceWhen(world, amendment), number: amendment.number }),
      ...(lines.length > 0 ? [say('changes'), ...shortened(world, lines)] : [say('changes-nothing')]),
      say(must ? 'must' : 'may'),
    ].join('\n'),
    choices: [
      { value: `yes:move:${revision}`, label: say('buttons.move') },
      ...(must ? [] : [{ value: `no:move:${revision}`, label: say('buttons.stay') }]),
      { value: 'do:later', label: say('buttons.later') },
    ],
  }
}

function shortened({ phrases }: World, lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES
  return [
    ...lines.slice(0, MOST_LINES),
    ...(more > 0 ? [phrases.say('version.more', { count: more })] : []),
  ].map((line) => phrases.say('version.line', { line }))
}

/** Said once it is moved: what became of the answers. */
export function sayMoved({ before, after, moved }: Prospect, amendment: Amendment): Reply {
  const { phrases } = after
  const lines = answerLines({ before, after, moved })
  const head = phrases.say('version.moved', { date: sinceWhen(after, amendment), number: amendment.number })
  return { key: 'version.moved', text: [head, ...shortened(after, lines)].join('\n') }
}

/** Everything that changes for this draft: dates, its verdict, its answers, new questions. */
export function linesOf(prospect: Prospect): string[] {
  return [
    ...windowLines(prospect),
    ...verdictLines(prospect),
    ...answerLines(prospect),
    ...wordLines(prospect),
    ...newLines(prospect),
    ...clauseLines(prospect),
  ]
}

function windowLines({ before, after }: Prospect): string[] {
  const { phrases } = after
  const day = (iso: string | undefined): string =>
    iso === undefined ? phrases.say('version.none') : showDate(iso, phrases.language)
  return (['opens', 'closes'] as const).flatMap((which) => {
    const [old, now] = [before, after].map(({ programme }) => programme.window?.[which])
    return old === now ? [] : [phrases.say(`version.${which}`, { old: day(old), new: day(now) })]
  })
}

/** Conditions that come out otherwise, once anything of the check was answered. */
function verdictLines({ before, after }: Prospect): string[] {
  const { programme, draft, phrases, text } = after
  if (![...before.programme.questions, ...programme.questions].some((id) => isAnswered(draft.entries, id)))
    return []
  const old = new Map(assess(factsOf(before)).conditions.map(({ id, outcome }) => [id, outcome]))
  return assess(factsOf(after)).conditions.flatMap(({ id, outcome }) => {
    const was = old.get(id)
    if (was === outcome || (was === undefined && outcome === 'not-applicable')) return []
    const label = text.conditions[id]?.label ?? id
    const words = (one: string): string => phrases.say(`version.outcome.${one}`)
    return was === undefined
      ? [phrases.say('version.condition-new', { label, outcome: words(outcome) })]
      : [phrases.say('version.condition', { label, old: words(was), new: words(outcome) })]
  })
}

function answerLines(prospect: Prospect): string[] {
  return prospect.moved.answers.flatMap(
    (answer) => answerLine(prospect, answer) ?? brokenLine(prospect, answer) ?? [],
  )
}

function answerLine({ before, after }: Prospect, { field, fate, old, entry }: FatedAnswer): string | null {
  if (fate === 'stands') return null
  const known = before.programme.fields.get(field)
  const label = after.text.fields[field]?.label ?? before.text.fields[field]?.label ?? field
  const was = known ? showEntry(before, known, old).trim() : (old.raw ?? String(old.value ?? ''))
  if (fate === 'gone') return after.phrases.say('version.gone', { label, value: was })
  const now = after.programme.fields.get(field)
  if (!now || !entry) return null
  if (fate === 'changed')
    return after.phrases.say('version.read-anew', {
      label,
      old: was,
      new: showEntry(after, now, entry).trim(),
    })
  const error = entry.error ? errorText(after, now, entry.error) : ''
  return after.phrases.say('version.wrong', { label, error })
}

/** A hard rule that the answer kept before, and does not keep now. */
function brokenLine({ before, after }: Prospect, { field }: FatedAnswer): string | null {
  const [was, now] = [before.programme.fields.get(field), after.programme.fields.get(field)]
  if (!was || !now || !isShown(factsOf(after), field)) return null
  const kept = new Set(brokenRules(factsOf(before), was))
  const broken = brokenRules(factsOf(after), now).find((rule) => !kept.has(rule))
  if (broken === undefined) return null
  const label = after.text.fields[field]?.label ?? field
  return after.phrases.say('version.wrong', { label, error: errorText(after, now, { code: broken }) })
}

/** Questions that were answered and are put otherwise now; the answer stands. */
function wordLines({ before, after, moved }: Prospect): string[] {
  const put = ({ text }: World, id: string): string => {
    const { label, ask, hint, options } = text.fields[id] ?? { label: '', ask: '' }
    return JSON.stringify({ label, ask, hint, options })
  }
  return moved.answers
    .filter(
      ({ field, fate, entry }) => fate === 'stands' && entry !== null && after.programme.fields.has(field),
    )
    .filter(({ field }) => put(before, field) !== put(after, field))
    .map(({ field }) => after.phrases.say('version.reworded', { label: labelIn(after, field) }))
}

/** Questions that are asked of this applicant now and were not before, or must be answered now. */
function newLines({ before, after }: Prospect): string[] {
  const asked = (world: World, { id }: Field): boolean =>
    world.programme.sections.some(({ fields }) => fields.some((field) => field.id === id)) &&
    isShown(factsOf(world), id)
  return [...after.programme.fields.values()].flatMap((field) => {
    if (!asked(after, field) || isAnswered(after.draft.entries, field.id)) return []
    const was = before.programme.fields.get(field.id)
    const label = labelIn(after, field.id)
    const required = field.required ? 'yes' : 'no'
    if (!was || !asked(before, was)) return [after.phrases.say('version.new-field', { label, required })]
    return was.required === field.required ? [] : [after.phrases.say('version.required', { label, required })]
  })
}

function clauseLines({ before, after }: Prospect): string[] {
  const [old, now] = [before.programme.notice, after.programme.notice]
  const ids = [...new Set([...now.keys(), ...old.keys()])].filter((id) => old.get(id) !== now.get(id))
  // a clause that holds others changes with them
  const own = ids.filter((id) => !ids.some((other) => other.startsWith(`${id}.`)))
  if (own.length === 0) return []
  return [after.phrases.say('version.clauses', { clauses: own.join(after.phrases.say('marks.list')) })]
}

const labelIn = ({ text }: World, id: string): string => text.fields[id]?.label ?? id
