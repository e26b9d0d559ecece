/** Conversations of push channels: one for each address, opened when somebody first speaks from there. */
import type { Delivered, Store } from '../ports/store.ts'
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

export class PushConversations {
  private readonly store: Store
  private readonly conversations: Conversations
  private readonly inbox: Inbox

  constructor(store: Store, conversations: Conversations, inbox: Inbox) {
    this.store = store
    this.conversations = conversations
    this.inbox = inbox
  }

  /** Stores what was delivered; once this resolves it may be acknowledged. @returns false when it was known already */
  async accept(delivery: Delivery): Promise<boolean> {
    const { id, version } = await this.findOrOpen(delivery)
    if (delivery.reference !== undefined) await this.store.refer(id, delivery.reference)
    // whoever begins with a question is greeted first; the key is the same however often this is tried
    if (version === 0 && delivery.activity.kind !== 'start')
      await this.inbox.receive(id, `start-${id}`, { kind: 'start' })
    return this.inbox.receive(id, delivery.dedupeKey, delivery.activity)
  }

  /** The id of the conversation at this address, if there is one. */
  async find(channel: string, address: string): Promise<string | null> {
    return (await this.store.findByAddress(channel, address))?.id ?? null
  }

  private async findOrOpen(delivery: Delivery): Promise<{ id: string; version: number }> {
    const { channel, address, locale, programme } = delivery
    const found = await this.store.findByAddress(channel, address)
    if (found) return found
    const wish = { channel, address, ...(locale ? { locale } : {}), ...(programme ? { programme } : {}) }
    try {
      return { id: await this.conversations.open(wish), version: 0 }
    } catch (error) {
      // two first messages at once: the other one was faster
      const opened = await this.store.findByAddress(channel, address)
      if (opened) return opened
      throw error
    }
  }
}
