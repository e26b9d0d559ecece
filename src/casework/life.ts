/**
 * What the lives of an application and of a project share: who acts, why an act cannot be, a second officer, recusal and
 * replay. The states and moves themselves are XState machines, used through their pure transition; nothing is executed.
 */
import { type AnyStateMachine, transition } from 'xstate'
import type { Programme } from '../programme/schema.ts'

/** The recommender is an officer of any tier but the last, the authority one of the last. */
export type Role = 'applicant' | 'recommender' | 'authority' | 'clock'
export type Actor =
  | { role: 'applicant'; id: string }
  | { role: 'officer'; id: string; tier: string }
  | { role: 'clock' }

/** Why an act cannot be, as a code; the words come later. */
export type Why =
  /** no such act in this state */
  | 'not-now'
  | 'not-your-role'
  | 'not-your-tier'
  /** the programme has no such step */
  | 'not-in-programme'
  | 'recused'
  | 'nothing-awaiting'
  /** a decision waits for a second officer: that comes first */
  | 'second-pending'
  /** whoever proposed it cannot confirm it */
  | 'same-officer'
  | 'no-reason'
  | 'no-opinion'
  | 'no-document'
  | 'no-number'
  | 'window-not-open'
  | 'window-closed'
  | 'already-forwarded'
  | 'no-fields'
  | 'no-comment'
  | 'unknown-field'
  | 'fixed-field'
  | 'due-not-ahead'
  | 'nothing-changed'
  | 'other-field-changed'
  | 'extension-used'
  | 'too-late-to-ask'
  | 'until-not-later'
  | 'until-too-late'
  | 'term-over'
  | 'not-rectified'
  | 'certificate-first'
  | 'nothing-due'
  | 'not-overdue'

export type Party = 'applicant' | 'recommender' | 'authority'

/** What the shell must do. `news` of a tell is a code; what it says is in the act and in what is kept. */
export type Effect =
  | { type: 'tell'; to: Party; news: string }
  /** a decision waits for a second officer of this tier */
  | { type: 'ask-second'; tier: string; act: string }
  /** a second officer does not confirm what this one proposed */
  | { type: 'tell-objected'; officerId: string; act: string }
  /** these fields alone may be changed, until the end of the day `due`; an empty list closes them */
  | { type: 'open-fields'; fields: string[]; due: string | null }
  | { type: 'begin-project' }
  /** the recommender becomes the guarantor of the project */
  | { type: 'appoint-guarantor' }
  | { type: 'letter'; of: 'termination' | 'reinstatement' }
  | { type: 'certificate'; number: string }
  | { type: 'warn'; daysLeft: number }

/** What every life knows beside the acts of its own machine. */
export type SharedAct =
  | { type: 'confirm' }
  /** by a second officer, or by the first one who thought better of it */
  | { type: 'object'; reason: string }
  /** an officer keeps out of this case from now on */
  | { type: 'recuse'; reason: string }

/** One line of the record; the whole list, replayed, gives the state. */
export interface Happening<A> {
  act: A | SharedAct
  by: Actor
  at: Date
}

/** A life as it is kept: plain JSON. */
export interface Kept<A, C> {
  state: string
  context: C
  /** ISO instant since when it is in this state and with this holder */
  since: string
  /** officers who keep out of it */
  recused: string[]
  /** what one officer decided and a second one has not confirmed */
  awaiting: { act: A; by: { id: string; tier: string } } | null
}

export type Rules = Pick<Programme, 'timezone' | 'calendar' | 'tiers' | 'review' | 'optionalSteps'>

/** An act as a machine sees it. `role` is null for an officer of a tier that the programme does not have. */
export type Told<A, R> = A & { by: Actor; role: Role | null; at: Date; rules: R }

/** A move as its guard has it: who may make it, where it applies, and what it needs. */
export interface Move<When extends string = string, Need extends string = string> {
  by: readonly Role[]
  when: readonly When[]
  needs: readonly Need[]
}

