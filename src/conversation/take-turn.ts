/** One turn: an activity in; the next state, draft events, replies and effects out. Same input, same output. */
import { initialTransition } from 'xstate'
import { commandsOf } from './activity-commands.ts'
import { conversationMachine } from './machine.ts'
import { perform } from './perform.ts'
import { Turn } from './turn.ts'
import type { Activity, ConversationState, Draft, DraftEvent, Effect, Reply } from './types.ts'
import type { Library, World } from './world.ts'

export interface TurnInput {
  library: Library
  state: ConversationState
  draft: Draft
  activity: Activity
  /** when the activity was received; decides whether it is in time */
  receivedAt: Date
  unprintable: World['unprintable']
}

export interface TurnOutput {
  state: ConversationState
  draft: Draft
  draftEvents: DraftEvent[]
  replies: Reply[]
  effects: Effect[]
}

/** The state of a conversation nobody has said anything in. */
export function initialState(locale: string): ConversationState {
  const [snapshot] = initialTransition(conversationMachine)
  return {
    locale,
    snapshot: { value: snapshot.value, context: snapshot.context },
    memory: { lastField: null, lastChange: [], asked: null, offered: [] },
  }
}

/** Takes one turn. Several commands from one utterance are taken in order. */
export function takeTurn(input: TurnInput): TurnOutput {
  const turn = new Turn(input)
  for (const command of commandsOf(turn, input.activity)) perform(turn, command)
  return turn.finish()
}
