/** Loads what a decision needs to know, and decides for every enquiry that an act concerns. */
import { v5 } from 'uuid'
import { beginEnquiry, decide } from '../../enquiry/decide.ts'
import type { Ask, Asker, AskerAct } from '../../enquiry/decide-asker.ts'
import type { ClockAct } from '../../enquiry/decide-clock.ts'
import { alongside } from '../../enquiry/decide-merged.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import type { ByOfficer, OfficerAct } from '../../enquiry/officer-act.ts'
import { type Context, type Decision, isRefusal, type Outcome, type Refusal } from '../../enquiry/outcome.ts'
import type { Colleague } from '../../enquiry/staff.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { Clock, Ids } from '../../ports/outside.ts'
import type { Store } from '../../ports/store.ts'
import type { Brakes } from '../brakes/brakes.ts'
import { Failure } from '../failure.ts'
import type { Libraries } from '../libraries.ts'

export interface EnquiryDeps {
  store: Store
  libraries: Libraries
  clock: Clock
  ids: Ids
  brakes: Brakes
  /** an activity was left for a conversation */
  arrived?: () => void
}

/** Officers as they are now, and what each of them holds. */
export type Staff = (OfficerRecord & Colleague)[]

/** What an act comes to on all the enquiries it concerns, the one it was meant for first. */
export interface Decided {
  outcomes: Outcome[]
  staff: Staff
}

const KEYS = 'b1f0c1de-53d5-4a4e-9d0c-4d8e6f5a7c21'
/** The id of the entry by which an act is known when it comes again. */
export const entryKey = (key: string, enquiryId: string): string => v5(`${key} ${enquiryId}`, KEYS)

export class Decider {
  private readonly deps: EnquiryDeps

  constructor(deps: EnquiryDeps) {
    this.deps = deps
  }

  async ask(act: Ask, author: Asker): Promise<Decided | Refusal> {
    const staff = await this.staff()
    const context = { ...this.outside(act.programmeId, staff), thread: [], head: null }
    const decision = beginEnquiry(act, author, context)
    return isRefusal(decision) ? decision : { outcomes: [decision], staff }
  }

  /** A reopened or erased head lets go of those that were answered with it. */
  async asker(enquiry: Enquiry, act: AskerAct, author: Asker): Promise<Decided | Refusal> {
    const staff = await this.staff()
    const main = decide(enquiry, { by: 'asker', author, act }, await this.context(enquiry, staff))
    if (isRefusal(main)) return main
    const lets = act.type === 'erase' || (act.type === 'follow-up' && enquiry.status !== 'open')
    const merged = lets ? await this.deps.store.enquiries.mergedInto(enquiry.id) : []
    const released = await Promise.all(
      merged.map(async (one) =>
        decide(one, { by: 'clock', act: { type: 'release' } }, await this.context(one, staff, enquiry)),
      ),
    )
    return { outcomes: [main, ...released.filter((one): one is Outcome => !isRefusal(one))], staff }
  }

  /** `key`: the same one again has no second effect; see `isDone`. */
  async officer(
    enquiry: Enquiry,
    act: OfficerAct,
    author: ByOfficer,
    key: string,
  ): Promise<Decided | Refusal> {
    const staff = await this.staff()
    const head = act.type === 'merge' ? await this.deps.store.enquiries.find(act.into) : null
    const keyed = async (one: Enquiry) => this.context(one, staff, head, key)
    const main = decide(enquiry, { by: 'officer', author, act }, await keyed(enquiry))
    if (isRefusal(main)) return main
    const outcomes = [main]
    for (const one of await this.deps.store.enquiries.mergedInto(enquiry.id)) {
      const context = await keyed(one)
      const decision =
        act.type === 'merge'
          ? decide(one, { by: 'officer', author: { ...author, seen: null }, act }, context)
          : alongside(one, main, act, author, context)
      if (decision && isRefusal(decision)) return decision
      if (decision) outcomes.push(decision)
    }
    return { outcomes, staff }
  }

  async clock(enquiry: Enquiry, act: ClockAct): Promise<Decided | Refusal> {
    const staff = await this.staff()
    const decision: Decision = decide(enquiry, { by: 'clock', act }, await this.context(enquiry, staff))
    return isRefusal(decision) ? decision : { outcomes: [decision], staff }
  }

  /** Every officer there is, with the number of open enquiries each holds. */
  async staff(): Promise<Staff> {
    const { officers, enquiries } = this.deps.store
    const [all, open] = await Promise.all([officers.all(), enquiries.openByHolder()])
    return all.map((officer) => ({ ...officer, open: open.get(officer.id) ?? 0 }))
  }

  private async context(
    enquiry: Enquiry,
    staff: Staff,
    into: Enquiry | null = null,
    key?: string,
  ): Promise<Context> {
    const { enquiries } = this.deps.store
    const head = into ?? (enquiry.mergedInto ? await enquiries.find(enquiry.mergedInto) : null)
    return {
      ...this.outside(enquiry.programmeId, staff, key && entryKey(key, enquiry.id)),
      thread: await enquiries.entries(enquiry.id),
      head: head && { enquiry: head, thread: await enquiries.entries(head.id) },
    }
  }

  private outside(programmeId: string, staff: Staff, first?: string) {
    const library = this.deps.libraries.find(programmeId)
    if (!library) throw new Failure('unknown-programme', { id: programmeId })
    const given = first ? [first] : []
    return {
      programme: library.programme,
      now: this.deps.clock.now(),
      id: () => given.pop() ?? this.deps.ids.next(),
      staff,
    }
  }
}
