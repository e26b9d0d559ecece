/** What the officers' console is built from, beside what every page is. */
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type {
  bulkResponseSchema,
  cannedRequestSchema,
  cannedSchema,
  decisionSchema,
  EnquiryView,
  proposalSchema,
  reportSchema,
  unansweredSchema,
  WireClarification,
} from '../../contract/desk.ts'
import type { Act } from '../../enquiry/enquiry.ts'
import type { IdentityProvider, OfficerRecord } from '../../ports/desk.ts'
import type { Accounts } from '../../service/officers/accounts.ts'
import type { SignIn } from '../../service/officers/sign-in.ts'

export interface DeskServices {
  accounts: Accounts
  signIn: SignIn
  /** null: one-time links only */
  provider: IdentityProvider | null
  /** channels that an officer can bind here */
  bindable: readonly string[]
  enquiries: EnquiryDesk
  clarifications: ClarificationDesk
  canned: CannedDesk
  reports: ReportDesk
}

/** Each throws a Failure with words: no such row for this officer, not allowed, changed in between. */
export interface EnquiryDesk {
  read(officer: OfficerRecord, id: string): Promise<EnquiryView>
  act(officer: OfficerRecord, id: string, act: Act, order: { version: number; key: string }): Promise<unknown>
  bulk(
    officer: OfficerRecord,
    ids: string[],
    act: Act,
    key: string,
  ): Promise<z.infer<typeof bulkResponseSchema>>
}

export interface ClarificationDesk {
  list(officer: OfficerRecord, programme: string): Promise<WireClarification[]>
  propose(officer: OfficerRecord, proposal: z.infer<typeof proposalSchema>): Promise<WireClarification>
  edit(
    officer: OfficerRecord,
    id: string,
    proposal: z.infer<typeof proposalSchema>,
  ): Promise<WireClarification>
  decide(
    officer: OfficerRecord,
    id: string,
    decision: z.infer<typeof decisionSchema>,
  ): Promise<WireClarification>
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
