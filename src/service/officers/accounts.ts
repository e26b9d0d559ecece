/** Officers' accounts: who they are, what they may do, when they are away. */
import { Temporal } from 'temporal-polyfill'
import { type Actor, officerActor } from '../../audit/entry.ts'
import { startOfDay } from '../../casework/window.ts'
import { type Grant, mayDo, mayManageOfficers } from '../../enquiry/policy.ts'
import { LastAdmin, type OfficerRecord, type OfficerStore } from '../../ports/desk.ts'
import type { Clock, Ids } from '../../ports/outside.ts'
import type { StoredActivity } from '../../ports/store.ts'
import { tellDesks } from '../enquiries/desk-tells.ts'
import { Failure } from '../failure.ts'
import type { Libraries } from '../libraries.ts'
import { isPossible } from './grants.ts'
import { normaliseEmail } from './sign-in.ts'

export interface AccountsDeps {
  store: { officers: OfficerStore }
  libraries: Libraries
  clock: Clock
  ids: Ids
  /** what an officer held has to be given on: rights or days were changed */
  changed: (officerId: string) => Promise<void>
  /** an activity was left for a desk */
  arrived?: () => void
}

export interface NewOfficer {
  name: string
  email: string
  locale: string
  grants: Grant[]
}

export interface OfficerChange {
  name?: string | undefined
  email?: string | undefined
  locale?: string | undefined
  active?: boolean | undefined
  grants?: Grant[] | undefined
}

/** ISO days of the programme's zone, both included. */
export interface LeaveDays {
  from: string
  to: string
  deputy: string | null
}

export class Accounts {
  private readonly deps: AccountsDeps

  constructor(deps: AccountsDeps) {
    this.deps = deps
  }

  /** @throws Failure unknown-officer */
  async find(id: string): Promise<OfficerRecord> {
    const found = isId(id) ? await this.deps.store.officers.find(id) : null
    if (!found) throw new Failure('unknown-officer')
    return found
  }

  /** @throws Failure email-taken, bad-grant */
  async add({ name, email, locale, grants }: NewOfficer, by: Actor): Promise<OfficerRecord> {
    const { store, ids, clock } = this.deps
    this.checkGrants(grants)
    await this.checkEmail(email)
    const id = ids.next()
    const row = { id, name, email: normaliseEmail(email), locale, at: clock.now() }
    await store.officers.create(row, by).catch(sayWhy)
    await store.officers.setGrants(id, grants, by)
    await this.deps.changed(id)
    return this.find(id)
  }

  /** Without `active` all rights and every session end at once. @throws Failure email-taken, bad-grant, last-admin */
  async change(id: string, { grants, email, ...change }: OfficerChange, by: Actor): Promise<OfficerRecord> {
    const { officers } = this.deps.store
    const before = await this.find(id)
    const after = { ...before, active: change.active ?? before.active, grants: grants ?? before.grants }
    if (grants) this.checkGrants(grants)
    if (email !== undefined) await this.checkEmail(email, id)
    const tell = before.active && !after.active ? this.withdrawn(before) : []
    const address = email === undefined ? {} : { email: normaliseEmail(email) }
    // the last admin cannot go: nobody could undo it
    const keepAdmin = mayManageOfficers(before) && !mayManageOfficers(after)
    if (grants) await officers.setGrants(id, grants, by, { keepAdmin }).catch(sayWhy)
    await officers.change(id, { ...given(change), ...address }, by, { tell, keepAdmin }).catch(sayWhy)
    if (tell.length > 0) this.deps.arrived?.()
    if (!after.active) await officers.endSessions(id, by)
    await this.deps.changed(id)
    return this.find(id)
  }

  /** One's own leave, or that of somebody whose programmes one leads. @throws Failure not-allowed, bad-leave */
  async setLeave(by: OfficerRecord, id: string, days: LeaveDays | null): Promise<OfficerRecord> {
    const officer = await this.find(id)
    if (by.id !== id && !this.maySetLeave(by, officer)) throw new Failure('not-allowed')
    const leave = days && (await this.leaveOf(officer, days))
    await this.deps.store.officers.setLeave(id, leave, officerActor(by.id))
    await this.deps.changed(id)
    return this.find(id)
  }

  /** Programmes that one of the officer's grants names. */
  programmesOf({ grants }: Pick<OfficerRecord, 'grants'>): string[] {
    const all = this.deps.libraries.ids()
    return all.filter((id) => grants.some(({ programmeId }) => programmeId === null || programmeId === id))
  }

  /** The last that the officer's own chats and mailboxes hear. */
  private withdrawn(officer: OfficerRecord): StoredActivity[] {
    return tellDesks([officer], { type: 'withdrawn' }, this.deps.ids.next(), this.deps)
  }

  private maySetLeave(by: OfficerRecord, officer: OfficerRecord): boolean {
    return (
      mayManageOfficers(by) ||
      this.programmesOf(officer).some((programme) => mayDo(by, 'set-anyones-leave', programme))
    )
  }

  /** From the first instant of the first day to that of the day after the last. */
  private async leaveOf(officer: OfficerRecord, { from, to, deputy }: LeaveDays) {
    if (to < from) throw new Failure('bad-leave')
    if (deputy !== null && (deputy === officer.id || !(await this.find(deputy)).active))
      throw new Failure('bad-leave')
    const zone = this.zoneOf(officer)
    const after = Temporal.PlainDate.from(to).add({ days: 1 }).toString()
    return { from: startOfDay(zone, from), until: startOfDay(zone, after), deputyId: deputy }
  }

  private zoneOf(officer: OfficerRecord): { timezone: string } {
    const { libraries } = this.deps
    const programme = libraries.find(this.programmesOf(officer)[0])?.programme
    return { timezone: programme?.timezone ?? 'UTC' }
  }

  private async checkEmail(email: string, own?: string): Promise<void> {
    const other = await this.deps.store.officers.findByEmail(normaliseEmail(email))
    if (other && other.id !== own) throw new Failure('email-taken', {}, 'email')
  }

  private checkGrants(grants: readonly Grant[]): void {
    if (!grants.every((grant) => isPossible(grant, this.deps.libraries)))
      throw new Failure('bad-grant', {}, 'grants')
  }
}

/** What somebody else did at the same moment. */
function sayWhy(error: unknown): never {
  if (error instanceof LastAdmin) throw new Failure('last-admin')
  if ((error as { code?: unknown }).code === 'taken') throw new Failure('email-taken', {}, 'email')
  throw error
}

const given = <Shape extends object>(change: Shape) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Shape]: Exclude<Shape[Key], undefined>
  }

/** Other texts would make the database complain. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
