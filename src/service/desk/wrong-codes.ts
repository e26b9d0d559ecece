/** Codes are short: whoever tries many of them is not heard for a while. Counted by each process on its own. */

const WITHIN_MS = 60 * 60_000
const MOST_WRONG = 5
/** Conversations remembered before the oldest are forgotten. */
const MOST_KEPT = 10_000

export class WrongCodes {
  private readonly now: () => Date
  private readonly tries = new Map<string, number[]>()

  constructor(now: () => Date) {
    this.now = now
  }

  areTooMany(from: string): boolean {
    return this.recent(from).length >= MOST_WRONG
  }

  note(from: string): void {
    const recent = [...this.recent(from), this.now().getTime()]
    this.tries.delete(from)
    this.tries.set(from, recent)
    const [oldest] = this.tries.keys()
    if (this.tries.size > MOST_KEPT && oldest !== undefined) this.tries.delete(oldest)
  }

  private recent(from: string): number[] {
    const since = this.now().getTime() - WITHIN_MS
    return (this.tries.get(from) ?? []).filter((at) => at > since)
  }
}
