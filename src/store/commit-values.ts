/** Turns as the parameter of the statement that writes them. */
import type { TurnRecord } from '../ports/store.ts'
import { json, plain } from './json.ts'

/** The one parameter of `COMMIT` and of `COMMIT_FREE`. */
export function commitValue(turns: readonly TurnRecord[]): string {
  return json(turns.map(given))
}

/** Under the names by which the statement knows it; what is null may as well be left out. */
function given(turn: TurnRecord): object {
  const { activity, draft, adopted, submission } = turn
  return {
    conversation: turn.conversationId,
    version: turn.version,
    activity: activity.id,
    key: plain(activity.dedupeKey),
    said: activity.activity,
    received: activity.receivedAt,
    at: turn.at,
    state: turn.state,
    messages: messagesOf(turn),
    push: turn.push,
    draft: draftOf(turn),
    begun: draft?.isNew ?? false,
    needs: revisionHeld(turn),
    revision: draft?.draft.revision,
    code: draft?.code,
    entries: draft?.draft.entries,
    events: draft?.events ?? [],
    submission,
    unanswered: turn.unanswered,
    recalled: turn.recalled,
    programme: adopted?.programmeId,
    hash: adopted?.programmeHash,
  }
}

/** The draft that the conversation goes on with, changes or hands in; null: none of these. */
export function draftOf({ adopted, draft, submission }: TurnRecord): string | null {
  return adopted?.draftId ?? draft?.draft.id ?? submission?.draftId ?? null
}

/** What was said, under the activity's own id, then the replies. */
function messagesOf({ said, replies }: TurnRecord): object[] {
  const bot = replies.map(({ id, reply }) => ({ id, from: 'bot', text: reply.text, reply }))
  return said === null ? bot : [{ from: 'you', text: said }, ...bot]
}

/** The revision the draft must still have: before this turn's change, or the one that is handed in. */
function revisionHeld({ draft, submission }: TurnRecord): number | null {
  if (draft) return draft.isNew ? null : draft.revisionBefore
  return submission?.draftRevision ?? null
}
