/** The whole form as data: every section and field with its words, answer, error and state. */
import { windowAt } from '../casework/window.ts'
import type { DraftForm, FormSection } from '../contract/draft.ts'
import { obstacles } from '../programme/steps.ts'
import { isTouched } from '../programme/values.ts'
import { describeField, isOnForm } from './describe-field.ts'
import { openItems } from './replies/open-items.ts'
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
    status: submission ? 'submitted' : 'draft',
    window: windowAt(programme, world.at),
    ...(submission
      ? { submission: { ...submission, href: world.documentAddress(submission.checkCode) } }
      : {}),
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
