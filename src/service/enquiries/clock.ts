/** What time brings about: the ladder of every promise, and leave and rights that began or ended. Once over all nodes. */
import type { ClockAct } from '../../enquiry/decide-clock.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import { isRefusal } from '../../enquiry/outcome.ts'
import { attendanceOf } from '../../enquiry/staff.ts'
import { changeOf } from './change-of.ts'
import { Decider, type EnquiryDeps } from './decider.ts'

const BATCH = 100

export class EnquiryClock {
  /** for the timers: each minute */
  readonly timer = {
    name: 'enquiries',
    cron: '* * * * *',
    run: async (): Promise<void> => {
      await this.tick()
    },
  }
  private readonly deps: EnquiryDeps
  private readonly decider: Decider

  constructor(deps: EnquiryDeps) {
    this.deps = deps
    this.decider = new Decider(deps)
  }

  /** Does everything that is due now, in order. It may run as often, and on as many nodes, as one likes. @returns how much */
  async tick(): Promise<number> {
    const moved = await this.lookAround()
    const steps = await this.climb()
    if (steps > 0) this.deps.arrived?.()
    return moved + steps
  }

  /**
   * Everything open of those who are away, or may not answer any more, finds somebody who is there and may: each
   * minute, and at once when rights or days of an officer were changed. @returns how many moved
   */
  async lookAround(): Promise<number> {
    let done = 0
    for (const { programme } of this.programmes()) {
      const next = async () =>
        this.deps.store.enquiries.unattended(
          attendanceOf(programme, await this.decider.staff(), this.deps.clock.now()),
          BATCH,
        )
      done += await this.takeAll(next, { type: 'look' })
    }
    if (done > 0) this.deps.arrived?.()
    return done
  }

  /** Takes every step that is due, also those of several hours in which no server was up. */
  private climb(): Promise<number> {
    const ids = this.programmes().map(({ programme }) => programme.id)
    const next = () => this.deps.store.enquiries.due(this.deps.clock.now(), BATCH, ids)
    return this.takeAll(next, { type: 'step' })
  }

  private async takeAll(next: () => Promise<Enquiry[]>, act: ClockAct): Promise<number> {
    let done = 0
    for (;;) {
      const before = done
      for (const enquiry of await next()) if (await this.take(enquiry, act)) done++
      // what is left is another node's
      if (done === before) return done
    }
  }

  /** Those that are here: what was asked about others waits until their folder is back. */
  private programmes() {
    const { libraries } = this.deps
    return libraries.ids().flatMap((id) => libraries.find(id) ?? [])
  }

  private async take(enquiry: Enquiry, act: ClockAct): Promise<boolean> {
    const decided = await this.decider.clock(enquiry, act)
    if (isRefusal(decided)) return false
    return this.deps.store.enquiries.write(changeOf(decided, this.deps))
  }
}