export interface Life<A extends { type: string }, C, R extends Rules> {
  machine: AnyStateMachine
  /** why a move cannot be made; `elsewhere` where another move of the same act applies; null where it can */
  judge(move: Move, input: { context: C; event: Told<A, R> }): Why | 'elsewhere' | null
  /** who has to do something next: the applicant, a tier, or nobody */
  holderOf(kept: Pick<Kept<A, C>, 'state' | 'context'>, rules: R): string | null
}

export type Decision<A, C> = { kept: Kept<A, C>; effects: Effect[] } | { refused: Why }

export const isRefused = <A, C>(decision: Decision<A, C>): decision is { refused: Why } =>
  'refused' in decision

/** The role of whoever acts; null for an officer of no tier of the programme. */
export function roleOf(by: Actor, { tiers }: Pick<Rules, 'tiers'>): Role | null {
  if (by.role !== 'officer') return by.role
  const tier = tiers.indexOf(by.tier)
  if (tier < 0) return null
  return tier === tiers.length - 1 ? 'authority' : 'recommender'
}

/** What an act comes to, or why it cannot be. */
export function takeAct<A extends { type: string }, C, R extends Rules>(
  life: Life<A, C, R>,
  kept: Kept<A, C>,
  { act, by, at }: Happening<A>,
  rules: R,
): Decision<A, C> {
  const told = { by, at, rules }
  if (by.role === 'officer' && kept.recused.includes(by.id)) return { refused: 'recused' }
  if (isShared(act)) return takeShared(life, kept, act, told)
  if (by.role === 'officer' && kept.awaiting) return { refused: 'second-pending' }
  const decision = step(life, kept, act, told)
  if (isRefused(decision) || by.role !== 'officer' || !needsSecond(act, rules)) return decision
  return {
    kept: { ...kept, awaiting: { act, by: { id: by.id, tier: by.tier } } },
    effects: [{ type: 'ask-second', tier: by.tier, act: act.type }],
  }
}

/** The state after a record. @throws when one of its lines cannot have happened: the record is not of this life */
export function replay<A extends { type: string }, C, R extends Rules>(
  life: Life<A, C, R>,
  begun: Kept<A, C>,
  record: readonly Happening<A>[],
  rules: R,
): Kept<A, C> {
  return record.reduce((kept, happening, index) => {
    const decision = takeAct(life, kept, happening, rules)
    if (!isRefused(decision)) return decision.kept
    throw new Error(
      `Line ${index + 1} of the record (${happening.act.type}) cannot have happened in the state ${kept.state}: ${decision.refused}`,
    )
  }, begun)
}

interface Circumstances<R> {
  by: Actor
  at: Date
  rules: R
}

const SHARED: readonly string[] = ['confirm', 'object', 'recuse'] satisfies SharedAct['type'][]
const isShared = (act: { type: string }): act is SharedAct => SHARED.includes(act.type)

const needsSecond = (act: { type: string }, { review }: Rules): boolean =>
  review.fourEyes.some((one) => one === act.type)

/** One move of the machine. */
function step<A extends { type: string }, C, R extends Rules>(
  life: Life<A, C, R>,
  kept: Kept<A, C>,
  act: A,
  told: Circumstances<R>,
): Decision<A, C> {
  const event = { ...act, ...told, role: roleOf(told.by, told.rules) }
  const refused = refusalIn(life, kept, event)
  if (refused) return { refused }
  const before = life.machine.resolveState({ value: kept.state, context: kept.context })
  const [after, actions] = transition(life.machine, before, event)
  const next = { state: String(after.value), context: after.context as C }
  const stays =
    next.state === kept.state && life.holderOf(next, told.rules) === life.holderOf(kept, told.rules)
  return {
    kept: {
      ...next,
      since: stays ? kept.since : told.at.toISOString(),
      recused: kept.recused,
      // a warning of the clock is no answer to what waits
      awaiting: stays && told.by.role === 'clock' ? kept.awaiting : null,
    },
    effects: actions.flatMap(effectsOf).filter((effect) => isMeant(effect, told.rules)),
  }
}

