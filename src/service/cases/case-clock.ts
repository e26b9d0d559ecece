/** What time does to projects: warnings and the end of their term. Once over all nodes. */
import type { ProjectRecord } from '../../casework/case.ts'
import { isQuiet, quietUntil } from '../../casework/notices.ts'
import { clockOf } from '../../casework/project-clock.ts'
import type { CaseChange } from '../../ports/cases.ts'
import type { Programme } from '../../programme/schema.ts'
import { changeOf, NOTHING } from './case-change.ts'
import { tellingsOf } from './case-tells.ts'
import { isRefusal, lookAt, projectRules, takeOnProject } from './decide-case.ts'
import type { CaseDeps } from './deps.ts'

const BATCH = 100
const CLOCK = { role: 'clock' } as const

export class CaseClock {
  /** for the timers: each minute */
  readonly timer = {
    name: 'cases',
    cron: '* * * * *',
    run: async (): Promise<void> => {
      await this.tick()
    },
  }
  private readonly deps: CaseDeps

  constructor(deps: CaseDeps) {
    this.deps = deps
  }

  /** Does everything that is due now, earliest first. It may run as often, and on as many nodes, as one likes. @returns how much */
  async tick(): Promise<number> {
    const { store, clock, libraries } = this.deps
    let done = 0
    for (;;) {
      const before = done
      // those that are here: projects of other programmes wait until their folder is back
      for (const project of await store.cases.due(clock.now(), BATCH, libraries.ids()))
        if (await this.look(project)) done++
      // what is left is another node's
      if (done === before) break
    }
    if (done > 0) this.deps.arrived?.()
    return done
  }

  private async look(project: ProjectRecord): Promise<boolean> {
    const { programme } = await this.deps.libraries.pinned(project.programmeHash)
    return this.deps.store.cases.write(await this.changeFor(project, programme))
  }

  private async changeFor(project: ProjectRecord, programme: Programme): Promise<CaseChange> {
    const now = this.deps.clock.now()
    const { due } = clockOf(project.kept, projectRules(programme), now)
    const quiet = isQuiet(programme.timezone, now)
    if (due === 'terminate') return this.terminate(project, programme, now, quiet)
    // a warning, and the news of what the night has ended, wait for the morning
    if (quiet) return later(project, quietUntil(programme.timezone, now))
    return due === 'warn' ? this.warn(project, programme, now) : this.tellEnd(project, programme, now)
  }

  private async warn(before: ProjectRecord, programme: Programme, at: Date): Promise<CaseChange> {
    return (await this.taken(before, { type: 'warn' }, programme, at, false)).change
  }

  /** At the first moment after the last day; who has to know of it hears of it in the morning. */
  private async terminate(
    before: ProjectRecord,
    programme: Programme,
    at: Date,
    quiet: boolean,
  ): Promise<CaseChange> {
    const { change, occasion } = await this.taken(before, { type: 'terminate' }, programme, at, quiet)
    if (!quiet) return change
    const ended = { ...occasion.taken.record, nextAt: quietUntil(programme.timezone, at) } as ProjectRecord
    return { ...change, cases: [{ record: ended, isNew: false }] }
  }

  private taken(
    before: ProjectRecord,
    act: { type: 'warn' | 'terminate' },
    programme: Programme,
    at: Date,
    quietly: boolean,
  ) {
    const taken = takeOnProject(before, { act, by: CLOCK, at }, programme)
    if (isRefusal(taken))
      throw new Error(`The clock found ${act.type} due, which is refused: ${taken.refused}`)
    return changeOf(taken, { event: this.deps.ids.next(), channel: null, programme, quietly }, this.deps)
  }

  /** Tells of an end in the night that nobody was told of; else there is nothing to do any more. */
  private async tellEnd(project: ProjectRecord, programme: Programme, now: Date): Promise<CaseChange> {
    const change = later(project, lookAt(project.kept, projectRules(programme), now))
    if (project.kept.state !== 'terminated') return change
    const { cases } = this.deps.store
    const ended = (await cases.events(project.id)).findLast(({ act }) => act.type === 'terminate')
    if (!ended) return change
    const issued = (await cases.issued(project.id)).filter(({ withdrawnAt }) => withdrawnAt === null)
    // the same step once more, for what it tells: from the state that it has ended
    const running = { ...project, kept: { ...project.kept, state: 'running' } }
    const taken = takeOnProject(running, { act: { type: 'terminate' }, by: CLOCK, at: ended.at }, programme)
    if (isRefusal(taken)) return change
    const occasion = { taken, event: ended.id, programme, issued, begunUntil: null }
    return { ...change, tell: await tellingsOf(occasion, this.deps) }
  }
}

/** Nothing happens to it, but the clock looks again then. */
const later = (project: ProjectRecord, nextAt: Date | null): CaseChange => ({
  ...NOTHING,
  cases: [{ record: { ...project, nextAt, version: project.version + 1 }, isNew: false }],
})
