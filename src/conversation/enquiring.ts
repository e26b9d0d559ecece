/** Questions for a person: what is said when they went on. */
import type { AskerNews } from '../enquiry/enquiry.ts'
import { restate } from './moves.ts'
import type { Turn } from './turn.ts'

export function hearEnquiry(turn: Turn, _news: AskerNews): void {
  restate(turn)
}

export function hearErased(turn: Turn, _kept: string[]): void {
  restate(turn)
}
