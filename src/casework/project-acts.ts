/** The acts of a project's life, and what each of its moves needs. */
import { isDay } from '../programme/day.ts'
import type { Programme } from '../programme/schema.ts'
import { isSaid, judgeBy, type Kept, type Move, type Rules, type Told, type Why } from './life.ts'
import {
  isAfter,
  isOverdue,
  lastDayOf,
  lastDayToAskOf,
  latestExtensionOf,
  type Term,
  type Warned,
  warningDue,
} from './project-dates.ts'

export type ProjectAct =
  | { type: 'begin-mid-term' }
  | { type: 'finish-mid-term'; opinion: string }
  | { type: 'request-change'; reason: string }
  /** allows the change that was asked for */
  | { type: 'allow' }
  /** refuses the change or the extension that was asked for */
  | { type: 'refuse'; reason: string }
  /** `until`: the last day that is wished for, or granted; see latestExtensionOf */
  | { type: 'request-extension'; until: string; reason: string }
  | { type: 'grant'; until: string }
  | { type: 'request-acceptance' }
  | { type: 'evaluate'; passed: boolean; opinion: string }
  | { type: 'rectified' }
  | { type: 'certify'; number: string }
  | { type: 'put-forward'; reason: string }
  | { type: 'close' }
  | { type: 'withdraw'; reason: string }
  | { type: 'cancel'; reason: string }
  /** the clock gives the warning that is due, or ends what has run out */
  | { type: 'warn' }
  | { type: 'terminate' }
  /** a recorded decision that the termination does not hold; `until` is the new last day */
  | { type: 'reinstate'; until: string; reason: string; document: string }

export interface ProjectContext {
  term: Term
  warned: Warned
  /** extensions granted */
  extensions: number
  /** whether it was given the chance to rectify */
  rectified: boolean
}

export type ProjectRules = Rules & { project: NonNullable<Programme['project']> }
export type KeptProject = Kept<ProjectAct, ProjectContext>
export type ProjectEvent = Told<ProjectAct, ProjectRules>

interface Input {
  context: ProjectContext
  event: ProjectEvent
}

const passes = ({ event }: Input): boolean => event.type === 'evaluate' && event.passed
const mayRectify = ({ context, event }: Input): boolean =>
  event.rules.optionalSteps.rectify === 'on' && !context.rectified

/** Which of several moves of one act applies. */
const when = {
  passes,
  'fails-once': (input: Input) => !passes(input) && mayRectify(input),
  fails: (input: Input) => !passes(input) && !mayRectify(input),
}

const inProgramme = (has: boolean): Why | null => (has ? null : 'not-in-programme')

const needs = {
  'mid-term': ({ event }: Input) => inProgramme(event.rules.optionalSteps['mid-term'] === 'on'),
  change: ({ event }: Input) => inProgramme(event.rules.optionalSteps.change === 'on'),
  extension: ({ event }: Input) => inProgramme(event.rules.project.extension !== undefined),
  certificate: ({ event }: Input) => inProgramme(event.rules.project.certificate !== undefined),
  national: ({ event }: Input) => inProgramme(event.rules.project.national !== undefined),
  'ends-by-itself': ({ event }: Input) => inProgramme(event.rules.project.overdue === 'terminated'),
  'extension-left': ({ context, event }: Input): Why | null =>
    context.extensions < (event.rules.project.extension?.times ?? 0) ? null : 'extension-used',
  'still-to-ask': ({ context, event }: Input): Why | null => {
    const last = lastDayToAskOf(event.rules, context.term)
    return last !== null && isAfter(event.rules, last.day, event.at) ? 'too-late-to-ask' : null
  },
  'within-extension': ({ context, event }: Input) =>
    'until' in event ? untilMisses(event.until, context.term, event.rules) : null,
  'until-ahead': ({ event }: Input): Why | null =>
    'until' in event && !(isDay(event.until) && !isAfter(event.rules, event.until, event.at))
      ? 'until-not-later'
      : null,
  /** where nothing follows from the end of the term, one may come late */
  'in-term': ({ context, event }: Input): Why | null =>
    event.rules.project.overdue === 'terminated' && isOverdue(event.rules, context.term, event.at)
      ? 'term-over'
      : null,
  overdue: ({ context, event }: Input): Why | null =>
    isOverdue(event.rules, context.term, event.at) ? null : 'not-overdue',
  'warning-due': ({ context, event }: Input): Why | null =>
    warningDue(event.rules, context.term, context.warned, event.at) ? null : 'nothing-due',
  /** what was not rectified cannot pass */
  failed: (input: Input): Why | null => (passes(input) ? 'not-rectified' : null),
  'no-certificate': ({ event }: Input): Why | null =>
    event.rules.project.certificate === undefined ? null : 'certificate-first',
  reason: ({ event }: Input): Why | null => ('reason' in event && !isSaid(event.reason) ? 'no-reason' : null),
  opinion: ({ event }: Input): Why | null =>
    'opinion' in event && !isSaid(event.opinion) ? 'no-opinion' : null,
  document: ({ event }: Input): Why | null =>
    event.type === 'reinstate' && !isSaid(event.document) ? 'no-document' : null,
  number: ({ event }: Input): Why | null =>
    event.type === 'certify' && !isSaid(event.number) ? 'no-number' : null,
}

function untilMisses(until: string, term: Term, rules: ProjectRules): Why | null {
  if (until <= lastDayOf(rules, term).day) return 'until-not-later'
  const latest = latestExtensionOf(rules, term)
  return latest !== null && until > latest.day ? 'until-too-late' : null
}

export type ProjectMove = Move<keyof typeof when, keyof typeof needs>

/** Why a move of a project cannot be made. */
export const judgeProject = (move: Move, input: Input) => judgeBy({ when, needs }, move as ProjectMove, input)
