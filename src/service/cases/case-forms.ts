/** Later forms of an application, such as for acceptance: what opening one, and leaving it, come to. */
import type { ProjectRecord } from '../../casework/case.ts'
import type { Why } from '../../casework/life.ts'
import type { Draft, Effect, ShellEvent } from '../../conversation/types.ts'
import type { CaseChange } from '../../ports/cases.ts'
import type { DraftRecord } from '../../ports/store.ts'
import { carryOver } from '../../programme/carry-over.ts'
import { hashOfForm } from '../../programme/form-programme.ts'
import type { FormSetting } from '../../programme/schema.ts'
import { NOTHING } from './case-change.ts'
import { newsOf } from './case-tells.ts'
import type { CaseDeps } from './deps.ts'

export type FormOutcome =
  /** the conversation goes on with this draft, which the change begins unless it is null */
  | { record: DraftRecord; change: CaseChange | null }
  /** there is no such form to fill in now */
  | { event: ShellEvent }

type Deps = Pick<CaseDeps, 'store' | 'libraries' | 'ids' | 'clock'>

/** Null for an effect that has nothing to do with forms. Reads only; the turn's commit writes. */
export async function formOutcome(effect: Effect, draft: Draft, deps: Deps): Promise<FormOutcome | null> {
  if (effect.type !== 'open-form' && effect.type !== 'leave-form') return null
  const parent = await deps.store.drafts.findByCode(draft.form?.parentCode ?? draft.code)
  if (effect.type === 'leave-form' && !draft.form) return null
  if (!parent) return refused('not-now', null, deps)
  return effect.type === 'leave-form' ? { record: parent, change: null } : open(effect.form, parent, deps)
}

async function open(id: string, parent: DraftRecord, deps: Deps): Promise<FormOutcome> {
  const { store, libraries } = deps
  const { programme } = await libraries.pinned(parent.programmeHash)
  const setting = programme.forms.find((form) => form.id === id)
  const application = await store.cases.applicationOf(parent.draft.id)
  const project = application && (await store.cases.projectOf(application.id))
  if (!project) return refused('not-now', null, deps)
  if (!setting) return refused('not-in-programme', project, deps)
  const begun = (await store.cases.forms(parent.draft.id)).find(({ form }) => form === id)
  const record = begun ? await store.drafts.find(begun.draftId) : null
  // what was handed in can be looked at, whatever became of the project
  if (record?.draft.submission) return { record, change: null }
  if (!isOpen(setting, project)) return refused('not-now', project, deps)
  return record ? { record, change: null } : begin(id, parent, deps)
}

const isOpen = ({ opens }: FormSetting, { kept }: ProjectRecord): boolean =>
  (opens as readonly string[]).includes(kept.state)

/** A form of its own with what the application says. Begun by somebody else meanwhile, the turn is taken again. */
async function begin(id: string, parent: DraftRecord, deps: Deps): Promise<FormOutcome> {
  const [draftId, code] = [deps.ids.next(), deps.ids.code()]
  const entries = await entriesFrom(parent, id, deps)
  const { programmeId, draft } = parent
  const form = { draftId, code, parentId: draft.id, form: id, entries }
  return {
    record: {
      ...{ code, programmeId, programmeHash: hashOfForm(parent.programmeHash, id) },
      draft: {
        ...{ id: draftId, code, revision: 0, entries },
        form: { id, parentCode: parent.code },
        ...(draft.case ? { case: draft.case } : {}),
      },
    },
    change: { ...NOTHING, form },
  }
}

/** Answers of the version that counts, where the form has the same fields. */
async function entriesFrom({ draft, programmeHash }: DraftRecord, form: string, { store, libraries }: Deps) {
  const { programme } = await libraries.pinned(programmeHash)
  const own = programme.formProgrammes.get(form)
  const counts = draft.submission && (await store.submissions.find(draft.submission.number))
  return own ? carryOver(own, programme, counts?.entries ?? draft.entries) : {}
}

function refused(why: Why, project: ProjectRecord | null, { clock }: Deps): FormOutcome {
  const at = clock.now()
  const nothing = { number: '', title: '', body: null, holder: null, at: at.toISOString() }
  const news = project
    ? newsOf(project, 'refused', at)
    : { of: 'project' as const, news: 'refused', ...nothing }
  return { event: { type: 'case', news: { ...news, why } } }
}
