/** What the turns of officers' desks need from the house, and what they give it. */
import type { Activity } from '../../conversation/types.ts'
import type { ConversationRecord, StoredActivity, TurnRecord } from '../../ports/store.ts'

/** An activity whose files are here. */
export type Arrived = StoredActivity & { activity: Activity }

export interface DeskTurns {
  /** The turn of an officer's desk, or of a conversation that becomes one; null: an applicant's turn. */
  turnOf(conversation: ConversationRecord, activity: Arrived): Promise<TurnRecord | null>
}
