/** The whole form as data: every section and field with its words, answer, error and state. */
import { windowAt } from '../casework/window.ts'
import type { DraftForm, FormSection } from '../contract/draft.ts'
import { obstacles } from '../programme/steps.ts'
import { isTouched } from '../programme/values.ts'
import { describeField, isOnForm } from './describe-field.ts'
import { isHandedIn, returnedOf } from './handed-in.ts'
import { holderName } from './replies/case-names.ts'
import { stageLines } from './replies/case-status.ts'
import { openItems } from './replies/open-items.ts'
import type { Draft } from './types.ts'
import { whyNot } from './wishes.ts'
import { factsOf, type World } from './world.ts'

/** What the whole form shows of a draft now, in one language. */
export function describeForm(world: World): Omit<DraftForm, 'resume'> {
  const { programme, text, draft } = world
  const { submission } = draft
  return {
    id: draft.id,
    programme: programme.id,
    title: text.programme.title,
    locale: world.phrases.language,
    languages: [...programme.languages],
    revision: draft.revision,
    sections: programme.sections.map((section) => describeSection(world, section)),
    open: openOf(world),
    status: isHandedIn(draft) ? 'submitted' : 'draft',
    ...caseOf(world),
    window: windowAt(programme, world.at),
    ...(submission
      ? { submission: { ...submission, href: world.documentAddress(submission.checkCode) } }
      : {}),
  }
}

/** A word that changes whenever a form has to be shown afresh although nobody changed an answer; `version` from 1. */
export function standingOf(draft: Draft, version = 1): string {
  const phase = isHandedIn(draft) ? 'submitted' : 'draft'
  const status = version > 1 ? `${phase} ${version}` : phase
  const state = (draft.case?.project?.kept ?? draft.case?.application)?.state
  return state && (draft.form || isHandedIn(draft)) ? `${status} ${state}` : status
}

/** How it went on, once it was handed in; a later form belongs to an application that was. */
function caseOf(world: World): Pick<DraftForm, 'case'> {
  const { draft } = world
  const { case: kept, form } = draft
  if (!kept || !(form || isHandedIn(draft))) return {}
  const { state, since } = kept.project?.kept ?? kept.application
  const due = returnedOf(draft)?.due
  return {
    case: {
      ...{
        number: kept.number,
        of: kept.project ? ('project' as const) : ('application' as const),
        state,
        since,
      },
      holder: holderName(world) || null,
      ...(due ? { due } : {}),
      ...(kept.project ? { endsOn: kept.project.endsOn } : {}),
      may: [
        ...(returnedOf(draft) ? (['resubmit'] as const) : []),
        ...(!form && whyNot(world, { type: 'recall' }) === null ? (['recall'] as const) : []),
      ],
      words: stageLines(world),
    },
  }
}

function openOf(world: World): DraftForm['open'] {
  const sectionOf = (field: string): string =>
    world.programme.sections.find(({ fields }) => fields.some(({ id }) => id === field))?.id ?? ''
  return openItems(world).map(({ field, line }) => ({ field, section: sectionOf(field), text: line }))
}

function describeSection(world: World, section: World['programme']['sections'][number]): FormSection {
  const words = world.text.sections[section.id]
  const shown = section.fields.filter(({ id }) => isOnForm(world, id))
  return {
    id: section.id,
    title: words?.title ?? section.id,
    ...(words?.intro ? { intro: words.intro } : {}),
    shown: shown.length > 0,
    optional: shown.every(({ required }) => !required),
    state: stateOf(
      world,
      shown.map(({ id }) => id),
    ),
    fields: section.fields.map((field) => describeField(world, field)),
  }
}

/** Errors weigh most; a section nobody has touched is not started, even where nothing in it is required. */
function stateOf(world: World, fields: readonly string[]): FormSection['state'] {
  const { entries } = world.draft
  const blocking = obstacles(factsOf(world)).filter(({ field }) => fields.includes(field))
  if (blocking.some(({ reason }) => reason !== 'missing')) return 'has-errors'
  if (!fields.some((field) => isTouched(entries, field))) return 'not-started'
  return blocking.length > 0 ? 'in-progress' : 'complete'
}
