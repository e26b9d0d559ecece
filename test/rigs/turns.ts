/** Makes conversations and turns for tests of the store. */
import { v7 } from 'uuid'
import type { ConversationState, Draft, DraftEvent } from '../../src/conversation/types.ts'
import type { Store, StoredActivity, SubmissionRecord, TurnRecord } from '../../src/ports/store.ts'

export const AT = new Date('2021-04-12T02:00:00.000Z')

/** Text that PostgreSQL would refuse and text beyond the basic plane. */
export const AWKWARD = "𠮷\0野'家\ud800\\u0000 €"

const stateOf = (step: number): ConversationState => ({
  locale: 'zh',
  snapshot: { step },
  memory: { lastField: null, lastChange: [], asked: null, offered: [] },
})

/** Begins a conversation and returns its id. */
export async function begin(
  store: Store,
  given: { draftId?: string; channel?: string; programmeId?: string } = {},
): Promise<string> {
  const id = v7()
  await store.create({
    id,
    channel: given.channel ?? 'web',
    address: id,
    programmeId: given.programmeId ?? 'specimen',
    programmeHash: 'abc',
    state: stateOf(0),
    tokenHash: 'f'.repeat(64),
    draftId: given.draftId ?? null,
    at: AT,
  })
  return id
}

/** An activity of this conversation. */
export function activityOf(conversationId: string, dedupeKey: string, after = 0): StoredActivity {
  const activity = { kind: 'text', text: dedupeKey } as const
  return { id: v7(), conversationId, dedupeKey, activity, receivedAt: new Date(AT.getTime() + after) }
}

/** A turn with two replies; `change` replaces parts of it. */
export function turnOf(
  id: string,
  version: number,
  key: string,
  change: Partial<TurnRecord> = {},
): TurnRecord {
  return {
    conversationId: id,
    version,
    activity: activityOf(id, key),
    said: key,
    state: stateOf(version + 1),
    replies: ['one', 'two'].map((text) => ({ id: v7(), reply: { key: text, text: `${text} to ${key}` } })),
    draft: null,
    submission: null,
    adopted: null,
    recalled: null,
    touched: change.draft?.draft.id ?? null,
    unanswered: [],
    at: AT,
    push: false,
    ...change,
  }
}

/** The draft part of a turn that begins a draft. */
export function newDraft(id: string, code = v7()): NonNullable<TurnRecord['draft']> {
  return change({ id, code, revision: 1, entries: { name: { value: 'A' } } }, code, 0, true)
}

/** The draft part of a turn that sets `name` to this value. */
export function edit(id: string, revisionBefore: number, value: string): NonNullable<TurnRecord['draft']> {
  return change(
    { id, code: 'kept', revision: revisionBefore + 1, entries: { name: { value } } },
    'kept',
    revisionBefore,
    false,
  )
}

function change(draft: Draft, code: string, revisionBefore: number, isNew: boolean) {
  const event: DraftEvent = { field: 'name', old: null, new: draft.entries.name ?? null }
  return { draft, code, isNew, revisionBefore, events: [event] }
}

/** A submission of this draft. */
export function submissionOf(draftId: string, draftRevision: number, number: string): SubmissionRecord {
  return {
    id: v7(),
    number,
    draftId,
    draftRevision,
    programmeId: 'specimen',
    programmeHash: 'abc',
    entries: { name: { value: 'A' } },
    checkCode: `check-${number}`,
    receivedAt: AT,
  }
}
