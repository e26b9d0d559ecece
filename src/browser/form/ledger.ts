/** What the server holds of each field as far as this page knows, to tell one's own changes from those of others. */
import type { WireAnswer } from '../../contract/draft.ts'
import { answerIn, canonical } from './answers.ts'

export class Ledger {
  /** of the draft that the page shows */
  revision: number
  /** what to say of fields that others changed after this page had an answer in them */
  readonly news = new Map<string, string>()
  readonly #held = new Map<string, string>()
  /** as typed, where the server holds the same in another spelling */
  readonly #typed = new Map<string, string>()

  constructor(revision: number) {
    this.revision = revision
  }

  /** The server holds this answer of the field; `typed` is what it was made of. */
  note(id: string, held: WireAnswer, typed: WireAnswer = held): void {
    this.#held.set(id, canonical(held))
    this.#typed.set(id, canonical(typed))
  }

  /** True while the field of the page holds something that the server has not taken. */
  isDirty(field: HTMLElement): boolean {
    const id = field.dataset.field ?? ''
    const now = canonical(answerIn(field))
    return now !== this.#held.get(id) && now !== this.#typed.get(id)
  }

  /** True when the server now holds something else than this page knew. */
  isNews(id: string, held: WireAnswer): boolean {
    return this.#held.get(id) !== canonical(held)
  }
}
