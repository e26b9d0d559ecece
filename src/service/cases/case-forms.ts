/** Later forms of an application, such as for acceptance: what opening one, and leaving it, come to. */
import type { ProjectRecord } from '../../casework/case.ts'
import type { Why } from '../../casework/life.ts'
import type { Draft, Effect, ShellEvent } from '../../conversation/types.ts'
import type { Clock, Ids } from '../../ports/outside.ts'
import type { DraftRecord, Store } from '../../ports/store.ts'
import { carryOver } from '../../programme/carry-over.ts'
import type { FormSetting } from '../../programme/schema.ts'
import type { Libraries } from '../libraries.ts'

export type FormOutcome =
  /** the conversation goes on with the draft of this code */
  | { adopt: string }
  /** there is no such form to fill in now */
  | { event: ShellEvent }

interface Deps {
  store: Pick<Store, 'cases' | 'drafts' | 'submissions'>
  libraries: Pick<Libraries, 'pinned'>
  ids: Ids
  clock: Clock
}

/** Null for an effect that has nothing to do with forms. A form that is begun is written at once, before the turn. */
export async function formOutcome(effect: Effect, draft: Draft, deps: Deps): Promise<FormOutcome | null> {
  if (effect.type === 'leave-form') return draft.form ? { adopt: draft.form.parentCode } : null
  if (effect.type !== 'open-form') return null
  const code = draft.form?.parentCode ?? draft.code
  const parent = await deps.store.drafts.findByCode(code)
  return parent ? openForm(effect.form, parent, deps) : { event: { type: 'no-such-draft' } }
}

async function openForm(id: string, parent: DraftRecord, deps: Deps): Promise<FormOutcome> {
  const { programme } = await deps.libraries.pinned(parent.programmeHash)
  const setting = programme.forms.find((form) => form.id === id)
  const application = await deps.store.cases.applicationOf(parent.draft.id)
  const project = application && (await deps.store.cases.projectOf(application.id))
  if (!project) return refused('not-now', parent, null, deps)
  if (!setting) return refused('not-in-programme', parent, project, deps)
  const begun = await codeOf(id, parent, deps)
  // what was handed in can be looked at whatever became of the project
  if (begun?.handedIn) return { adopt: begun.code }
  const why = whyNot(setting, project)
  if (why) return refused(why, parent, project, deps)
  return { adopt: begun?.code ?? (await begin(setting, parent, deps)) }
}

/** Why a form cannot be filled in while the project is as it is; null where it can. */
export function whyNot({ opens }: FormSetting, { kept }: Pick<ProjectRecord, 'kept'>): Why | null {
  return (opens as readonly string[]).includes(kept.state) ? null : 'not-now'
}

async function codeOf(id: string, parent: DraftRecord, { store }: Deps) {
  const forms = await store.cases.forms(parent.draft.id)
  const found = forms.find(({ form }) => form === id)
  if (!found) return null
  return { code: found.code, handedIn: found.history.some(({ recalledAt }) => recalledAt === null) }
}

/** Begins the form with what the application says; its resume code. Begun by somebody else meanwhile, it is that one's. */
async function begin(setting: FormSetting, parent: DraftRecord, deps: Deps): Promise<string> {
  const { store, ids } = deps
  const code = ids.code()
  const form = {
    draftId: ids.next(),
    code,
    parentId: parent.draft.id,
    form: setting.id,
    entries: await entriesFrom(parent, setting.id, deps),
  }
  const written = await store.cases.write({ ...NOTHING, form })
  if (written) return code
  return (await codeOf(setting.id, parent, deps))?.code ?? code
}

const NOTHING = {
  type: 'case' as const,
  cases: [],
  events: [],
  issued: [],
  withdrawn: [],
  remarksSent: [],
  files: [],
  tell: [],
}

/** Answers of the version that counts, where the form has the same fields. */
async function entriesFrom({ draft, programmeHash }: DraftRecord, form: string, { store, libraries }: Deps) {
  const { programme } = await libraries.pinned(programmeHash)
  const own = programme.formProgrammes.get(form)
  const counts = draft.submission && (await store.submissions.find(draft.submission.number))
  return own ? carryOver(own, programme, counts?.entries ?? draft.entries) : {}
}

function refused(
  why: Why,
  { draft }: DraftRecord,
  project: ProjectRecord | null,
  { clock }: Deps,
): FormOutcome {
  const news = {
    of: 'project' as const,
    news: 'refused',
    number: project?.number ?? draft.submission?.number ?? '',
    title: project?.title ?? '',
    body: project?.body ?? null,
    holder: project?.holder ?? null,
    at: clock.now().toISOString(),
    why,
  }
  return { event: { type: 'case', news } }
}