const effectsOf = ({ type, params }: { type: string; params?: unknown }): Effect[] =>
  type === 'does' ? (params as { effects: Effect[] }).effects : []

/** With one tier only there is no recommender to be told. */
const isMeant = (effect: Effect, { tiers }: Rules): boolean =>
  effect.type !== 'tell' || effect.to !== 'recommender' || tiers.length > 1

/** Why no move of the machine can be made for an event; null where one can. */
function refusalIn<A extends { type: string }, C, R extends Rules>(
  { machine, judge }: Life<A, C, R>,
  { state, context }: Kept<A, C>,
  event: Told<A, R>,
): Why | null {
  const moves = machine.states[state]?.transitions.get(event.type) ?? []
  const judged = moves.map(({ guard }) =>
    judge((guard as unknown as { params: Move }).params, { context, event }),
  )
  const [first = 'not-now'] = judged.filter((one) => one !== 'elsewhere')
  return first
}

function takeShared<A extends { type: string }, C, R extends Rules>(
  life: Life<A, C, R>,
  kept: Kept<A, C>,
  act: SharedAct,
  told: Circumstances<R>,
): Decision<A, C> {
  const { by } = told
  if (by.role !== 'officer') return { refused: 'not-your-role' }
  if (act.type === 'recuse') return recuse(kept, act, by, told.rules)
  const { awaiting } = kept
  if (!awaiting) return { refused: 'nothing-awaiting' }
  if (awaiting.by.tier !== by.tier) return { refused: 'not-your-tier' }
  if (act.type === 'object') return object(kept, awaiting, act, by.id)
  return awaiting.by.id === by.id ? { refused: 'same-officer' } : step(life, kept, awaiting.act, told)
}

function object<A extends { type: string }, C>(
  kept: Kept<A, C>,
  awaiting: NonNullable<Kept<A, C>['awaiting']>,
  { reason }: Extract<SharedAct, { type: 'object' }>,
  officerId: string,
): Decision<A, C> {
  if (!isSaid(reason)) return { refused: 'no-reason' }
  const told: Effect = { type: 'tell-objected', officerId: awaiting.by.id, act: awaiting.act.type }
  return { kept: { ...kept, awaiting: null }, effects: officerId === awaiting.by.id ? [] : [told] }
}

/** Only by the officer in person; what this officer proposed lapses. */
function recuse<A, C>(
  kept: Kept<A, C>,
  { reason }: Extract<SharedAct, { type: 'recuse' }>,
  { id, tier }: Extract<Actor, { role: 'officer' }>,
  { review, tiers }: Rules,
): Decision<A, C> {
  if (review.recusal === 'off') return { refused: 'not-in-programme' }
  if (!tiers.includes(tier)) return { refused: 'not-your-role' }
  if (!isSaid(reason)) return { refused: 'no-reason' }
  const awaiting = kept.awaiting?.by.id === id ? null : kept.awaiting
  return { kept: { ...kept, recused: [...kept.recused, id], awaiting }, effects: [] }
}

type Tables<I, When extends string, Need extends string> = {
  when: Readonly<Record<When, (input: I) => boolean>>
  needs: Readonly<Record<Need, (input: I) => Why | null>>
}

/** Judges a move by the tables of its machine: where it applies, then who, then what it needs, in order. */
export function judgeBy<I extends { event: { role: Role | null } }, When extends string, Need extends string>(
  tables: Tables<I, When, Need>,
  move: Move<When, Need>,
  input: I,
): Why | 'elsewhere' | null {
  if (!move.when.every((one) => tables.when[one](input))) return 'elsewhere'
  if (input.event.role === null || !move.by.includes(input.event.role)) return 'not-your-role'
  for (const need of move.needs) {
    const why = tables.needs[need](input)
    if (why) return why
  }
  return null
}

/** True for words that say something. */
export const isSaid = (words = ''): boolean => words.trim() !== ''
