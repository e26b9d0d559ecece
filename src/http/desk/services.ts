/** What the officers' console is built from, beside what every page is. */
import type { EnquiryView } from '../../contract/desk.ts'
import type { IdentityProvider, OfficerRecord } from '../../ports/desk.ts'
import type { Canned } from '../../service/canned.ts'
import type { Cases } from '../../service/cases/act-on-case.ts'
import type { CaseExports } from '../../service/cases/exports/exports.ts'
import type { Clarifications } from '../../service/clarifications/clarifications.ts'
import type { DeskReports } from '../../service/desk-reports.ts'
import type { Enquiries } from '../../service/enquiries/act-on-enquiry.ts'
import type { Accounts } from '../../service/officers/accounts.ts'
import type { SignIn } from '../../service/officers/sign-in.ts'
import type { PreScreen } from '../../service/pre-screen/pre-screen.ts'
import type { Scans } from '../../service/scans/scans.ts'

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
  exports: CaseExports
  cases: Pick<Cases, 'actOnApplication' | 'actOnProject' | 'bulk'>
  scans: Pick<Scans, 'byOfficer'>
  clarifications: Pick<Clarifications, 'list' | 'propose' | 'edit' | 'decide'>
  canned: Canned
  reports: DeskReports
  preScreen: PreScreen
}
