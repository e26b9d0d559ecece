/** What the officers' console is built from, beside what every page is. */
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type {
  cannedRequestSchema,
  cannedSchema,
  EnquiryView,
  reportSchema,
  unansweredSchema,
} from '../../contract/desk.ts'
import type { IdentityProvider, OfficerRecord } from '../../ports/desk.ts'
import type { Clarifications } from '../../service/clarifications/clarifications.ts'
import type { Enquiries } from '../../service/enquiries/act-on-enquiry.ts'
import type { Accounts } from '../../service/officers/accounts.ts'
import type { SignIn } from '../../service/officers/sign-in.ts'

export interface DeskServices {
  accounts: Accounts
  signIn: SignIn
  /** null: one-time links only */
  provider: IdentityProvider | null
  /** channels that an officer can bind here */
  bindable: readonly string[]
  enquiries: Pick<Enquiries, 'act' | 'bulk'>
  /** the thread as this officer sees it */
  read: (officer: OfficerRecord, enquiryId: string) => Promise<EnquiryView>
  clarifications: Pick<Clarifications, 'list' | 'propose' | 'edit' | 'decide'>
  canned: CannedDesk
  reports: ReportDesk
}

type Canned = z.infer<typeof cannedSchema>
type CannedRequest = z.infer<typeof cannedRequestSchema>

export interface CannedDesk {
  list(officer: OfficerRecord, programme: string): Promise<Canned[]>
  /** `id` null: a new one */
  save(officer: OfficerRecord, id: string | null, canned: CannedRequest): Promise<Canned>
  remove(officer: OfficerRecord, id: string): Promise<void>
}

/** ISO days of the programme's zone, both included. */
export interface ReportSpan {
  programme: string
  from?: string | undefined
  until?: string | undefined
}

export interface ReportDesk {
  report(officer: OfficerRecord, span: ReportSpan): Promise<z.infer<typeof reportSchema>>
  workbook(officer: OfficerRecord, span: ReportSpan): Promise<{ name: string; content: Readable }>
  unanswered(officer: OfficerRecord, programme: string): Promise<z.infer<typeof unansweredSchema>>
}
