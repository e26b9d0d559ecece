/** Answer once: an officer proposes, a second one decides, and everybody who asked is told. */

import { type DeskAction, mayAct, mayDo, type Officer } from '../../enquiry/policy.ts'
import type { ClarificationRecord, EnquiryChange, OfficerRecord } from '../../ports/desk.ts'
import { tellDesks } from '../enquiries/desk-tells.ts'
import { Failure } from '../failure.ts'
import { checkProposal, type Proposal } from './check-proposal.ts'
import { topicOf } from './clarified-library.ts'
import type { ClarificationDeps } from './deps.ts'
import { changesOf } from './ear.ts'
import { followsFrom } from './publish.ts'

export type Decision = {
  decision: 'publish' | 'decline' | 'withdraw'
  version: number
  reason?: string | undefined
}

/** So often an enquiry may change under a publishing before it is given up. */
const MOST_TRIES = 8

export class Clarifications {
  private readonly deps: ClarificationDeps

  constructor(deps: ClarificationDeps) {
    this.deps = deps
  }

  /** Every clarification of a programme, the newest first. @throws Failure not-allowed */
  async list(officer: Officer, programmeId: string): Promise<ClarificationRecord[]> {
    allow(officer, 'read-unanswered', programmeId)
    const all = await this.deps.store.clarifications.all(programmeId)
    return all.sort((a, b) => b.proposedAt.getTime() - a.proposedAt.getTime())
  }

  /** `id`: the same one again has no second effect. @throws Failure when it may not be, or is not as it must be */
  async propose(
    officer: Officer,
    programmeId: string,
    proposal: Proposal,
    id = this.deps.ids.next(),
  ): Promise<ClarificationRecord> {
    allow(officer, 'propose-clarification', programmeId)
    const known = await this.deps.store.clarifications.find(id)
    if (known) return this.ownAgain(officer, known)
    const record: ClarificationRecord = {
      id,
      programmeId,
      number: null,
      status: 'proposed',
      ...(await this.checked(officer, programmeId, proposal)),
      proposedBy: officer.id,
      proposedAt: this.deps.clock.now(),
      decidedBy: null,
      decidedAt: null,
      reason: null,
      withdrawnBy: null,
      withdrawnAt: null,
      version: 0,
    }
    await this.deps.store.clarifications.create(record, await this.tellDeciders(officer, record))
    await this.changed(record)
    return record
  }

  /** Whoever changes a proposal has proposed it, and cannot decide on it. */
  async edit(
    officer: Officer,
    id: string,
    version: number,
    proposal: Proposal,
  ): Promise<ClarificationRecord> {
    const record = await this.find(id)
    allow(officer, 'propose-clarification', record.programmeId)
    expect(record, 'proposed', version)
    const checked = await this.checked(officer, record.programmeId, proposal, record.enquiries)
    return this.saved({ ...record, ...checked, proposedBy: officer.id })
  }

