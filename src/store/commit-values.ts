/** A turn as the parameters of its one statement. */
import type { TurnRecord } from '../ports/store.ts'
import { json, plain } from './json.ts'

/** The parameters of `COMMIT`, in its order. */
export function commitValues(turn: TurnRecord): unknown[] {
  const { activity, draft, submission } = turn
  return [
    turn.conversationId,
    turn.version,
    activity.id,
    plain(activity.dedupeKey),
    json(activity.activity),
    activity.receivedAt,
    turn.at,
    json(turn.state),
    json(messagesOf(turn)),
    turn.push,
    turn.adopted?.draftId ?? draft?.draft.id ?? submission?.draftId ?? null,
    draft?.isNew ?? false,
    revisionHeld(turn),
    draft?.draft.revision ?? null,
    draft?.code ?? null,
    draft ? json(draft.draft.entries) : null,
    json(draft?.events ?? []),
    submission ? json(submission) : null,
    json(turn.unanswered),
    turn.recalled,
    turn.adopted?.programmeId ?? null,
    turn.adopted?.programmeHash ?? null,
  ]
}

/** What was said, under the activity's own id, then the replies. */
function messagesOf({ said, replies }: TurnRecord): object[] {
  const bot = replies.map(({ id, reply }) => ({ id, from: 'bot', text: reply.text, reply }))
  return said === null ? bot : [{ id: null, from: 'you', text: said, reply: null }, ...bot]
}

/** The revision the draft must still have: before this turn's change, or the one that is handed in. */
function revisionHeld({ draft, submission }: TurnRecord): number | null {
  if (draft) return draft.isNew ? null : draft.revisionBefore
  return submission?.draftRevision ?? null
}
