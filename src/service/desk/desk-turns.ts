/** What the turns of officers' desks need from the house, and what they give it. */
import type { Activity } from '../../conversation/types.ts'
import type { Act } from '../../enquiry/enquiry.ts'
import type { EnquiryChange, OfficerRecord } from '../../ports/desk.ts'
import type { ConversationRecord, StoredActivity, TurnRecord } from '../../ports/store.ts'

/** An activity whose files are here. */
export type Arrived = StoredActivity & { activity: Activity }

export interface DeskTurns {
  /** The turn of an officer's desk, or of a conversation that becomes one; null: an applicant's turn. */
  turnOf(conversation: ConversationRecord, activity: Arrived): Promise<TurnRecord | null>
}

/** How an act came: by which channel, and from which conversation its files are. */
export interface ByDesk {
  channel: string
  conversationId: string
  /** version the officer was told of; null: that is not known */
  seen: number | null
}

/** What an act would write; or why it cannot be, with who was faster. */
export type DeskDecision =
  | { change: EnquiryChange }
  | { refused: string; by?: string; count?: number; max?: number }

/** Decides acts of officers without writing them: they are written with the turn that brought them. */
export interface DeskActs {
  changeFor(officer: OfficerRecord, enquiryId: string, act: Act, by: ByDesk): Promise<DeskDecision>
}
