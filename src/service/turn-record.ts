/** What one turn came to, as it is written. */
import type { TurnOutput } from '../conversation/take-turn.ts'
import type { Activity, Draft, Effect } from '../conversation/types.ts'
import type { Clock, Ids } from '../ports/outside.ts'
import type {
  BeyondChange,
  ConversationRecord,
  StoredActivity,
  SubmissionRecord,
  TurnRecord,
} from '../ports/store.ts'
import type { Origin } from '../ports/telemetry.ts'
import { isPulled } from './channel-kinds.ts'
import { saidIn } from './said-in.ts'

/** An activity whose turn can be taken: its files are here. */
export type TakenActivity = StoredActivity & { activity: Activity; origin?: Origin | undefined }

/** The turn itself, and a second one that reports what the first wanted done. */
export interface Decided {
  before: Draft
  first: TurnOutput
  second: TurnOutput | null
  submission: SubmissionRecord | null
  adopted: TurnRecord['adopted']
  beyond: BeyondChange | null
  /** what the turn wanted done cannot be, and was not */
  refused?: boolean
}

export function turnRecord(
  conversation: ConversationRecord,
  activity: TakenActivity,
  decided: Decided,
  { ids, clock }: { ids: Ids; clock: Clock },
): TurnRecord {
  const { before, first, second, submission, adopted, beyond, refused } = decided
  const last = second ?? first
  const replies = [...first.replies, ...(second?.replies ?? [])]
  const changed = first.draftEvents.length > 0
  const recalls = !refused && first.effects.some(({ type }) => type === 'recall')
  return {
    conversationId: conversation.id,
    version: conversation.version,
    activity,
    said: saidIn(activity.activity, conversation),
    state: last.state,
    replies: replies.map((reply) => ({ id: ids.next(), reply })),
    draft: changed
      ? {
          draft: last.draft,
          code: before.code,
          isNew: conversation.draft === null,
          revisionBefore: before.revision,
          events: first.draftEvents,
        }
      : null,
    adopted,
    submission,
    recalled: recalls ? (before.submission?.number ?? null) : null,
    touched: changed || first.effects.some(settlesDraft) ? last.draft.id : null,
    unanswered: first.effects
      .filter((effect): effect is Extract<Effect, { type: 'unanswered' }> => effect.type === 'unanswered')
      .map(({ text, answers }) => ({ text, answers })),
    at: clock.now(),
    push: !isPulled(conversation.channel),
    beyond,
  }
}

const SETTLING: ReadonlySet<Effect['type']> = new Set(['submit', 'recall', 'case-act', 'move-draft'])
const settlesDraft = ({ type }: Effect): boolean => SETTLING.has(type)
