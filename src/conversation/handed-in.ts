/** What of a draft may be changed once it was handed in: nothing, or only what was returned to be mended. */
import type { Remark } from '../casework/application-acts.ts'
import { sectionOf, withHanging } from '../programme/steps.ts'
import type { Draft } from './types.ts'
import type { World } from './world.ts'

/** States of an application in which it is a draft like any other. */
const STILL_DRAFT: readonly string[] = ['draft', 'recalled']

/** True from the submission on, whatever became of it, until it is taken back to be changed. */
export function isHandedIn({ submission, case: kept, form }: Draft): boolean {
  if (submission !== undefined) return true
  // of a later form the case is that of its application
  return form === undefined && kept !== undefined && !STILL_DRAFT.includes(kept.application.state)
}

/** What a tier wants mended, and until when; null while nothing is returned. */
export function returnedOf({ case: kept, form }: Draft): { fields: Remark[]; due: string } | null {
  return form === undefined && kept?.application.state === 'returned'
    ? kept.application.context.returned
    : null
}

/** What is said of a field that was returned. */
export function commentOn(draft: Draft, field: string): string | null {
  const remarks = returnedOf(draft)?.fields.filter((remark) => remark.field === field) ?? []
  return remarks.length > 0 ? remarks.map(({ comment }) => comment).join('\n') : null
}

/**
 * True for a field that must stay as it was handed in. Facts of the check and what is not printed (such as a scan of the
 * sealed form) are no part of it; what was acknowledged for it is. What hangs on a returned answer is open with it.
 */
export function isClosed({ draft, programme }: Pick<World, 'draft' | 'programme'>, field: string): boolean {
  if (!isHandedIn(draft) || openAgain({ draft, programme }).has(field)) return false
  const { print, type } = programme.fields.get(field) ?? {}
  return sectionOf(programme, field) !== undefined && (print !== false || type === 'acknowledge')
}

/** The returned fields and what hangs on them. */
function openAgain({ draft, programme }: Pick<World, 'draft' | 'programme'>): Set<string> {
  const named = returnedOf(draft)?.fields.map(({ field }) => field) ?? []
  return withHanging(programme, named)
}

/** What hangs on the returned fields without being one of them, in the order of the form. */
export function hangingFields(world: Pick<World, 'draft' | 'programme'>): string[] {
  const open = openAgain(world)
  return [...world.programme.fields.keys()].filter(
    (field) => open.has(field) && commentOn(world.draft, field) === null,
  )
}

/** The returned fields, each once, in the order of the form. */
export function returnedFields({ draft, programme }: Pick<World, 'draft' | 'programme'>): string[] {
  const named = new Set(returnedOf(draft)?.fields.map(({ field }) => field))
  return [...programme.fields.keys()].filter((field) => named.has(field))
}
