/** An application and a project as they are kept, and what is told of them. Plain data: everything here survives JSON. */
import type { ApplicationAct, KeptApplication, Remark } from './application-acts.ts'
import type { SharedAct, Why } from './life.ts'
import type { KeptProject, ProjectAct } from './project-acts.ts'

export type CaseKind = 'application' | 'project'

/** What both have. */
interface Kin<K> {
  id: string
  /** an application's number, without what tells a mended version from the one before; a project keeps it */
  number: string
  draftId: string
  programmeId: string
  /** the version of the programme by whose rules it goes */
  programmeHash: string
  /** recommending body, guarantor of a project; null: the programme has none */
  body: string | null
  areas: string[]
  title: string
  /** name of the applicant */
  applicant: string
  kept: K
  /** who has to do something next: the applicant, a tier, or nobody */
  holder: string | null
  /** number of the document of approval */
  document: string | null
  /** where the applicant hears of it: the conversation that spoke last */
  conversationId: string
  /** grows by one with every change */
  version: number
  /** of the last event */
  lastAt: Date
}

export interface ApplicationRecord extends Kin<KeptApplication> {
  kind: 'application'
  /** the version that counts */
  submissionId: string
  receivedAt: Date
  /** copies on paper that have come */
  paper: { copies: number; at: Date } | null
}

export interface ProjectRecord extends Kin<KeptProject> {
  kind: 'project'
  applicationId: string
  /** the day of approval, ISO */
  approvedOn: string
  /** last day of the term as it stands now, ISO */
  endsOn: string
  /** when the clock has to look next; null: nothing of the term is waited for */
  nextAt: Date | null
  /** number of the certificate */
  certificate: string | null
}

export type CaseRecord = ApplicationRecord | ProjectRecord

/** What happens beside the acts of a life. */
export type OtherAct =
  /** copies on paper have come, so many in all */
  | { type: 'paper-received'; copies: number }
  /** a scan of the stamped form came in and was looked through */
  | { type: 'scanned'; file: string; name: string }
  /** a form of the programme, such as for acceptance, was handed in */
  | { type: 'handed-in'; form: string; submission: string }
  | { type: 'evidence'; file: string; name: string }

export type CaseAct = ApplicationAct | ProjectAct | SharedAct | OtherAct

/** One line of the record of a case. */
export interface CaseEvent {
  id: string
  caseId: string
  kind: CaseKind
  at: Date
  by: 'applicant' | 'officer' | 'clock'
  officerId: string | null
  /** as which the officer acted */
  tier: string | null
  act: CaseAct
  /** by which it came; null for the clock */
  channel: string | null
}

/** What an applicant may do from a conversation beside handing in and taking back. */
export type ApplicantAct =
  | { type: 'withdraw'; reason: string }
  | { type: 'request-extension'; until: string; reason: string }
  | { type: 'request-change'; reason: string }
  | { type: 'request-acceptance' }
  | { type: 'rectified' }

/** What an applicant is told of a case; the words are in locales/, by `of` and `news`. */
export interface CaseNews {
  of: CaseKind
  /** code of a tell (see the machines), `warn`, or `refused` for what the applicant wanted and cannot have */
  news: string
  number: string
  title: string
  body: string | null
  /** who has it now */
  holder: string | null
  at: string
  /** of `refused` */
  why?: Why
  /** words of the officers: a reason, an opinion */
  reason?: string
  fields?: Remark[]
  /** last day to mend, ISO */
  due?: string
  document?: string
  /** last day of the term, or the one that is granted, ISO */
  until?: string
  daysLeft?: number
  /** number of the certificate */
  certificate?: string
  /** where the letter or the certificate is, with the key that opens it */
  href?: string
}

/** A case as its applicant's conversations know it. */
export interface DraftCase {
  number: string
  body: string | null
  /** ids, in the order of the folder */
  areas: string[]
  application: KeptApplication
  project: { number: string; endsOn: string; certificate: string | null; kept: KeptProject } | null
}
