/** Deletes what the folders say has been kept long enough; first it only tells what that would be. */
import { type Actor, CLOCK } from '../../audit/entry.ts'
import { keptSince, type Retained } from '../../casework/retention.ts'
import type { Store } from '../../ports/store.ts'
import type { Libraries } from '../libraries.ts'
import { type EraseDeps, erasePerson } from './erase-person.ts'
import { around } from './find-person.ts'

export interface RetentionDeps extends EraseDeps {
  store: Store
  libraries: Libraries
}

/** One line of the plan; `what` spent: of the whole installation. */
export interface Due {
  programme: string | null
  what: Retained | 'spent'
  /** nothing heard since before this instant; null: kept for ever, or not long enough yet */
  before: Date | null
  /** conversations, questions, or rows */
  count: number
}

const BATCH = 200
/** What has been used up is kept for looking into, and no longer. */
const SPENT_MS = 30 * 86_400_000

export class Retention {
  /** for the timers: at night in China, once a day */
  readonly timer = {
    name: 'retention',
    cron: '30 19 * * *',
    run: async (): Promise<void> => {
      await this.apply(CLOCK)
    },
  }
  private readonly deps: RetentionDeps

  constructor(deps: RetentionDeps) {
    this.deps = deps
  }

  /** What would go now; nothing is changed. */
  async plan(): Promise<Due[]> {
    const { retention } = this.deps.store
    return this.each({
      unfinished: async (programme, before) => {
        let count = 0
        for await (const _ of this.idle(programme, before)) count++
        return count
      },
      unanswered: (programme, before) => retention.unanswered(programme, before),
      spent: (before) => retention.spent(before),
    })
  }

  /** @returns what went */
  async apply(by: Actor): Promise<Due[]> {
    const { store, clock } = this.deps
    const { retention } = store
    return this.each({
      unfinished: async (programme, before) => {
        let count = 0
        for await (const id of this.idle(programme, before))
          count += await erasePerson(await around([id], store), 'kept-long-enough', this.deps)
        return count
      },
      unanswered: (programme, before) => retention.discardUnanswered(programme, before, by, clock.now()),
      spent: (before) => retention.discardSpent(before),
    })
  }

  private async each(by: {
    unfinished: (programme: string, before: Date) => Promise<number>
    unanswered: (programme: string, before: Date) => Promise<number>
    spent: (before: Date) => Promise<number>
  }): Promise<Due[]> {
    const { libraries, clock } = this.deps
    const due: Due[] = []
    for (const id of libraries.ids()) {
      const programme = libraries.find(id)?.programme
      if (!programme) continue
      for (const what of ['unfinished', 'unanswered'] as const) {
        const before = keptSince(programme, what, clock.now())
        due.push({ programme: id, what, before, count: before ? await by[what](id, before) : 0 })
      }
    }
    const before = new Date(clock.now().getTime() - SPENT_MS)
    return [...due, { programme: null, what: 'spent', before, count: await by.spent(before) }]
  }

  /** Looked at again before each: somebody may have come back meanwhile. */
  private async *idle(programme: string, before: Date): AsyncIterable<string> {
    let after: string | undefined
    for (;;) {
      const ids: string[] = await this.deps.store.retention.idle(programme, before, { limit: BATCH, after })
      for (const id of ids) if (await this.isIdle(programme, before, id)) yield id
      const last = ids.at(-1)
      if (ids.length < BATCH || last === undefined) return
      after = last
    }
  }

  private async isIdle(programme: string, before: Date, id: string): Promise<boolean> {
    const all = (await around([id], this.deps.store)).map((one) => one.id)
    const idle = await this.deps.store.retention.idle(programme, before, { limit: all.length, among: all })
    return all.length > 0 && idle.length === all.length
  }
}
