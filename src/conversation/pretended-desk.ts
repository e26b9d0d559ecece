/** What a desk would report, for a replay without store: routed and promised as the folder has it, answered by the transcript. */
import type { AskerNews, Standing } from '../enquiry/enquiry.ts'
import { promiseFor } from '../enquiry/promise.ts'
import { route } from '../enquiry/route.ts'
import type { Programme } from '../programme/schema.ts'
import type { Effect, Entry } from './types.ts'

export class PretendedDesk {
  private readonly programme: Programme
  private readonly enquiries: Standing[] = []

  constructor(programme: Programme) {
    this.programme = programme
  }

  /** The news that an effect brings; null for an effect that is none of a desk. */
  hear(effect: Effect, { at, entries }: { at: Date; entries: Record<string, Entry> }): AskerNews | null {
    const { dueAt, certain } = promiseFor(this.programme, at)
    const due = { dueAt: dueAt.toISOString(), certain }
    switch (effect.type) {
      case 'enquire': {
        const { area, general } = effect
        const way = route({ programme: this.programme, entries, general, ...(area ? { area } : {}) })
        const number = `TEST-${this.enquiries.length + 1}`
        const contact = way.type === 'ask-area' ? null : way.contact
        const unpublished = way.type === 'contact' ? way.unpublished : null
        const question = effect.text
        this.enquiries.unshift({
          number,
          question,
          status: 'open',
          contact,
          askedAt: at.toISOString(),
          dueAt: due.dueAt,
        })
        return { type: 'sent', number, area, contact, unpublished, ...due }
      }
      case 'follow-up':
        return this.known(effect.number, () => ({ type: 'added', number: effect.number, ...due }))
      case 'rate-enquiry':
        return this.known(effect.number, () => ({
          type: 'rated',
          number: effect.number,
          stars: effect.stars,
        }))
      case 'list-enquiries':
        return { type: 'list', enquiries: this.enquiries }
      default:
        return null
    }
  }

  /** An officer answers what was asked last. */
  answer(text: string): AskerNews {
    const [newest] = this.enquiries
    if (newest) this.enquiries[0] = { ...newest, status: 'answered', dueAt: null }
    return { type: 'answered', number: newest?.number ?? '', by: 'TEST', text, files: [] }
  }

  private known(number: string, news: () => AskerNews): AskerNews {
    const isKnown = this.enquiries.some((enquiry) => enquiry.number === number)
    return isKnown ? news() : { type: 'refused', number, why: 'unknown-enquiry' }
  }
}
