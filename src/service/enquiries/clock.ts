/** What time brings about: the ladder of every promise, and leave and rights that began or ended. Once over all nodes. */
import type { ClockAct } from '../../enquiry/decide-clock.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import { isRefusal } from '../../enquiry/outcome.ts'
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
    const staff = await this.decider.staff()
    let done = 0
    // one with a deputy comes up twice, and has nothing to be looked after the second time
    for (const { id } of staff)
      for (const enquiry of await this.deps.store.enquiries.heldBy(id))
        if (this.decider.wouldLook(enquiry, staff) && (await this.take(enquiry, { type: 'look' }))) done++
    if (done > 0) this.deps.arrived?.()
    return done
  }

  /** Takes every step that is due, also those of several hours in which no server was up. */
  private async climb(): Promise<number> {
    let done = 0
    for (;;) {
      const due = await this.deps.store.enquiries.due(this.deps.clock.now(), BATCH)
      const before = done
      for (const enquiry of due) if (await this.take(enquiry, { type: 'step' })) done++
      // what is left is another node's, or of a programme that is not here
      if (done === before) return done
    }
  }

  private async take(enquiry: Enquiry, act: ClockAct): Promise<boolean> {
    if (!this.deps.libraries.find(enquiry.programmeId)) return false
    const decided = await this.decider.clock(enquiry, act)
    if (isRefusal(decided)) return false
    return this.deps.store.enquiries.write(changeOf(decided, this.deps))
  }
}
