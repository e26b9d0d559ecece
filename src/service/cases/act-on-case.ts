/** What officers do with applications and projects: rights, decision, one transaction, once for each key. */
import { paperMisses } from '../../casework/acts-open.ts'
import type { ApplicationAct } from '../../casework/application-acts.ts'
import type { ApplicationRecord, CaseRecord, OtherAct, ProjectRecord } from '../../casework/case.ts'
import type { Actor, SharedAct } from '../../casework/life.ts'
import { roleOn, tierOn } from '../../casework/policy.ts'
import type { ProjectAct } from '../../casework/project-acts.ts'
import type { CaseChange } from '../../ports/cases.ts'
import type { Programme } from '../../programme/schema.ts'
import { entryKey } from '../enquiries/decider.ts'
import { Failure } from '../failure.ts'
import { applicationNumber } from '../numbering.ts'
import { approvalList } from './approval-list.ts'
import { changeOf } from './case-change.ts'
import { type Decision, isRefusal, takeOnApplication, takeOnProject } from './decide-case.ts'
import type { CaseDeps } from './deps.ts'

export interface CaseActOptions {
  /** dedupe key: the same one again has no second effect */
  key: string
  /** the version the officer looked at; left out: that is not known */
  version?: number | undefined
  /** by which it came */
  channel?: string
}

type ByOfficer<A extends { type: string }, T extends A['type']> = Extract<A, { type: T }>
type PaperReceived = Extract<OtherAct, { type: 'paper-received' }>

export type OfficersApplicationAct =
  | ByOfficer<ApplicationAct, 'return' | 'allow-longer' | 'recommend' | 'decline' | 'approve' | 'reject'>
  | SharedAct
  | PaperReceived

export type OfficersProjectAct =
  | ByOfficer<
      ProjectAct,
      | 'begin-mid-term'
      | 'finish-mid-term'
      | 'allow'
      | 'refuse'
      | 'grant'
      | 'evaluate'
      | 'put-forward'
      | 'close'
      | 'cancel'
      | 'reinstate'
    >
  /** the number is the next one of the programme */
  | { type: 'certify' }
  | SharedAct

export interface BulkCaseOutcome {
  done: string[]
  refused: { id: string; number: string; failure: Failure }[]
  /** check code of the list of what was approved; null: nothing was */
  list: string | null
}

/** An officer as far as acting goes: rights are read again. */
interface Acting {
  id: string
}

/** Somebody else keeps writing on this case: give up after so many tries. */
const MOST_TRIES = 8

export class Cases {
  private readonly deps: CaseDeps

  constructor(deps: CaseDeps) {
    this.deps = deps
  }

  /** @returns the application as it is now. @throws Failure unknown-case, case-changed, case-refused with `why` */
  actOnApplication(
    officer: Acting,
    id: string,
    act: OfficersApplicationAct,
    options: CaseActOptions,
  ): Promise<ApplicationRecord> {
    const { cases } = this.deps.store
    return this.act(officer, options, {
      find: () => cases.application(id),
      turn: ({ kept }) => kept.context.tier,
      take: async (before, by, at, programme) =>
        act.type === 'paper-received'
          ? paperReceived(before, act, by, { at, programme })
          : takeOnApplication(before, { act, by, at }, programme),
    })
  }

  /** @returns the project as it is now. @throws Failure unknown-case, case-changed, case-refused with `why` */
  actOnProject(
    officer: Acting,
    id: string,
    act: OfficersProjectAct,
    options: CaseActOptions,
  ): Promise<ProjectRecord> {
    const { cases } = this.deps.store
    let certificate: string | null = null
    return this.act(officer, options, {
      find: () => cases.project(id),
      turn: () => 0,
      take: async (before, by, at, programme) => {
        if (act.type !== 'certify') return takeOnProject(before, { act, by, at }, programme)
        // a number is drawn only for what will have it
        const tried = takeOnProject(before, { act: { ...act, number: '?' }, by, at }, programme)
        if (isRefusal(tried)) return tried
        certificate ??= await this.nextCertificate(programme)
        return takeOnProject(before, { act: { ...act, number: certificate }, by, at }, programme)
      },
    })
  }

