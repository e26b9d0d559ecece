/** Takes one turn of a stored conversation: load, decide, write in one transaction. */
import { versionBefore } from '../conversation/move-draft.ts'
import { initialState, type TurnOutput, takeTurn } from '../conversation/take-turn.ts'
import type { Activity, Draft, Reply } from '../conversation/types.ts'
import type { Library } from '../conversation/world.ts'
import type { Clock, Ids, Printer, Sealer } from '../ports/outside.ts'
import type { ConversationRecord, DraftRecord, Store, TurnRecord } from '../ports/store.ts'
import { type Telemetry, type TurnWatch, UNWATCHED } from '../ports/telemetry.ts'
import type { Brakes } from './brakes/brakes.ts'
import type { CaseOutcome } from './cases/applicant-side.ts'
import { type FormOutcome, formOutcome } from './cases/case-forms.ts'
import { caseOutcome } from './cases/case-outcome.ts'
import { canNotify } from './channel-kinds.ts'
import type { DeskTurns } from './desk/desk-turns.ts'
import { documentAddress, exportAddress, fileAddress } from './document-address.ts'
import { type EnquiryOutcome, enquiryOutcome } from './enquiries/enquiry-outcome.ts'
import { Staffed } from './enquiries/staffed.ts'
import { Failure } from './failure.ts'
import { guess } from './guess.ts'
import type { Libraries } from './libraries.ts'
import { type LinkOutcome, linkOutcome } from './links.ts'
import { normaliseCode } from './resume-code.ts'
import type { Scans } from './scans/scans.ts'
import { type Decided, type TakenActivity, turnRecord } from './turn-record.ts'

export interface StoredReply {
  id: string
  reply: Reply
}

/** What a turn said, in the conversation's language after it. */
export interface Taken {
  locale: string
  replies: StoredReply[]
}

type Take = (
  state: ConversationRecord['state'],
  draft: Draft,
  what: Activity,
  library?: Library,
) => TurnOutput

export interface TurnDeps {
  store: Store
  libraries: Libraries
  clock: Clock
  ids: Ids
  printer: Pick<Printer, 'unprintable'>
  sealer: Sealer
  brakes: Brakes
  /** a turn left an activity for another conversation */
  arrived?: () => void
  /** reads and matches stamped forms; left out: nobody does */
  scans?: Pick<Scans, 'outcome'>
  /** hears how turns go; left out: nobody does */
  telemetry?: Telemetry
  /** turns of officers' desks; left out: every conversation is an applicant's */
  desks?: DeskTurns
}

/** Somebody else keeps taking turns of this conversation: give up after so many tries. */
const MOST_TRIES = 8
/** What was made ready can be fetched for so long. */
const EXPORT_MINUTES = 60

/** One turn at a time per conversation in this process; the version check orders the processes. */
export class TurnRunner {
  private readonly queues = new Map<string, Promise<unknown>>()
  private readonly deps: TurnDeps
  private readonly staffed: Staffed

  constructor(deps: TurnDeps) {
    this.deps = deps
    this.staffed = new Staffed(deps.store)
  }

  /**
   * Replies of the activity; those of its first arrival when it comes again. `loaded`: the conversation as the
   * caller has just read it, which saves reading it twice; the version check finds out when it is stale.
   */
  run(activity: TakenActivity, loaded?: ConversationRecord): Promise<Taken> {
    const before = this.queues.get(activity.conversationId)
    const turn = before
      ? before.catch(() => {}).then(() => this.watched(activity))
      : this.watched(activity, loaded)
    this.queues.set(activity.conversationId, turn)
    void turn
      .catch(() => {})
      .finally(() => {
        if (this.queues.get(activity.conversationId) === turn) this.queues.delete(activity.conversationId)
      })
    return turn
  }

  private watched(activity: TakenActivity, loaded?: ConversationRecord): Promise<Taken> {
    const watch = (this.deps.telemetry ?? UNWATCHED).turn(activity)
    return this.attempt(activity, watch, loaded).catch((error: unknown) => {
      watch.failed(kindOf(error))
      throw error
    })
  }

