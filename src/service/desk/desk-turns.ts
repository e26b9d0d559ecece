/** What the turns of officers' desks need from the house, and what they give it. */
import type { Activity, ConversationState } from '../../conversation/types.ts'
import type { DeskReply } from '../../enquiry/desk-shapes.ts'
import type { Ids } from '../../ports/outside.ts'
import type { BeyondChange, ConversationRecord, StoredActivity, TurnRecord } from '../../ports/store.ts'
import type { Brakes } from '../brakes/brakes.ts'
import type { Enquiries } from '../enquiries/act-on-enquiry.ts'
import type { DeskWorldDeps } from './desk-world.ts'

/** An activity whose files are here. */
export type Arrived = StoredActivity & { activity: Activity }

export interface DeskTurns {
  /** The turn of an officer's desk, or of a conversation that becomes one; null: an applicant's turn. */
  turnOf(conversation: ConversationRecord, activity: Arrived): Promise<TurnRecord | null>
}

export interface DeskTurnDeps extends DeskWorldDeps {
  ids: Ids
  hash: (text: string) => string
  brakes: Brakes
  /** decides what officers do; it is written with the turn that brought it */
  acts: Pick<Enquiries, 'prepare'>
}

/** What a turn of a desk comes to, before it is written. */
export interface DeskResult {
  replies: DeskReply[]
  state: ConversationState
  beyond: BeyondChange | null
}
