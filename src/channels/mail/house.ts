/** What this channel needs of the house: who is known, and what becomes of a mail. */
import type { Delivery } from '../../service/push-conversations.ts'

/** What somebody sent to make a mail address known. `locale` is a first guess. */
export interface Binding {
  channel: string
  address: string
  /** such as K7QF-2M9D, in capitals */
  code: string
  /** as the mail shows it; empty when it shows none */
  name: string
  locale: string
}

export interface MailHouse {
  /** id of the conversation at this address; null: nobody we know */
  find(channel: string, address: string): Promise<string | null>
  /** Stores what was delivered; false when it was known already. */
  accept(delivery: Delivery): Promise<boolean>
  /** True once the address is known; false when the code says nothing. Must be true again for the same binding. */
  bind(binding: Binding): Promise<boolean>
  /** Somebody writes in the name of this address. */
  suspect(address: string): Promise<void>
}
