/** Lives of applications and projects for tests: officers, moves as the machine has them, and which one an act takes. */
import type { AnyStateMachine } from 'xstate'
import {
  type Actor,
  type Happening,
  isRefused,
  type Kept,
  type Life,
  type Move,
  type Role,
  type Rules,
  roleOf,
  takeAct,
} from '../../src/casework/life.ts'

export const unit: Actor = { role: 'applicant', id: 'unit' }
export const clock: Actor = { role: 'clock' }
export const officer = (tier: string, id = `${tier}-1`): Actor => ({ role: 'officer', id, tier })

const movesIn = (machine: AnyStateMachine, state: string, act?: string) =>
  [...(machine.states[state]?.transitions ?? [])]
    .filter(([type]) => act === undefined || type === act)
    .flatMap(([type, moves]) =>
      moves.map(({ target, guard }, index) => ({
        key: `${state}: ${type} ${index + 1} → ${target?.[0]?.key ?? state}`,
        type,
        move: (guard as unknown as { params: Move }).params,
      })),
    )

/** Every state of a machine. */
export const statesOf = (machine: AnyStateMachine): string[] => Object.keys(machine.states)

/** Every move of a machine, as `state: act n → state`. */
export const movesOf = (machine: AnyStateMachine): string[] =>
  statesOf(machine).flatMap((state) => movesIn(machine, state).map(({ key }) => key))

/** Who may do what, as the guards of a machine say: act → roles, wherever it is possible. */
export function rolesOf(machine: AnyStateMachine): Record<string, Role[]> {
  const all = statesOf(machine).flatMap((state) => movesIn(machine, state))
  const roles: Record<string, Role[]> = {}
  for (const { type, move } of all) roles[type] = [...new Set([...(roles[type] ?? []), ...move.by])].sort()
  return roles
}

/** The moves that can be made for an act; a sound machine has one at most. */
export function movesFor<A extends { type: string }, C, R extends Rules>(
  life: Life<A, C, R>,
  { state, context }: Kept<A, C>,
  { act, by, at }: Happening<A>,
  rules: R,
): string[] {
  const event = { ...(act as A), by, at, rules, role: roleOf(by, rules) }
  return movesIn(life.machine, state, act.type)
    .filter(({ move }) => life.judge(move, { context, event }) === null)
    .map(({ key }) => key)
}

/** Every need of every move of a machine, as `state: act n → state needs need`. */
export const needsOf = (machine: AnyStateMachine): string[] =>
  statesOf(machine).flatMap((state) =>
    movesIn(machine, state).flatMap(({ key, move }) => move.needs.map((need) => `${key} needs ${need}`)),
  )

/** The need for want of which an act is refused, as in `needsOf`; none where it is refused for another reason. */
export function needFor<A extends { type: string }, C, R extends Rules>(
  life: Life<A, C, R>,
  { state, context }: Kept<A, C>,
  { act, by, at }: Happening<A>,
  rules: R,
): string[] {
  const event = { ...(act as A), by, at, rules, role: roleOf(by, rules) }
  const judge = (move: Move) => life.judge(move, { context, event })
  const [found] = movesIn(life.machine, state, act.type).filter(({ move }) => judge(move) !== 'elsewhere')
  const need = found?.move.needs.find((one) => judge({ ...found.move, needs: [one] }) !== null)
  return found && need ? [`${found.key} needs ${need}`] : []
}

/** Acts that carry words which must say something, with those words left blank. */
export function blank<A extends { type: string }>(act: A): A[] {
  const words = ['reason', 'opinion'].filter((key) => key in act)
  return words.map((key) => ({ ...act, [key]: ' ' }))
}

/** What is kept after an act. @throws when it is refused */
export function taken<A extends { type: string }, C, R extends Rules>(
  life: Life<A, C, R>,
  kept: Kept<A, C>,
  happening: Happening<A>,
  rules: R,
): Kept<A, C> {
  const decision = takeAct(life, kept, happening, rules)
  if (isRefused(decision)) throw new Error(`${happening.act.type} in ${kept.state}: ${decision.refused}`)
  return decision.kept
}
