/** What applications, projects and their papers need from a database. */

import type { Actor } from '../audit/entry.ts'
import type { ApplicationRecord, CaseEvent, CaseKind, CaseRecord, ProjectRecord } from '../casework/case.ts'
import type { IssuedRecord } from '../casework/issued.ts'
import type { PaperFindings } from '../casework/paper.ts'
import type { HandedIn } from '../casework/standing.ts'
import type { FileRef } from '../programme/values.ts'
import type { StoredActivity } from './activity.ts'

/** Everything one act writes, in one transaction, with the turn that brought it or alone. */
export interface CaseChange {
  type: 'case'
  /** rows as they are after the act; `isNew`, or else refused when the stored version is not `version - 1` */
  cases: { record: CaseRecord; isNew: boolean }[]
  events: CaseEvent[]
  issued: IssuedRecord[]
  /** ids of issued papers that hold no more */
  withdrawn: string[]
  /** ids of remarks that went out with a return */
  remarksSent: string[]
  /** files that become files of the case */
  files: KeptCaseFile[]
  /** a later form of the draft that is begun, such as for acceptance */
  form: {
    draftId: string
    code: string
    parentId: string
    form: string
    entries: Record<string, unknown>
  } | null
  /** for applicants and for desks; a dedupe key that is known has no effect */
  tell: StoredActivity[]
  /** whose papers these are where no event says it, such as the list of several that were approved */
  by?: Actor
}

export interface KeptCaseFile {
  caseId: string
  kind: 'scan' | 'evidence'
  file: FileRef
  content: Uint8Array
  /** SHA-256, hex */
  hash: string
  officerId: string | null
  at: Date
  findings: PaperFindings | null
}

/** Who may see what of a list; the same as casework/policy.ts says row by row. */
export interface CaseScope {
  /** by programme; '*' stands for every programme */
  programmes: {
    id: string
    /** bodies one stands for; null: all */
    bodies: string[] | null
    /** areas one is in charge of; null: all */
    areas: string[] | null
    /** only what waits for one of these; left out: whoever has it */
    holders?: string[]
  }[]
}

export interface CaseFilter {
  programmeId?: string
  states?: string[]
  body?: string
  area?: string
  /** applicant, a tier, or `none` */
  holder?: string
  /** returned, and the day to mend it is over; a project, and its term ends before this day */
  dueBefore?: string
  /** these alone */
  ids?: string[]
  /** words that all occur in number, title or name of the applicant */
  words?: string
}

/** Newest event first; `after` is the cursor of the last row seen. */
export interface CasePage {
  limit: number
  /** instead: what has waited longest first, or what runs out next; such a list has no further page */
  first?: 'longest' | 'ending'
  after?: { lastAt: Date; id: string }
}

/** One cell of the board. */
export interface CaseTally {
  kind: CaseKind
  state: string
  by: 'body' | 'area'
  /** body or area; null: cases without one */
  id: string | null
  count: number
}

export interface RemarkRecord {
  id: string
  applicationId: string
  version: number
  tier: string
  field: string
  text: string
  officerId: string
  at: Date
  doneAt: Date | null
}

export interface CheckRecord {
  applicationId: string
  tier: string
  item: string
  result: 'ok' | 'not-ok'
  note: string
  version: number
  officerId: string
  at: Date
}

export interface CaseFileRecord extends FileRef {
  caseId: string
  kind: 'scan' | 'evidence'
  hash: string
  officerId: string | null
  at: Date
  findings: PaperFindings | null
}

export interface CaseStore {
  application(id: string): Promise<ApplicationRecord | null>
  project(id: string): Promise<ProjectRecord | null>
  applicationOf(draftId: string): Promise<ApplicationRecord | null>
  /** By the number of the application or of any of its versions. */
  applicationByNumber(number: string): Promise<ApplicationRecord | null>
  projectOf(applicationId: string): Promise<ProjectRecord | null>
  /** The record of a case, oldest first. */
  events(caseId: string): Promise<CaseEvent[]>
  applications(scope: CaseScope, filter: CaseFilter, page: CasePage): Promise<ApplicationRecord[]>
  projects(scope: CaseScope, filter: CaseFilter, page: CasePage): Promise<ProjectRecord[]>
  /** How many of each state there are, whatever the filter says of states. */
  counts(kind: CaseKind, scope: CaseScope, filter: CaseFilter): Promise<{ state: string; count: number }[]>
  /** Every state by body, and again by area; a case of several areas counts in each of them. */
  board(scope: CaseScope, programmeId: string): Promise<CaseTally[]>
  /** Every application or project of a filter, oldest number first, in batches. */
  allApplications(scope: CaseScope, filter: CaseFilter): AsyncIterable<ApplicationRecord[]>
  allProjects(scope: CaseScope, filter: CaseFilter): AsyncIterable<ProjectRecord[]>
  /** Where the clock has to look by `now`, of these programmes, earliest first. */
  due(now: Date, limit: number, programmes: readonly string[]): Promise<ProjectRecord[]>
  /** Drafts that were handed in before there were cases: they have none yet. */
  withoutCase(limit: number): Promise<string[]>
  nextNumber(series: string): Promise<number>
  /** The number that a series gave last; 0: none. */
  lastNumber(series: string): Promise<number>
  /** Writes an act that no turn brought. False: somebody else wrote in between; decide again. */
  write(change: CaseChange): Promise<boolean>
  /** Later forms of a draft, such as for acceptance, with what was handed in of them. */
  forms(draftId: string): Promise<{ draftId: string; form: string; code: string; history: HandedIn[] }[]>
  remarks(applicationId: string): Promise<RemarkRecord[]>
  addRemark(remark: RemarkRecord): Promise<void>
  /** Takes away a remark that was not sent; false: there is none of this tier. */
  removeRemark(
    remark: Pick<RemarkRecord, 'applicationId' | 'id' | 'tier' | 'officerId' | 'at'>,
  ): Promise<boolean>
  checks(applicationId: string): Promise<CheckRecord[]>
  /** `result` null takes the tick away. */
  setCheck(check: Omit<CheckRecord, 'result'> & { result: CheckRecord['result'] | null }): Promise<void>
  files(caseId: string): Promise<CaseFileRecord[]>
  file(caseId: string, fileId: string): Promise<{ ref: CaseFileRecord; content: Uint8Array } | null>
  issued(caseId: string): Promise<IssuedRecord[]>
  /** Papers about several, such as a list of what was approved, oldest first. */
  issuedLists(programmeId: string): Promise<IssuedRecord[]>
  issuedByCode(checkCode: string): Promise<IssuedRecord | null>
}

/** What is announced when a case changed. */
export const changeOfCase = (id: string): string => `case:${id}`
