/** Saves what was posted from one part of the form; what was changed elsewhere meanwhile is shown beside it, never lost. */
import type { DraftForm, FormField, FormSection, WireAnswer } from '../../contract/draft.ts'
import type { DraftRecord } from '../../ports/store.ts'
import { Failure } from '../../service/failure.ts'
import { keepFile } from '../../service/keep-file.ts'
import type { AppDeps } from '../deps.ts'
import type { FieldView } from './fields.ts'
import type { Look, Say } from './look.ts'
import { answersOf, isUnchanged, type Posted, postedValue } from './posted.ts'

export interface Saved {
  form: DraftForm
  /** what was not taken and why */
  notices: { field?: string | undefined; text: string }[]
  /** fields changed elsewhere since the page was read, with what was posted for them */
  conflicts: Map<string, WireAnswer>
}

interface Visit {
  deps: AppDeps
  found: DraftRecord
  look: Look
}

/** Takes over every answer that was changed on the page, in one turn. */
export async function saveSection(
  visit: Visit,
  form: DraftForm,
  section: FormSection,
  posted: Posted,
): Promise<Saved> {
  const { deps, found, look } = visit
  const elsewhere = await changedSince(visit, Number(postedValue(posted, 'revision')))
  const set: Record<string, WireAnswer> = {}
  const conflicts: Saved['conflicts'] = new Map()
  for (const [id, given] of answersOf(posted, section.fields)) {
    const field = section.fields.find((one) => one.id === id) as FormField
    if (isUnchanged(field, given)) continue
    if (elsewhere.has(id)) conflicts.set(id, given)
    else set[id] = given
  }
  dropRow(set, section, postedValue(posted, 'do'))
  const notices = await takeFiles(visit, section, posted, set)
  if (Object.keys(set).length === 0) return { form, notices, conflicts }
  const { notices: more, ...changed } = await deps.drafts.change(found, { set, locale: look.locale })
  return { form: changed, notices: [...notices, ...more], conflicts }
}

async function changedSince({ deps, found }: Visit, revision: number): Promise<Set<string>> {
  if (!Number.isInteger(revision) || revision >= found.draft.revision) return new Set()
  const events = await deps.store.drafts.events(found.draft.id)
  return new Set(events.filter((event) => event.revision > revision).map(({ field }) => field))
}

/** `drop:<field>:<row>` takes a row out of what was posted, else out of what is stored. */
function dropRow(set: Record<string, WireAnswer>, section: FormSection, button: string): void {
  const [what, id = '', at] = button.split(':')
  const field = section.fields.find((one) => one.id === id)
  if (what !== 'drop' || !field?.rows) return
  const rows = (set[id] as Record<string, string>[] | undefined) ?? field.rows.map(({ cells }) => cells)
  set[id] = rows.filter((_, index) => index !== Number(at))
}

/** Keeps the uploads and takes out the file whose button was pressed. @returns what was not taken */
async function takeFiles(
  { deps, found, look }: Visit,
  section: FormSection,
  posted: Posted,
  set: Record<string, WireAnswer>,
) {
  const notices: Saved['notices'] = []
  const [what, without, file] = postedValue(posted, 'do').split(':')
  for (const field of section.fields.filter(({ type }) => type === 'files')) {
    const ids = (field.files ?? []).map(({ id }) => id)
    const kept = what === 'unfile' && field.id === without ? ids.filter((id) => id !== file) : ids
    const added: string[] = []
    for (const { filename, content } of posted.uploads.filter((upload) => upload.field === field.id)) {
      const conversationId = await deps.drafts.desk(found)
      await keepFile({ filename, content, conversationId }, deps).then(
        ({ id }) => added.push(id),
        (error: unknown) => {
          if (!(error instanceof Failure)) throw error
          notices.push({ field: field.id, text: `${filename}: ${sayFailure(deps, look, error)}` })
        },
      )
    }
    if (added.length > 0 || kept.length !== ids.length) set[field.id] = [...kept, ...added]
  }
  return notices
}

const sayFailure = ({ phrases }: AppDeps, { locale }: Look, { code, params }: Failure): string =>
  phrases(locale).say(`failures.${code}.message`, params)

/** The fields of a part as they are to be shown again: with what was posted where it met another change. */
export function fieldsAgain(section: FormSection, conflicts: Saved['conflicts'], say: Say): FieldView[] {
  return section.fields.map((field) => {
    const mine = conflicts.get(field.id)
    if (mine === undefined) return field
    const error = say('changed-meanwhile', { value: field.words })
    if (field.type !== 'rows') return { ...field, value: mine as string | string[], error }
    return {
      ...field,
      rows: (mine as Record<string, string>[]).map((cells) => ({ cells, errors: {} })),
      error,
    }
  })
}
