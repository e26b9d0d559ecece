/** A draft with what became of it. */
import type { DraftCase } from '../casework/case.ts'
import type { Draft } from '../conversation/types.ts'

/** What a draft is put together from; null: there is no such thing. */
export interface KeptDraft {
  revision: number
  entries: Draft['entries']
  /** the submission that counts */
  number: string | null
  checkCode: string
  submittedAt: Date
  form: string | null
  parentCode: string | null
  caseNumber: string | null
  body: string | null
  areas: string[]
  application: DraftCase['application']
  projectNumber: string | null
  endsOn: string
  certificate: string | null
  project: NonNullable<DraftCase['project']>['kept']
}

/** The draft as conversations have it. */
export function draftFrom(row: KeptDraft & Pick<Draft, 'id' | 'code'>): Draft {
  const { id, code, revision, entries, number, checkCode, submittedAt, form, parentCode } = row
  const draft: Draft = { id, code, revision, entries }
  if (number !== null) draft.submission = { number, checkCode, at: submittedAt.toISOString() }
  if (form !== null) draft.form = { id: form, parentCode: parentCode ?? '' }
  const known = caseOf(row)
  if (known) draft.case = known
  return draft
}

function caseOf({ caseNumber: number, body, areas, application, ...row }: KeptDraft): DraftCase | null {
  if (number === null) return null
  const { projectNumber, endsOn, certificate, project: kept } = row
  const project = projectNumber === null ? null : { number: projectNumber, endsOn, certificate, kept }
  return { number, body, areas, application, project }
}