  /** Publishes, declines or withdraws. The same again by the same officer has no second effect. */
  async decide(officer: Officer, id: string, decision: Decision): Promise<ClarificationRecord> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const record = await this.find(id)
      if (isDone(officer, record, decision)) return record
      const done = await this.attempt(officer, record, decision)
      if (done) return done
    }
    throw new Failure('busy')
  }

  private attempt(
    officer: Officer,
    record: ClarificationRecord,
    { decision, version, reason = '' }: Decision,
  ) {
    const now = this.deps.clock.now()
    if (decision === 'withdraw') {
      allow(officer, 'withdraw-clarification', record.programmeId)
      expect(record, 'published', version)
      const next = { withdrawnBy: officer.id, withdrawnAt: now, reason: given(reason) }
      return this.save({ ...record, status: 'withdrawn', ...next })
    }
    allow(officer, 'decide-clarification', record.programmeId)
    expect(record, 'proposed', version)
    if (record.proposedBy === officer.id) throw new Failure('own-proposal')
    const decided = { ...record, decidedBy: officer.id, decidedAt: now }
    if (decision === 'publish') return this.publish(officer, { ...decided, status: 'published' })
    return this.decline(officer, { ...decided, status: 'declined', reason: given(reason) })
  }

  private async publish(officer: Officer, record: ClarificationRecord): Promise<ClarificationRecord | null> {
    return this.save(record, await followsFrom(this.deps, officer, record))
  }

  private async decline(officer: Officer, record: ClarificationRecord): Promise<ClarificationRecord | null> {
    const proposer = await this.deps.store.officers.find(record.proposedBy)
    const tell = this.tell(proposer?.active ? [proposer] : [], 'declined', officer, record)
    return this.save(record, () => ({ ...NOTHING, tell }))
  }

  private async tellDeciders(officer: Officer, record: ClarificationRecord) {
    const { officers } = this.deps.store
    const leads = await officers.withRole('lead', record.programmeId)
    const contacts = await officers.withRole('contact', record.programmeId)
    const others = new Map([...leads, ...contacts].map((one) => [one.id, one]))
    others.delete(officer.id)
    return this.tell([...others.values()], 'proposed', officer, record)
  }

  private tell(
    officers: OfficerRecord[],
    type: 'proposed' | 'declined',
    { name }: Officer,
    record: ClarificationRecord,
  ) {
    const question = topicOf(this.deps.libraries, record)
    return tellDesks(officers, { type, clarification: record.id, question, by: name }, record.id, this.deps)
  }

  /** Enquiries are only those that the officer may answer, and those that are there already: publishing answers them. */
  private async checked(
    officer: Officer,
    programmeId: string,
    proposal: Proposal,
    before: readonly string[] = [],
  ): Promise<Proposal> {
    const library = this.deps.libraries.find(programmeId)
    if (!library) throw new Failure('unknown-programme', { id: programmeId })
    const checked = checkProposal(library, proposal)
    for (const id of checked.enquiries) {
      const enquiry = await this.deps.store.enquiries.find(id)
      const may = enquiry && (before.includes(id) || mayAct(officer, 'answer', enquiry))
      if (!may || enquiry.programmeId !== programmeId) throw new Failure('unknown-enquiry', {}, 'enquiries')
    }
    return checked
  }

  private async find(id: string): Promise<ClarificationRecord> {
    const found = await this.deps.store.clarifications.find(id)
    if (!found) throw new Failure('unknown-clarification')
    return found
  }

  private ownAgain({ id }: Officer, record: ClarificationRecord): ClarificationRecord {
    if (record.proposedBy !== id) throw new Failure('unknown-clarification')
    return record
  }

  private async saved(record: ClarificationRecord): Promise<ClarificationRecord> {
    const saved = await this.save(record)
    if (!saved) throw new Failure('clarification-changed')
    return saved
  }

  /** Null: it or one of the enquiries was changed in between. */
  private async save(
    record: ClarificationRecord,
    follows?: (number: number | null) => EnquiryChange,
  ): Promise<ClarificationRecord | null> {
    const saved = await this.deps.store.clarifications.save(record, follows)
    if (!saved) return null
    await this.changed(saved)
    if (follows) this.deps.arrived?.()
    return saved
  }

  private async changed({ programmeId }: ClarificationRecord): Promise<void> {
    this.deps.store.changes.announce(changesOf(programmeId))
    await this.deps.takeUp?.(programmeId)
  }
}

const NOTHING: EnquiryChange = { type: 'enquiry', enquiries: [], entries: [], keep: [], tell: [] }

function allow(officer: Officer, action: DeskAction, programmeId: string): void {
  if (!mayDo(officer, action, programmeId)) throw new Failure('not-allowed')
}

function expect(record: ClarificationRecord, status: ClarificationRecord['status'], version: number): void {
  if (record.status !== status) throw new Failure('decided-already', { status: record.status })
  if (record.version !== version) throw new Failure('clarification-changed')
}

/** True when this officer did just this before: a request that came twice. */
function isDone({ id }: Officer, record: ClarificationRecord, { decision }: Decision): boolean {
  const { status, decidedBy, withdrawnBy } = record
  if (decision === 'withdraw') return status === 'withdrawn' && withdrawnBy === id
  return status === (decision === 'publish' ? 'published' : 'declined') && decidedBy === id
}

function given(reason: string): string {
  const trimmed = reason.trim()
  if (trimmed === '') throw new Failure('reason-missing', {}, 'reason')
  return trimmed
}
