/** Push channels: an activity is stored before it is acknowledged, and taken afterwards, in order. */
import type { Activity } from '../conversation/types.ts'
import type { Taken, TurnDeps, TurnRunner } from './run-turn.ts'

/** Conversations taken at the same time by one sweep. */
const AT_ONCE = 32

export class Inbox {
  private readonly deps: TurnDeps
  private readonly turns: TurnRunner
  private sweeping: Promise<number> | null = null

  constructor(deps: TurnDeps, turns: TurnRunner) {
    this.deps = deps
    this.turns = turns
  }

  /** Stores the activity; false when it was known already and has no effect. */
  receive(conversationId: string, dedupeKey: string, activity: Activity): Promise<boolean> {
    const { ids, clock, store } = this.deps
    return store.receive({ id: ids.next(), conversationId, dedupeKey, activity, receivedAt: clock.now() })
  }

  /** Takes every turn that is waiting, also those a stopped process left behind. @returns how many */
  sweep(): Promise<number> {
    this.sweeping ??= this.takeAll().finally(() => {
      this.sweeping = null
    })
    return this.sweeping
  }

  private async takeAll(): Promise<number> {
    let taken = 0
    for (;;) {
      const waiting = await this.deps.store.pending(AT_ONCE)
      if (waiting.length === 0) return taken
      await Promise.all(waiting.map((activity): Promise<Taken> => this.turns.run(activity, true)))
      taken += waiting.length
    }
  }
}
