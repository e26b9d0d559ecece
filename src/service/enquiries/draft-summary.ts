/** The draft as an officer reads it: what was answered, by section, in the first language of the programme. */

import { describeField, isOnForm } from '../../conversation/describe-field.ts'
import type { Draft } from '../../conversation/types.ts'
import type { Library, World } from '../../conversation/world.ts'
import type { Summary } from '../../enquiry/enquiry.ts'
import { plainWorld } from '../plain-world.ts'

/** Null when nothing has been answered yet. */
export function draftSummary(library: Library, draft: Draft, at: Date): Summary | null {
  const world = plainWorld(library, draft, at)
  const summary = library.programme.sections.flatMap((section) => {
    const rows = rowsOf(world, section.fields)
    return rows.length > 0 ? [{ label: world.text.sections[section.id]?.title ?? section.id, rows }] : []
  })
  return summary.length > 0 ? summary : null
}

function rowsOf(
  world: World,
  fields: readonly (typeof world.programme.sections)[number]['fields'][number][],
) {
  return fields
    .filter((field) => field.type !== 'constant' && isOnForm(world, field.id))
    .map((field) => describeField(world, field))
    .filter(({ state }) => state === 'answered' || state === 'wrong')
    .map(({ label, words }) => ({ label, value: words }))
}
