/** What every act of an applicant shares: where it comes from, what it comes to, and that it cannot be. */
import type { ApplicationRecord, CaseNews, DraftCase, ProjectRecord } from '../../casework/case.ts'
import type { Why } from '../../casework/life.ts'
import type { ConversationState, Draft, ShellEvent } from '../../conversation/types.ts'
import type { Library } from '../../conversation/world.ts'
import type { CaseChange } from '../../ports/cases.ts'
import type { ConversationRecord, SubmissionRecord } from '../../ports/store.ts'
import { newsOf } from './case-tells.ts'
import type { CaseDeps } from './deps.ts'

/** The conversation as the turn leaves it. */
export interface Here {
  conversation: ConversationRecord
  state: ConversationState
  /** before the turn, and as the turn leaves it */
  before: Draft
  draft: Draft
  library: Library
  receivedAt: Date
}

export interface CaseOutcome {
  /** reports it; null: the turn has said everything */
  event: ShellEvent | null
  /** as the report finds it */
  draft: Draft
  submission: SubmissionRecord | null
  change: CaseChange | null
  /** nothing was done */
  refused: boolean
}

/** The applicant of a draft, as an actor. */
export const applicantOf = ({ id }: Draft) => ({ role: 'applicant' as const, id })

/** The case as its conversations know it. */
export const draftCaseOf = (application: ApplicationRecord, project: ProjectRecord | null): DraftCase => ({
  ...{ number: application.number, body: application.body, areas: application.areas },
  application: application.kept,
  project: project && {
    ...{
      number: project.number,
      endsOn: project.endsOn,
      certificate: project.certificate,
      kept: project.kept,
    },
  },
})

/** The application of a draft, or of the draft that this one is a later form of, and its project. */
export async function casesOf({ id, form }: Draft, { store }: CaseDeps) {
  const parent = form && (await store.drafts.findByCode(form.parentCode))
  const application = await store.cases.applicationOf(parent?.draft.id ?? id)
  const project = application && (await store.cases.projectOf(application.id))
  return { application, project }
}

/** Nothing is written; the reason is reported. */
export function refusal(
  why: Why,
  of: ApplicationRecord | ProjectRecord | null,
  { before, receivedAt }: Here,
): CaseOutcome {
  const number = before.submission?.number ?? ''
  const at = receivedAt.toISOString()
  const nothing: CaseNews = {
    ...{ of: 'application', news: 'refused', number, title: '', body: null, holder: null, at },
  }
  const news = { ...(of ? newsOf(of, 'refused', receivedAt) : nothing), why }
  const event = { type: 'case' as const, news }
  return { event, draft: before, submission: null, change: null, refused: true }
}

/** How an act of the applicant comes about. */
export const aroundOf = ({ conversation, library }: Here, { ids }: CaseDeps) => ({
  event: ids.next(),
  channel: conversation.channel,
  programme: library.programme,
})
