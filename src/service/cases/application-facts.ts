/** What lists, scopes and letters need to know of an application, read from its answers. */
import type { ApplicationRecord } from '../../casework/case.ts'
import { describeField } from '../../conversation/describe-field.ts'
import type { Draft } from '../../conversation/types.ts'
import { factsOf, type Library } from '../../conversation/world.ts'
import { chosenAreas } from '../../programme/rules.ts'
import { bodyOf } from '../../programme/steps.ts'
import { plainWorld } from '../plain-world.ts'

export type ApplicationFacts = Pick<ApplicationRecord, 'title' | 'applicant' | 'body' | 'areas'>

/** `number` stands in for a title that the programme does not have. */
export function factsOfApplication(
  library: Library,
  draft: Draft,
  { number, at }: { number: string; at: Date },
): ApplicationFacts {
  const { programme } = library
  const world = plainWorld(library, draft, at)
  const wordsOf = (id: string | undefined): string => {
    const field = id === undefined ? undefined : programme.fields.get(id)
    return field ? describeField(world, field).words : ''
  }
  return {
    title: wordsOf(programme.review.title) || number,
    applicant: wordsOf(programme.review.applicant),
    body: bodyOf(factsOf(world)),
    areas: chosenAreas(programme, draft.entries),
  }
}
