/** Another face changed the draft: says what matters to the open question, and keeps quiet about the rest. */
import { answeredElsewhere, settledElsewhere } from './elsewhere.ts'
import { advance, followElsewhere, simple } from './moves.ts'
import { canGoTo } from './replies/ask-field.ts'
import { sayReceipt } from './replies/checking.ts'
import { rest } from './rest.ts'
import type { Turn } from './turn.ts'

/** Follows the draft to where it stands now. */
export function lookAgain(turn: Turn): void {
  const settled = settledElsewhere(turn)
  rest(turn)
  const { field } = turn.context
  if (settled === 'submitted') return showReceipt(turn)
  if (settled === 'recalled') return simple(turn, 'filing.recalled')
  if (field && (answeredElsewhere(turn) || !canGoTo(turn.world, field))) return moveOn(turn, field)
  if (turn.isIn({ task: { filing: 'checking' } })) offerCheck(turn)
}

/** The open question was answered, or is no longer asked of this applicant. */
function moveOn(turn: Turn, field: string): void {
  if (canGoTo(turn.world, field)) return followElsewhere(turn, field)
  simple(turn, 'filing.changed-elsewhere')
  advance(turn, field)
}

/** Hands over the receipt here too; the machine rests where a submission rests. */
function showReceipt(turn: Turn): void {
  turn.move({ type: 'check' })
  turn.move({ type: 'submitted' })
  turn.say(
    sayReceipt(
      turn.world,
      turn.world.documentAddress(turn.world.draft.submission?.checkCode ?? ''),
      turn.memory,
    ),
  )
}

function offerCheck(turn: Turn): void {
  const { phrases } = turn.world
  turn.say({
    key: 'filing.changed-elsewhere',
    text: phrases.say('filing.changed-elsewhere'),
    choices: [{ value: 'do:check', label: phrases.say('buttons.check') }],
  })
}
