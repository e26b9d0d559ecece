/** Takes back the changes of the last turn that changed anything, and goes on where that leads. */
import { previousField } from '../programme/steps.ts'
import { isAnswered, isTouched } from '../programme/values.ts'
import { moveBack } from './amendment.ts'
import { undo } from './draft.ts'
import { returnedOf } from './handed-in.ts'
import { begin, goTo, restate, simple } from './moves.ts'
import { fieldOf } from './replies/ask-field.ts'
import { sayReadiness } from './replies/checking.ts'
import { showEntry } from './replies/show-value.ts'
import type { Turn } from './turn.ts'
import type { DraftEvent } from './types.ts'
import { factsOf } from './world.ts'

/** More fields than this are counted, not named. */
const MOST_NAMED = 5

/** Undoes and says what stands there now; a second undo brings the change back. */
export function undoLast(turn: Turn): void {
  if (moveBack(turn)) return
  const change = undo(turn.world, turn.memory.lastChange)
  if (change.events.length === 0) return simple(turn, 'repair.nothing-to-undo')
  turn.apply(change)
  sayUndone(turn, change.events)
  goOn(
    turn,
    change.events.map((event) => event.field),
  )
}

function sayUndone(turn: Turn, events: readonly DraftEvent[]): void {
  const { world } = turn
  const changed = new Set(events.map((event) => event.field))
  const fields = [...world.programme.fields.keys()].filter((field) => changed.has(field))
  const lines = fields.slice(0, MOST_NAMED).map((field) =>
    world.phrases.say('checking.answer', {
      label: world.text.fields[field]?.label ?? field,
      value: showEntry(world, fieldOf(world, field), world.draft.entries[field]),
    }),
  )
  const more = fields.length - lines.length
  const rest = more > 0 ? [world.phrases.say('repair.undone-more', { count: more })] : []
  turn.say({
    key: 'repair.undone',
    text: [world.phrases.say('repair.undone'), ...lines, ...rest].join('\n'),
  })
}

/** Back to the check, to the question whose answer was taken back, or on where the draft stands. */
function goOn(turn: Turn, fields: readonly string[]): void {
  const { field } = turn.context
  if (turn.isIn({ task: { filing: 'checking' } })) return turn.say(sayReadiness(turn.world))
  if (!field) return
  const mended = returnedOf(turn.world.draft) && fields.find((id) => id !== field)
  if (mended) return lookOnceMore(turn, mended)
  const reopened = reopenedBefore(turn, field, fields)
  if (reopened) return goTo(turn, reopened)
  if (turn.isIn({ task: 'filing' }) && fields.includes(field) && isAnswered(turn.world.draft.entries, field))
    return begin(turn, 'filing')
  restate(turn)
}

/** A returned field whose answer was taken back is asked again, and then what was open. */
function lookOnceMore(turn: Turn, field: string): void {
  turn.memory = { ...turn.memory, looked: turn.memory.looked?.filter((id) => id !== field) ?? [] }
  goTo(turn, field)
}

/** The field right before the open one whose answer was taken back. */
function reopenedBefore(turn: Turn, open: string, fields: readonly string[]): string | null {
  const { world } = turn
  const facts = factsOf(world)
  const { questions } = world.programme
  const before = (id: string): string | null =>
    turn.isIn({ task: 'eligibility' })
      ? (questions[questions.indexOf(id) - 1] ?? null)
      : previousField(facts, id)
  let found: string | null = null
  for (let at = before(open); at && fields.includes(at) && !isTouched(facts.entries, at); at = before(at))
    found = at
  return found
}
