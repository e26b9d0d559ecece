/** Conversations of push channels: one for each address, opened when somebody first speaks from there. */

import type { Clock } from '../ports/outside.ts'
import type { Delivered, Store } from '../ports/store.ts'
import type { Brakes } from './brakes/brakes.ts'
import type { Conversations } from './conversations.ts'
import type { Inbox } from './receive-activity.ts'

/** What a channel hands over, its caller already checked. */
export interface Delivery {
  channel: string
  /** the channel's own address of the other side */
  address: string
  /** the same for the same event, however often it comes */
  dedupeKey: string
  /** language of the other side's program, a first guess */
  locale?: string | undefined
  /** programme to open with, when the address is new */
  programme?: string | undefined
  /** kept for sending there later */
  reference?: unknown
  activity: Delivered
}

interface PushDeps {
  store: Store
  clock: Clock
  brakes: Brakes
  conversations: Conversations
  inbox: Inbox
}

/** Whoever is not read any more is told so, and not again within so long. */
const TELL_AGAIN_MS = 10 * 60_000

export class PushConversations {
  private readonly deps: PushDeps

  constructor(deps: PushDeps) {
    this.deps = deps
  }

  /** Stores what was delivered; once this resolves it may be acknowledged. @returns false when it was known already */
  async accept(delivery: Delivery): Promise<boolean> {
    const { store, inbox } = this.deps
    const { id, version } = await this.findOrOpen(delivery)
    if (!this.mayGoOn(id)) return this.tellToWait(id)
    if (delivery.reference !== undefined) await store.refer(id, delivery.reference)
    // whoever begins with a question is greeted first; the key is the same however often this is tried
    if (version === 0 && delivery.activity.kind !== 'start')
      await inbox.receive(id, `start-${id}`, { kind: 'start' })
    return inbox.receive(id, delivery.dedupeKey, delivery.activity)
  }

  /** The id of the conversation at this address, if there is one. */
  async find(channel: string, address: string): Promise<string | null> {
    return (await this.deps.store.findByAddress(channel, address))?.id ?? null
  }

  private mayGoOn(id: string): boolean {
    try {
      this.deps.brakes.here('turn', id)
      return true
    } catch {
      return false
    }
  }

  /** What came is dropped, and said to be. */
  private tellToWait(id: string): Promise<boolean> {
    const when = Math.floor(this.deps.clock.now().getTime() / TELL_AGAIN_MS)
    return this.deps.inbox.receive(id, `too-fast-${when}`, {
      kind: 'event',
      event: { type: 'unreadable', why: 'too-fast' },
    })
  }

  private async findOrOpen(delivery: Delivery): Promise<{ id: string; version: number }> {
    const { channel, address, locale, programme } = delivery
    const { store, conversations } = this.deps
    const found = await store.findByAddress(channel, address)
    if (found) return found
    const wish = { channel, address, ...(locale ? { locale } : {}), ...(programme ? { programme } : {}) }
    try {
      return { id: await conversations.open(wish), version: 0 }
    } catch (error) {
      // two first messages at once: the other one was faster
      const opened = await store.findByAddress(channel, address)
      if (opened) return opened
      throw error
    }
  }
}
