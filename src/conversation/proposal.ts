/** Several answers of one message: read back, and filled in together after a yes. */
import { missed } from './asking.ts'
import { answer } from './draft.ts'
import { answerField, sayDerived, sayWarnings } from './filling.ts'
import { advance, begin, confirm, restate } from './moves.ts'
import { askAgain } from './replies/ask-field.ts'
import { sayReadiness } from './replies/checking.ts'
import { belongs, faultOf, tryOut } from './replies/proposal.ts'
import type { Turn } from './turn.ts'
import type { Proposal } from './types.ts'

/** Keeps what was read out of a message and asks for a yes; what is not asked of this applicant is left out and named. */
export function propose(turn: Turn, { said, answers, rest }: Omit<Proposal, 'number'>): void {
  const tried = tryOut(turn.world, answers)
  const fitting = answers.filter((one) => belongs(tried, one))
  if (fitting.length === 0) return missed(turn, said)
  const left = answers.filter((one) => !belongs(tried, one))
  const proposed = {
    number: (turn.memory.proposed?.number ?? 0) + 1,
    said,
    answers: fitting,
    rest: [...rest, ...left.map(({ raw }) => raw)],
  }
  turn.memory = { ...turn.memory, proposed }
  confirm(turn, 'apply')
}

/** Fills in what was read back, as one change that one undo takes back. */
export function applyProposal(turn: Turn): void {
  turn.move({ type: 'affirm' })
  const answers = turn.memory.proposed?.answers ?? []
  const derived = answers.flatMap(({ field, raw }) => {
    const change = answer(turn.world, field, raw)
    turn.apply(change)
    return change.derived
  })
  const fields = answers.map(({ field }) => field)
  turn.memory = { ...turn.memory, lastField: fields.at(-1) ?? null }
  letGo(turn)
  sayApplied(turn, fields)
  for (const field of fields) sayWarnings(turn, field)
  sayDerived(
    turn,
    derived.filter((field) => !fields.includes(field)),
  )
  goOn(turn, fields)
}

function sayApplied(turn: Turn, fields: readonly string[]): void {
  const { world } = turn
  const wrong = fields.filter((field) => faultOf(world, field)).length
  const text = world.phrases.say('filing.applied', { count: fields.length - wrong, wrong })
  turn.say({ key: 'filing.applied', text })
}

/** On from the open question when it was among them, else back to where we were. */
function goOn(turn: Turn, fields: readonly string[]): void {
  const { field } = turn.context
  if (!field && turn.isIn({ task: { filing: 'checking' } })) return turn.say(sayReadiness(turn.world))
  if (!field) return begin(turn, turn.isIn({ task: 'eligibility' }) ? 'eligibility' : 'filing')
  if (!fields.includes(field)) return restate(turn)
  const fault = faultOf(turn.world, field)
  if (fault) turn.say(askAgain(turn.world, field, fault))
  else advance(turn, field)
}

/** The whole message is the answer to the open question after all. */
export function takeAsAnswer(turn: Turn, field: string): void {
  const said = turn.memory.proposed?.said ?? ''
  turn.move({ type: 'deny' })
  letGo(turn)
  answerField(turn, field, said)
}

/** Only the number of a proposal is remembered once it is settled. */
function letGo(turn: Turn): void {
  const number = turn.memory.proposed?.number ?? 0
  turn.memory = { ...turn.memory, proposed: { number, said: '', answers: [], rest: [] } }
}
