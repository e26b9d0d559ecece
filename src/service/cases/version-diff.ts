/** Answers of a version of the form in words, beside what they were in the version before. */
import type { ApplicationView } from '../../contract/cases.ts'
import { describeField, isOnForm } from '../../conversation/describe-field.ts'
import type { World } from '../../conversation/world.ts'
import type { Field, Section } from '../../programme/schema.ts'

type Sections = ApplicationView['sections']
type Answer = Sections[number]['answers'][number]

interface Compared {
  /** the version that it is compared with */
  before: World | null
  mendable: (field: string) => boolean
}

/** Every section with something in it. */
export function answersOf(world: World, compared: Compared): Sections {
  return world.programme.sections.flatMap((section) => {
    const answers = section.fields.flatMap((field) => answerOf(field, world, compared))
    return answers.length === 0 ? [] : [{ id: section.id, title: titleOf(world, section), answers }]
  })
}

export const titleOf = ({ text }: World, { id }: Section): string => text.sections[id]?.title ?? id

/** A field that only the version before had is shown too, as taken away. */
function answerOf(field: Field, world: World, { before, mendable }: Compared): Answer[] {
  const now = wordsOf(field, world)
  const then = before && wordsOf(field, before)
  if (now === null && (then ?? '') === '') return []
  const was = before !== null && (then ?? '') !== (now ?? '') ? (then ?? '') : null
  const { label, prescribed, clause, files } = describeField(world, field)
  return [
    {
      ...{ field: field.id, label, value: now ?? '', was, prescribed },
      // what only the version before had cannot be asked for again
      mendable: now !== null && mendable(field.id),
      clause: clause ?? null,
      files: now === null ? [] : (files ?? []),
    },
  ]
}

/** Null where the field is not on the form; empty where it is and was left open. */
function wordsOf(field: Field, world: World): string | null {
  if (!isOnForm(world, field.id)) return null
  const { state, words, type } = describeField(world, field)
  return state === 'answered' || state === 'wrong' || type === 'constant' ? words : ''
}