  private async attempt(
    activity: TakenActivity,
    watch: TurnWatch,
    loaded?: ConversationRecord,
  ): Promise<Taken> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      watch.stage('load')
      const conversation =
        tries === 0 && loaded ? loaded : await this.deps.store.load(activity.conversationId)
      if (!conversation) throw new Failure('unknown-conversation')
      if (tries === 0 && (await this.followed(conversation))) continue
      watch.stage('decide')
      const record = await this.decide(conversation, activity)
      watch.stage('commit')
      const outcome = await this.deps.store.commit(record)
      if (outcome.type === 'duplicate') {
        watch.repeated(conversation)
        // read again: what was loaded may be older than the turn that changed the language
        const now = await this.deps.store.load(activity.conversationId)
        return { locale: (now ?? conversation).state.locale, replies: outcome.replies }
      }
      if (outcome.type === 'committed' && record.beyond) this.deps.arrived?.()
      if (outcome.type === 'committed') watch.taken(conversation, record)
      if (outcome.type === 'committed') return { locale: record.state.locale, replies: record.replies }
    }
    throw new Failure('busy')
  }

  /** Where nothing was answered, the version in force is gone on with at once; true when it has to be loaded again. */
  private async followed({ id, draft, programmeHash, officerId }: ConversationRecord): Promise<boolean> {
    if (officerId !== null || (draft && !isUntouched(draft))) return false
    const amendment = this.deps.libraries.amendmentOf(programmeHash)
    if (!amendment) return false
    const to = amendment.library.programme.hash
    await this.deps.store.drafts.follow(id, { from: programmeHash, to })
    return true
  }

  private async decide(conversation: ConversationRecord, activity: TakenActivity): Promise<TurnRecord> {
    const desk = await this.deps.desks?.turnOf(conversation, activity)
    if (desk) return desk
    const before = conversation.draft ?? this.newDraft()
    const library = await this.deps.libraries.pinned(conversation.programmeHash)
    const { channel, noticesHere } = conversation
    const enquiries = await this.staffed.has(conversation.programmeId)
    const from = versionBefore(conversation.state.memory.lastChange)
    const earlier = from === null ? null : await this.deps.libraries.pinned(from)
    const take: Take = (state, draft, what, of = library) =>
      takeTurn({
        library: of,
        state,
        draft,
        activity: what,
        receivedAt: activity.receivedAt,
        unprintable: (entries) => this.deps.printer.unprintable(entries),
        documentAddress: (code) => documentAddress(this.deps.sealer, code),
        fileAddress: (number, file) => fileAddress(this.deps.sealer, number, file),
        amendment: this.deps.libraries.amendmentOf(conversation.programmeHash),
        before: earlier,
        reach: { channel, canNotify: canNotify(channel), noticesHere, enquiries },
      })
    const first = take(conversation.state, before, activity.activity)
    const turn: Decided = { before, first, second: null, submission: null, adopted: null, beyond: null }
    const decided = await this.answer(turn, take, conversation, activity)
    return turnRecord(conversation, activity, decided, this.deps)
  }

  /** A second turn reports what an effect of the first came to. One effect of a turn at most is answered so. */
  private async answer(
    turn: Decided,
    take: Take,
    conversation: ConversationRecord,
    activity: TakenActivity,
  ): Promise<Decided> {
    const { first } = turn
    for (const effect of first.effects) {
      if (effect.type === 'move-draft') return versionMoved(turn, conversation, effect.hash)
      if (effect.type === 'adopt') return this.adopt(effect.code, turn, take, conversation)
      if (effect.type === 'export') return this.exported(turn, take, conversation, activity)
      const outcome = await linkOutcome(effect, conversation, this.deps)
      if (outcome) return this.linked(turn, take, outcome)
      const library = await this.deps.libraries.pinned(conversation.programmeHash)
      const { receivedAt } = activity
      const here = {
        conversation,
        state: first.state,
        before: turn.before,
        draft: first.draft,
        library,
        receivedAt,
      }
      const opened = await formOutcome(effect, first.draft, this.deps)
      if (opened) return this.opened(turn, take, opened)
      const moved =
        (await caseOutcome(effect, here, this.deps)) ?? (await this.deps.scans?.outcome(effect, here))
      if (moved) return this.moved(turn, take, moved, conversation)
      const asked = await enquiryOutcome(effect, here, this.deps)
      if (asked) return this.asked(turn, take, asked)
    }
    return turn
  }

  private exported(
    turn: Decided,
    take: Take,
    { id }: ConversationRecord,
    { receivedAt }: TakenActivity,
  ): Decided {
    const until = receivedAt.getTime() + EXPORT_MINUTES * 60_000
    const href = exportAddress(this.deps.sealer, id, until)
    const event = { type: 'exported' as const, href, minutes: EXPORT_MINUTES }
    return { ...turn, second: take(turn.first.state, turn.first.draft, { kind: 'event', event }) }
  }

  /** Says what came of an application or a project. A taking back that cannot be was said too soon: all of it is unsaid. */
  private moved(turn: Decided, take: Take, outcome: CaseOutcome, { state }: ConversationRecord): Decided {
    const { event, draft, submission, change: beyond, refused } = outcome
    const unsaid = refused && turn.first.effects.some(({ type }) => type === 'recall')
    const first = unsaid ? { ...turn.first, state, replies: [], draftEvents: [] } : turn.first
    const second = event ? take(first.state, draft, { kind: 'event', event }) : null
    return { ...turn, first, second, submission, beyond, refused }
  }

  /** Says what came of an enquiry; after an erasure everything begins afresh. */
  private asked(turn: Decided, take: Take, { event, change }: EnquiryOutcome): Decided {
    const { first } = turn
    const activity = { kind: 'event' as const, event }
    if (change?.type !== 'erase')
      return { ...turn, second: take(first.state, first.draft, activity), beyond: change }
    const draft = this.newDraft()
    return {
      ...turn,
      before: draft,
      first: { ...first, draftEvents: [] },
      second: take(initialState(first.state.locale), draft, activity),
      beyond: change,
    }
  }

  private async linked(turn: Decided, take: Take, { event, change, adopt }: LinkOutcome): Promise<Decided> {
    const { first, before } = turn
    const activity = { kind: 'event' as const, event }
    const left = event.type === 'unlinked' && event.who === 'here' && event.count > 0
    if (left)
      return {
        ...turn,
        before: this.newDraft(),
        second: take(initialState(first.state.locale), this.newDraft(), activity),
        beyond: change,
      }
    if (!adopt?.draft) {
      // language follows even where there is no draft yet
      const state = adopt ? { ...first.state, locale: adopt.state.locale } : first.state
      return { ...turn, second: take(state, first.draft, activity), beyond: change }
    }
    const library = await this.deps.libraries.pinned(adopt.programmeHash)
    const { programmeId, programmeHash } = adopt
    return {
      ...turn,
      before: adopt.draft ?? before,
      second: take(initialState(adopt.state.locale), adopt.draft, activity, library),
      adopted: { draftId: adopt.draft.id, programmeId, programmeHash },
      beyond: change,
    }
  }

  /** Goes on with the draft of another face, from the beginning; or says that there is none. */
  private async adopt(code: string, turn: Decided, take: Take, { id }: ConversationRecord): Promise<Decided> {
    const { state } = turn.first
    const { brakes, store } = this.deps
    const find = () => store.drafts.findByCode(normaliseCode(code))
    const found = await guess(brakes, id, find)
    if (found !== null && found !== 'too-many') return this.goOn(found, turn, take)
    const event = { type: found === null ? ('no-such-draft' as const) : ('too-many-codes' as const) }
    return { ...turn, second: take(state, turn.before, { kind: 'event', event }) }
  }

  /** Goes on with a later form of the application, or from one back to it; or says why not. */
  private async opened(turn: Decided, take: Take, outcome: FormOutcome): Promise<Decided> {
    if ('record' in outcome)
      return { ...(await this.goOn(outcome.record, turn, take)), beyond: outcome.change }
    const { state, draft } = turn.first
    return { ...turn, second: take(state, draft, { kind: 'event', event: outcome.event }) }
  }

  private async goOn(found: DraftRecord, turn: Decided, take: Take): Promise<Decided> {
    const library = await this.deps.libraries.pinned(found.programmeHash)
    const { draft, programmeId, programmeHash } = found
    return {
      ...turn,
      before: draft,
      second: take(initialState(turn.first.state.locale), draft, { kind: 'start' }, library),
      adopted: { draftId: draft.id, programmeId, programmeHash },
    }
  }

  private newDraft(): Draft {
    return { id: this.deps.ids.next(), code: this.deps.ids.code(), revision: 0, entries: {} }
  }
}

/** Code or kind of a failure, without its message: that may repeat what was said. */
const kindOf = (error: unknown): string =>
  error instanceof Failure ? error.code : String((error as { code?: unknown }).code ?? nameOf(error))
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error')
const isUntouched = ({ entries, submission, case: kept, form }: Draft): boolean =>
  Object.keys(entries).length === 0 && !submission && !kept && !form

/** The draft has been fitted to the other version by the turn itself; all who hold it follow. */
const versionMoved = (turn: Decided, { programmeHash: from }: ConversationRecord, to: string): Decided => ({
  ...turn,
  beyond: { type: 'move-draft', draftId: turn.before.id, from, to },
})