  /** The same act on many applications, one after the other; each is done or refused by itself. */
  async bulk(
    officer: Acting,
    ids: readonly string[],
    act: OfficersApplicationAct,
    options: Omit<CaseActOptions, 'version'>,
  ): Promise<BulkCaseOutcome> {
    const done: ApplicationRecord[] = []
    const refused: BulkCaseOutcome['refused'] = []
    for (const id of new Set(ids))
      try {
        done.push(await this.actOnApplication(officer, id, act, options))
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure
        refused.push({ id, number: await this.numberOf(id, failure), failure })
      }
    const list = await approvalList(done, options.key, this.deps)
    return { done: done.map(({ id }) => id), refused, list }
  }

  private async act<R extends CaseRecord>(by: Acting, options: CaseActOptions, on: On<R>): Promise<R> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const prepared = await this.prepare(by, options, on)
      if (prepared.change === null || (await this.write(prepared.change)))
        return (await on.find()) ?? prepared.record
    }
    throw new Failure('busy')
  }

  private async prepare<R extends CaseRecord>(
    { id: officerId }: Acting,
    { key, version, channel = 'console' }: CaseActOptions,
    on: On<R>,
  ): Promise<{ change: CaseChange | null; record: R }> {
    const { store, libraries, clock } = this.deps
    // rights as they are now, not as they were when the officer came in
    const [before, officer] = await Promise.all([on.find(), store.officers.find(officerId)])
    const role = before && officer && roleOn(officer, { ...before, state: before.kept.state })
    if (!before || !role) throw new Failure('unknown-case')
    const event = entryKey(key, before.id)
    if ((await store.cases.events(before.id)).some(({ id }) => id === event))
      return { change: null, record: before }
    if (version !== undefined && version !== before.version) throw new Failure('case-changed')
    const { programme } = await libraries.pinned(before.programmeHash)
    const tier = tierOn(role, programme.tiers, on.turn(before))
    if (tier === null) throw new Failure('case-refused', { why: 'not-your-role' })
    const by = { role: 'officer', id: officerId, tier } as const
    const taken = await on.take(before, by, clock.now(), programme)
    if (isRefusal(taken)) throw new Failure('case-refused', { why: taken.refused })
    const { change } = await changeOf(taken, { event, channel, programme }, this.deps)
    return { change, record: taken.record }
  }

  private async write(change: CaseChange): Promise<boolean> {
    const isWritten = await this.deps.store.cases.write(change)
    if (isWritten && change.tell.length > 0) this.deps.arrived?.()
    return isWritten
  }

  private async nextCertificate({ id, project }: Programme): Promise<string> {
    const sequence = await this.deps.store.cases.nextNumber(certificateSeries(id))
    return applicationNumber(project?.certificate?.numbering ?? '{seq}', sequence)
  }

  private async numberOf(id: string, { code }: Failure): Promise<string> {
    if (code === 'unknown-case') return ''
    return (await this.deps.store.cases.application(id))?.number ?? ''
  }
}

/** How one kind of case is acted on. */
interface On<R extends CaseRecord> {
  find(): Promise<R | null>
  /** place of the tier that has it */
  turn(record: R): number
  take(
    before: R,
    by: Extract<Actor, { role: 'officer' }>,
    at: Date,
    programme: Programme,
  ): Promise<Decision<R>>
}

/** The series in which certificates of a programme are numbered. */
export const certificateSeries = (programmeId: string): string => `certificate ${programmeId}`

/** Copies on paper: no step of the life, so only recorded. */
function paperReceived(
  before: ApplicationRecord,
  act: PaperReceived,
  by: Extract<Actor, { role: 'officer' }>,
  { at, programme: { tiers } }: { at: Date; programme: Programme },
): Decision<ApplicationRecord> {
  const refused = paperMisses(before.kept, by, tiers)
  if (refused) return { refused }
  const record = { ...before, paper: { copies: act.copies, at }, version: before.version + 1, lastAt: at }
  return { before, record, act, done: act, by, at, effects: [] }
}
