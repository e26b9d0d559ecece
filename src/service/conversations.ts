/** Starting, reading and going on with conversations of the pull channels (web, public API). */
import { initialState } from '../conversation/take-turn.ts'
import type { Activity } from '../conversation/types.ts'
import type { ConversationRecord, StoredMessage } from '../ports/store.ts'
import type { Origin } from '../ports/telemetry.ts'
import { Failure } from './failure.ts'
import { normaliseCode } from './resume-code.ts'
import type { StoredReply, Taken, TurnDeps, TurnRunner } from './run-turn.ts'

export interface Started {
  id: string
  token: string
  locale: string
  programme: string
  replies: StoredReply[]
}

/** What a new conversation should be. */
export interface Wish {
  channel: string
  address?: string
  programme?: string
  locale?: string
  /** continue the draft of this code */
  code?: string
}

export class Conversations {
  private readonly deps: TurnDeps
  private readonly turns: TurnRunner

  constructor(deps: TurnDeps, turns: TurnRunner) {
    this.deps = deps
    this.turns = turns
  }

  /** Begins a conversation and takes its first turn, with the draft of `code` when one is given. */
  async start(wish: Wish, origin?: Origin): Promise<Started> {
    const { id, token, locale, programme } = await this.create(wish)
    const { replies } = await this.take(id, `start-${id}`, { kind: 'start' }, undefined, origin)
    return { id, token, locale, programme, replies }
  }

  /** Opens a conversation of a push channel; its first activity is still to come. @returns its id */
  async open(wish: Wish): Promise<string> {
    return (await this.create(wish)).id
  }

  private async create(wish: Wish): Promise<Omit<Started, 'replies'>> {
    const { store, libraries, ids, clock, sealer } = this.deps
    const found = wish.code ? await store.drafts.findByCode(normaliseCode(wish.code)) : null
    if (wish.code && !found) throw new Failure('unknown-code')
    const library = found ? await libraries.pinned(found.programmeHash) : libraries.find(wish.programme)
    if (!library) throw new Failure('unknown-programme', { id: wish.programme ?? '' })
    const { programme } = library
    const id = ids.next()
    const token = ids.token()
    const locale = library.speech(wish.locale ?? '').phrases.language
    await store.create({
      id,
      channel: wish.channel,
      address: wish.address ?? id,
      programmeId: programme.id,
      programmeHash: programme.hash,
      state: initialState(locale),
      tokenHash: sealer.hash(token),
      draftId: found?.draft.id ?? null,
      at: clock.now(),
    })
    return { id, token, locale, programme: programme.id }
  }

  /**
   * Stores the activity and its turn together; the same key again gives the same replies. `loaded`: what
   * `authorise` returned, so that the turn need not read it again.
   */
  take(
    conversationId: string,
    dedupeKey: string,
    activity: Activity,
    loaded?: ConversationRecord,
    origin?: Origin,
  ): Promise<Taken> {
    const { ids, clock } = this.deps
    const stored = { id: ids.next(), conversationId, dedupeKey, activity, receivedAt: clock.now(), origin }
    return this.turns.run(stored, loaded)
  }

  /**
   * The conversation, for the holder of its token.
   * @throws Failure unknown-conversation when it is gone, and when the token is not this one's: it must not tell which
   */
  async authorise(conversationId: string, token: string): Promise<ConversationRecord> {
    const conversation = await this.deps.store.load(conversationId)
    const isTheirs = conversation?.tokenHash === this.deps.sealer.hash(token)
    if (!conversation || !isTheirs) throw new Failure('unknown-conversation')
    return conversation
  }

  async read(
    conversationId: string,
    after = 0,
  ): Promise<{ conversation: ConversationRecord; messages: StoredMessage[] }> {
    const conversation = await this.deps.store.load(conversationId)
    if (!conversation) throw new Failure('unknown-conversation')
    return { conversation, messages: await this.deps.store.transcript(conversationId, after) }
  }
}
