/** Everything that is slowed down: what, by whom it is counted, and how much of it is allowed. */

import type { BrakeStore } from '../../ports/keeping.ts'
import type { Allowance, Clock } from '../../ports/outside.ts'
import { Failure } from '../failure.ts'
import { Brake } from './brake.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Counted in the database, for all nodes together: what somebody would spread over them. */
export const SHARED = {
  /** links asked for, by the e-mail address they would go to */
  'sign-in-mail': { most: 3, everyMs: 5 * MINUTE },
  /** tries to sign in, by network address; who gets in gets it back */
  'sign-in': { most: 20, everyMs: MINUTE / 2 },
  /** wrong resume and check codes, by network address */
  code: { most: 30, everyMs: MINUTE / 2 },
  /** wrong resume and link codes, by the conversation in which they are said */
  'said-code': { most: 10, everyMs: 6 * MINUTE },
  /** wrong codes of desks, by the chat or mailbox that says them */
  'desk-code': { most: 5, everyMs: 12 * MINUTE },
  /** new conversations and drafts, by network address */
  start: { most: 300, everyMs: SECOND },
  /** files, by conversation */
  upload: { most: 60, everyMs: 10 * SECOND },
  /** enquiries, by person */
  enquiry: { most: 10, everyMs: 10 * MINUTE },
} as const satisfies Record<string, Allowance>

/** Counted by each node for itself: what only costs that node its time. */
export const OWN = {
  /** requests of any kind, by network address */
  call: { most: 2_000, everyMs: 10 },
  /** stateless questions and judgements, by network address */
  ask: { most: 300, everyMs: 50 },
  /** turns, by conversation or by chat */
  turn: { most: 600, everyMs: 100 },
  /** calls of the console, by officer */
  officer: { most: 300, everyMs: 100 },
} as const satisfies Record<string, Allowance>

export type SharedBrake = keyof typeof SHARED
export type OwnBrake = keyof typeof OWN

export interface BrakesDeps {
  store: BrakeStore
  clock: Clock
  /** SHA-256, hex: neither addresses nor names are kept */
  hash: (text: string) => string
  /** nothing is slowed down, for loads that one machine makes */
  off?: boolean
}

/** Refusals remembered before the oldest are forgotten. */
const MOST_HELD = 10_000

export class Brakes {
  private readonly deps: BrakesDeps
  private readonly own: Record<OwnBrake, Brake>
  /** who was refused is not looked up again until then: a flood costs the database nothing */
  private readonly held = new Map<string, number>()

  constructor(deps: BrakesDeps) {
    this.deps = deps
    const brake = (kind: OwnBrake) => new Brake(OWN[kind], deps.clock)
    this.own = { call: brake('call'), ask: brake('ask'), turn: brake('turn'), officer: brake('officer') }
  }

  /** One more of it, counted by this node. @throws Failure slow-down */
  here(kind: OwnBrake, key: string): void {
    const wait = this.deps.off ? 0 : this.own[kind].take(key)
    if (wait > 0) throw slowDown(wait)
  }

  /** One more of it, counted by all nodes. @throws Failure slow-down */
  async take(kind: SharedBrake, key: string): Promise<void> {
    if (this.deps.off) return
    this.demand(kind, key)
    const { store, clock } = this.deps
    const at = clock.now()
    const wait = await store.take(this.keyOf(kind, key), SHARED[kind], at)
    if (wait === 0) return
    this.hold(`${kind} ${key}`, at.getTime() + wait)
    throw slowDown(wait)
  }

  /** The same, for whoever has other words for it. */
  allows(kind: SharedBrake, key: string): Promise<boolean> {
    return this.take(kind, key).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Failure && error.code === 'slow-down') return false
        throw error
      },
    )
  }

  /** It was no abuse: as if it had not been tried. */
  async forgive(kind: SharedBrake, key: string): Promise<void> {
    if (!this.deps.off) await this.deps.store.forgive(this.keyOf(kind, key), SHARED[kind])
  }

  /** It was wrong: one less is left; the answer is the same whether or not there was one. */
  async note(kind: SharedBrake, key: string): Promise<void> {
    await this.allows(kind, key)
  }

  /** Without asking the database. @throws Failure slow-down for somebody whom this node has refused */
  demand(kind: SharedBrake, key: string): void {
    const wait = (this.held.get(`${kind} ${key}`) ?? 0) - this.deps.clock.now().getTime()
    // a clock that was set back must not keep anybody out for longer than one turn of it
    if (wait > 0) throw slowDown(Math.min(wait, SHARED[kind].everyMs))
  }

  /** Forgets whom nothing holds back any more. */
  get timer(): { name: string; cron: string; run: () => Promise<void> } {
    return { name: 'brakes', cron: '*/10 * * * *', run: () => this.deps.store.sweep(this.deps.clock.now()) }
  }

  private keyOf(kind: SharedBrake, key: string): string {
    return this.deps.hash(`brake ${kind} ${key}`)
  }

  private hold(name: string, until: number): void {
    this.held.delete(name)
    this.held.set(name, until)
    const [oldest] = this.held.keys()
    if (this.held.size > MOST_HELD && oldest !== undefined) this.held.delete(oldest)
  }
}

/** With how long to wait, in words and for programs. */
function slowDown(waitMs: number): Failure {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND))
  return new Failure('slow-down', { seconds, minutes: seconds < 60 ? 0 : Math.ceil(seconds / 60) })
}
