/** The acts of an application's life, and what each of its moves needs. */
import type { Programme } from '../programme/schema.ts'
import { sectionOf, withHanging } from '../programme/steps.ts'
import { isSaid, judgeBy, type Kept, type Move, type Rules, type Told, type Why } from './life.ts'
import { isAfter } from './project-dates.ts'
import { windowAt } from './window.ts'

export type ApplicationAct =
  /** `begunAt`: ISO instant of a submission that was begun in time and is finished late; `direct`: to the last tier at once */
  | { type: 'submit'; begunAt?: string; direct?: boolean }
  | { type: 'recall' }
  /** `due`: the last day to mend it, see returnDueOf */
  | { type: 'return'; fields: Remark[]; due: string }
  | { type: 'allow-longer'; due: string; reason: string }
  /** `changed`: ids of the fields that differ from what was returned */
  | { type: 'resubmit'; changed: string[] }
  | { type: 'recommend'; opinion: string }
  | { type: 'decline'; reason: string }
  | { type: 'approve'; document?: string }
  | { type: 'reject'; reason: string }
  | { type: 'withdraw'; reason?: string }

/** What a tier wants mended in a field. */
export interface Remark {
  field: string
  comment: string
}

export interface ApplicationContext {
  /** place of the tier that has it, or had it last, in the programme's list */
  tier: number
  /** place of the tier it was handed in to; the first one unless it went to the last directly */
  first?: number | undefined
  /** how often it was handed in */
  version: number
  /** open while it is with the applicant again */
  returned: { fields: Remark[]; due: string } | null
}

export type ApplicationRules = Rules & Pick<Programme, 'window' | 'fields' | 'sections' | 'project'>
export type KeptApplication = Kept<ApplicationAct, ApplicationContext>

export type ApplicationEvent = Told<ApplicationAct, ApplicationRules>
interface Input {
  context: ApplicationContext
  event: ApplicationEvent
}

const last = ({ event }: Input): number => event.rules.tiers.length - 1

/** The place of the tier that an application is handed in to. */
export const firstTierOf = (input: Input): number =>
  'direct' in input.event && input.event.direct ? last(input) : 0

/** True before it has gone on from the tier that it was handed in to. */
export const isWhereHandedIn = ({ tier, first = 0 }: ApplicationContext): boolean => tier === first

/** Which of several moves of one act applies. */
const when = {
  'is-recommended-first': (input: Input) => firstTierOf(input) < last(input),
  'is-decided-at-once': (input: Input) => firstTierOf(input) === last(input),
  'another-recommends': (input: Input) => input.context.tier + 1 < last(input),
  'authority-is-next': (input: Input) => input.context.tier + 1 === last(input),
  'recommender-returned': (input: Input) => input.context.tier < last(input),
  'authority-returned': (input: Input) => input.context.tier === last(input),
}

const needs = {
  'in-window': ({ event }: Input): Why | null => {
    const begun = event.type === 'submit' && event.begunAt !== undefined ? new Date(event.begunAt) : event.at
    return WINDOW[windowAt(event.rules, begun)]
  },
  'window-still-open': ({ event }: Input) => WINDOW[windowAt(event.rules, event.at)],
  'own-tier': ({ context, event }: Input): Why | null =>
    event.by.role === 'officer' && event.by.tier === event.rules.tiers[context.tier] ? null : 'not-your-tier',
  'not-forwarded': ({ context }: Input): Why | null =>
    isWhereHandedIn(context) ? null : 'already-forwarded',
  remarks: ({ context, event }: Input) =>
    event.type === 'return' ? remarksMiss(event.fields, context, event.rules) : null,
  'due-ahead': ({ event }: Input): Why | null =>
    'due' in event && isAfter(event.rules, event.due, event.at) ? 'due-not-ahead' : null,
  'only-returned': ({ context, event }: Input) =>
    event.type === 'resubmit'
      ? changesMiss(event.changed, context.returned?.fields ?? [], event.rules)
      : null,
  reason: ({ event }: Input): Why | null => ('reason' in event && !isSaid(event.reason) ? 'no-reason' : null),
  opinion: ({ event }: Input): Why | null =>
    event.type === 'recommend' && !isSaid(event.opinion) ? 'no-opinion' : null,
}

const WINDOW: Record<ReturnType<typeof windowAt>, Why | null> = {
  'not-yet': 'window-not-open',
  open: null,
  closed: 'window-closed',
}

function remarksMiss(
  remarks: readonly Remark[],
  context: ApplicationContext,
  rules: ApplicationRules,
): Why | null {
  if (remarks.length === 0) return 'no-fields'
  if (remarks.some(({ field }) => !sectionOf(rules, field))) return 'unknown-field'
  if (remarks.some(({ field }) => !isMendable(rules, context, field))) return 'fixed-field'
  return remarks.every(({ comment }) => isSaid(comment)) ? null : 'no-comment'
}

/**
 * False for what the call itself says, and for the recommending body once it has recommended: the opinion on record is its
 * own.
 */
export function isMendable(
  { fields }: Pick<Programme, 'fields'>,
  context: ApplicationContext,
  field: string,
): boolean {
  const type = fields.get(field)?.type
  return type !== 'constant' && (type !== 'recommender' || isWhereHandedIn(context))
}

/** What hangs on a returned answer is open with it: another answer may ask for it, or make it wrong. */
function changesMiss(
  changed: readonly string[],
  returned: readonly Remark[],
  rules: ApplicationRules,
): Why | null {
  if (changed.length === 0) return 'nothing-changed'
  const open = withHanging(
    rules,
    returned.map(({ field }) => field),
  )
  return changed.every((id) => open.has(id)) ? null : 'other-field-changed'
}

export type ApplicationMove = Move<keyof typeof when, keyof typeof needs>

/** Why a move of an application cannot be made. */
export const judgeApplication = (move: Move, input: Input) =>
  judgeBy({ when, needs }, move as ApplicationMove, input)
