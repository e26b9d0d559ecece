/** What officers do, and who of them does it. */
import type { Act } from './enquiry.ts'
import type { Author } from './outcome.ts'

export type OfficerAct = Exclude<Act, { type: 'follow-up' | 'rate' }>
export type ByOfficer = Extract<Author, { by: 'officer' }> & {
  /** version the officer looked at when deciding; null: that is not known */
  seen: number | null
}
