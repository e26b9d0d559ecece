/** One turn: an activity in; the next state, draft events, replies and effects out. Same input, same output. */
import { initialTransition } from 'xstate'
import { commandsOf } from './activity-commands.ts'
import { noticeMove, tellOfAmendment } from './amendment.ts'
import { conversationMachine } from './machine.ts'
import { perform } from './perform.ts'
import { confirmAfresh } from './submission.ts'
import { Turn, type TurnInput, type TurnOutput } from './turn.ts'
import type { ConversationState } from './types.ts'

export type { TurnInput, TurnOutput } from './turn.ts'

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
  noticeMove(turn)
  for (const command of commandsOf(turn, input.activity)) perform(turn, command)
  confirmAfresh(turn)
  tellOfAmendment(turn, input.activity)
  return turn.finish()
}
