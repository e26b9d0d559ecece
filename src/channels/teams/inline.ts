/**
 * Replies that a replaced card already shows. What waits in the outbox for a conversation whose card is being answered
 * waits for that answer, and a reply that stands in it is not sent once more. Kept in this process alone: elsewhere
 * such a reply is seen twice, which does no harm.
 */

/** Remembered before the oldest are forgotten. */
const MOST_SHOWN = 1_000

export class Inline {
  private readonly answering = new Map<string, Promise<unknown>>()
  private readonly shown = new Set<string>()

  /** Answers a card of the conversation at this address. */
  async answer<T>(address: string, work: () => Promise<T>): Promise<T> {
    const begun = work()
    this.answering.set(address, begun)
    try {
      return await begun
    } finally {
      if (this.answering.get(address) === begun) this.answering.delete(address)
    }
  }

  /** The reply stands on the card that is answered. */
  show(messageId: string): void {
    this.shown.add(messageId)
    const [oldest] = this.shown
    if (this.shown.size > MOST_SHOWN && oldest !== undefined) this.shown.delete(oldest)
  }

  /** True, once, for a reply that stands on a card. */
  async isShown(messageId: string, address: string): Promise<boolean> {
    await this.answering.get(address)?.catch(() => {})
    return this.shown.delete(messageId)
  }
}
