/** What officers do with enquiries, from whichever side: rights, decision, one transaction, once for each key. */
import type { Enquiry } from '../../enquiry/enquiry.ts'
import type { OfficerAct } from '../../enquiry/officer-act.ts'
import { isRefusal, type Refusal } from '../../enquiry/outcome.ts'
import { mayAct, type Officer } from '../../enquiry/policy.ts'
import type { EnquiryChange, FilesOf } from '../../ports/desk.ts'
import { Failure } from '../failure.ts'
import { changeOf } from './change-of.ts'
import { Decider, type EnquiryDeps, entryKey } from './decider.ts'

export interface ActOptions {
  /** dedupe key: the same one again has no second effect */
  key: string
  /** the version the officer looked at; left out: that is not known */
  version?: number | undefined
  /** by which it came */
  channel?: string
  /** conversation that has the files, when they came by a chat or a mail; left out: the thread has them */
  filesOf?: string
}

/** What an act comes to before it is written. */
export type Prepared =
  | { type: 'change'; change: EnquiryChange; enquiry: Enquiry }
  /** it was done before under this key */
  | { type: 'done'; enquiry: Enquiry }
  | { type: 'refused'; refusal: Refusal; number: string }
  /** there is none, or none that this officer may know of */
  | { type: 'unknown' }

export interface BulkOutcome {
  done: string[]
  refused: { id: string; number: string; failure: Failure }[]
}

/** Somebody else keeps writing on this enquiry: give up after so many tries. */
const MOST_TRIES = 8
/** Acts on one merged into another are acts on that one, which it goes together with. */
const GOES_TO_HEAD: ReadonlySet<OfficerAct['type']> = new Set([
  'answer',
  'close',
  'reassign',
  'hand-over',
  'take',
])

export class Enquiries {
  private readonly deps: EnquiryDeps
  private readonly decider: Decider

  constructor(deps: EnquiryDeps) {
    this.deps = deps
    this.decider = new Decider(deps)
  }

  /**
   * Acts and writes. @returns the enquiry the officer meant, as it is now
   * @throws Failure unknown-enquiry, or why it cannot be
   */
  async act(officer: Officer, enquiryId: string, act: OfficerAct, options: ActOptions): Promise<Enquiry> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const prepared = await this.prepare(officer, enquiryId, act, options)
      if (prepared.type === 'unknown') throw new Failure('unknown-enquiry')
      if (prepared.type === 'refused') throw failureOf(prepared.refusal)
      if (prepared.type === 'done' || (await this.write(prepared.change)))
        return (await this.deps.store.enquiries.find(enquiryId)) ?? prepared.enquiry
    }
    throw new Failure('busy')
  }

  /** The same act on many, one after the other; each is done or refused by itself. */
  async bulk(
    officer: Officer,
    enquiryIds: readonly string[],
    act: OfficerAct,
    options: Omit<ActOptions, 'version'>,
  ): Promise<BulkOutcome> {
    const outcome: BulkOutcome = { done: [], refused: [] }
    for (const id of new Set(enquiryIds))
      try {
        await this.act(officer, id, act, options)
        outcome.done.push(id)
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure
        const number = failure.code === 'unknown-enquiry' ? '' : await this.numberOf(id)
        outcome.refused.push({ id, number, failure })
      }
    return outcome
  }

  /** Decides without writing, for a turn that writes the change with itself. */
  async prepare(by: Officer, enquiryId: string, act: OfficerAct, options: ActOptions): Promise<Prepared> {
    const { key, version, channel = 'console', filesOf } = options
    const { enquiries, officers } = this.deps.store
    // rights as they are now, not as they were when the officer came in
    const [meant, officer] = await Promise.all([enquiries.find(enquiryId), officers.find(by.id)])
    if (!meant || !officer || !mayAct(officer, 'read', meant)) return { type: 'unknown' }
    const target = await this.targetOf(meant, act)
    if (await this.isDone(target, key)) return { type: 'done', enquiry: meant }
    const seen = target === meant ? (version ?? null) : null
    const author = { by: 'officer' as const, officer, channel, seen }
    const decided = await this.decider.officer(target, act, author, key)
    if (isRefusal(decided)) {
      // read amid somebody else's act, which is only half known then
      if (await this.isMoved(target)) return this.prepare(by, enquiryId, act, options)
      return { type: 'refused', refusal: decided, number: target.number }
    }
    const change = changeOf(decided, this.deps, { filesOf: sourceOf(act, meant, filesOf) })
    return { type: 'change', change, enquiry: decided.outcomes[0]?.enquiry ?? target }
  }

  private async write(change: EnquiryChange): Promise<boolean> {
    const isWritten = await this.deps.store.enquiries.write(change)
    if (isWritten && change.tell.length > 0) this.deps.arrived?.()
    return isWritten
  }

  private async targetOf(meant: Enquiry, { type }: OfficerAct): Promise<Enquiry> {
    const head = meant.mergedInto && GOES_TO_HEAD.has(type) ? meant.mergedInto : null
    return (head && (await this.deps.store.enquiries.find(head))) || meant
  }

  private async isMoved({ id, version }: Enquiry): Promise<boolean> {
    return (await this.deps.store.enquiries.find(id))?.version !== version
  }

  private async isDone({ id }: Enquiry, key: string): Promise<boolean> {
    const entry = entryKey(key, id)
    return (await this.deps.store.enquiries.entries(id)).some((one) => one.id === entry)
  }

  private async numberOf(id: string): Promise<string> {
    return (await this.deps.store.enquiries.find(id))?.number ?? ''
  }
}

/** Where the files of an act are; with a merging comes what the head was answered with. */
function sourceOf(act: OfficerAct, meant: Enquiry, conversation: string | undefined): FilesOf {
  if (act.type === 'merge') return { enquiry: act.into }
  return conversation === undefined ? { enquiry: meant.id } : { conversation }
}

/** The failure that says why. */
export function failureOf({ refused, by, count, max }: Refusal): Failure {
  if (refused === 'too-long' && count !== undefined && max !== undefined)
    return new Failure('too-long', { field: 'text', count, max, excess: count - max }, 'text')
  // officers do not rate
  if (refused === 'not-yet' || refused === 'bad-stars') return new Failure('bad-request')
  return new Failure(refused, by === undefined ? {} : { name: by })
}
