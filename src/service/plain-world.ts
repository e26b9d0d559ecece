/** A draft in the first language of its programme, for whoever only reads it. */
import type { Draft } from '../conversation/types.ts'
import type { Library, World } from '../conversation/world.ts'

export const plainWorld = (library: Library, draft: Draft, at: Date): World => ({
  ...library.speech(library.programme.languages[0] ?? ''),
  draft,
  at,
  unprintable: () => [],
  documentAddress: () => '',
  fileAddress: () => '',
})
