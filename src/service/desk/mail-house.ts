/** What the mail channel needs of the house: mailboxes are officers' desks, and nobody else's. */
import type { Activity } from '../../conversation/types.ts'
import type { Clock } from '../../ports/outside.ts'
import type { Store } from '../../ports/store.ts'
import type { Brakes } from '../brakes/brakes.ts'
import type { Conversations } from '../conversations.ts'
import type { Delivery, PushConversations } from '../push-conversations.ts'
import type { Inbox } from '../receive-activity.ts'
import { normaliseCode } from '../resume-code.ts'

export interface MailHouseDeps {
  store: Store
  conversations: Conversations
  push: PushConversations
  inbox: Inbox
  clock: Clock
  hash: (text: string) => string
  brakes: Brakes
  /** something was stored whose turn has to be taken */
  arrived: () => void
}

/** A mailbox that says a code. */
export interface MailBinding {
  channel: string
  address: string
  code: string
  /** as the mail names its sender */
  name: string
  locale: string | null
}

export class MailHouse {
  private readonly deps: MailHouseDeps

  constructor(deps: MailHouseDeps) {
    this.deps = deps
  }

  /** The id of the conversation with this mailbox; null: it is nobody's. */
  find(channel: string, address: string): Promise<string | null> {
    return this.deps.push.find(channel, address)
  }

  /** Stores what was delivered. @returns false when it was known already */
  accept(delivery: Delivery): Promise<boolean> {
    return this.deps.push.accept(delivery)
  }

  /**
   * Lets the mailbox become the desk of whoever got the code; the turn of the code does it and says so.
   * @returns false when the code is nobody's
   */
  async bind({ channel, address, code, locale }: MailBinding): Promise<boolean> {
    const { store, clock, hash, brakes, inbox, arrived } = this.deps
    if (!(await brakes.allows('desk-code', address))) return false
    const ticket = hash(normaliseCode(code))
    const officer = await store.officers.ticket(ticket, 'channel', clock.now())
    if (!officer) return false
    await brakes.forgive('desk-code', address)
    const id = await this.open(channel, address, locale ?? officer.locale)
    await inbox.receive(id, `bind-${ticket}`, { kind: 'text', text: normaliseCode(code) })
    arrived()
    return true
  }

  /** A mail in the name of this mailbox's officer could not be verified: the officer is told, once a day at most. */
  async suspect(address: string): Promise<void> {
    const { store, inbox, clock, arrived } = this.deps
    const found = await store.findByAddress('mail', address)
    const conversation = found && (await store.load(found.id))
    const officer = conversation?.officerId ? await store.officers.find(conversation.officerId) : null
    const day = clock.now().toISOString().slice(0, 10)
    for (const { conversationId } of officer?.channels ?? [])
      await inbox.receive(conversationId, `forged-mail-${day}`, FORGED)
    arrived()
  }

  private async open(channel: string, address: string, locale: string): Promise<string> {
    const { store, conversations } = this.deps
    const found = await store.findByAddress(channel, address)
    if (found) return found.id
    try {
      return await conversations.open({ channel, address, locale })
    } catch (error) {
      // two first mails at once: the other one was faster
      const opened = await store.findByAddress(channel, address)
      if (opened) return opened.id
      throw error
    }
  }
}

const FORGED: Activity = { kind: 'event', event: { type: 'desk', news: { type: 'forged-mail' } } }
