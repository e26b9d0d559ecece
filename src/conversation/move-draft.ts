/** A draft under another version of its programme: what stays, what is read anew, what is taken out. */
import { type Change, put } from './draft.ts'
import { type Fate, fitEntry } from './fit-entry.ts'
import { type DraftEvent, type Entry, VERSION } from './types.ts'
import type { Speech, World } from './world.ts'

/** What became of one answer. */
export interface FatedAnswer {
  field: string
  fate: Fate
  old: Entry
  entry: Entry | null
}

export interface MovedDraft extends Change {
  /** every answer there was, in the order of the form */
  answers: FatedAnswer[]
}

/** Fits every answer to the other version. The first event says which version it goes by from now on. */
export function moveDraft(from: World, to: Speech): MovedDraft {
  let result: Change = {
    draft: from.draft,
    events: [versionEvent(from.programme.hash, to.programme.hash)],
    derived: [],
  }
  const answers: FatedAnswer[] = []
  for (const [field, old] of inOrder(from)) {
    const { entry, fate } = fitEntry(from, { ...from, ...to }, field)
    const next = put(result.draft, field, entry)
    result = { ...next, events: [...result.events, ...next.events] }
    answers.push({ field, fate, old, entry })
  }
  return { ...result, answers }
}

function inOrder({ programme, draft }: World): [string, Entry][] {
  const places = new Map([...programme.fields.keys()].map((id, place) => [id, place]))
  const placeOf = (id: string): number => places.get(id) ?? places.size
  return Object.entries(draft.entries).sort(([a], [b]) => placeOf(a) - placeOf(b))
}

/** The draft went from one version, by content hash, to another. */
export const versionEvent = (from: string, to: string): DraftEvent => ({
  field: VERSION,
  old: { value: from },
  new: { value: to },
})

/** The content hash of the version that these changes led away from; null when they stayed with theirs. */
export function versionBefore(events: readonly DraftEvent[]): string | null {
  const value = events.find(({ field }) => field === VERSION)?.old?.value
  return typeof value === 'string' ? value : null
}
