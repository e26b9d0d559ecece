/** What is wanted of an application or a project beyond the form: asked for one by one, read back, and done after a yes. */
import type { Why } from '../casework/life.ts'
import { endOf, lastDayOf } from '../casework/project-dates.ts'
import type { WishStep } from '../language/commands.ts'
import { readUntil } from '../language/wish-words.ts'
import { confirm, restate, simple } from './moves.ts'
import { formFor, sayWhichWithdrawal, sayWhy } from './replies/wishes.ts'
import type { Turn } from './turn.ts'
import type { Wanted } from './types.ts'
import { projectOf, projectRules, type Wish, whyNever, whyNot } from './wishes.ts'

export function wish(turn: Turn, step: WishStep): void {
  switch (step.do) {
    case 'say':
      return mayMeanRecall(turn, step.act) ? turn.say(sayWhichWithdrawal(turn.world)) : begin(turn, step.act)
    case 'begin':
      return begin(turn, step.act)
    case 'until':
      return setUntil(turn, step.raw)
    case 'reason':
      return setReason(turn, step.text)
    case 'drop':
      turn.move({ type: 'want-over' })
      simple(turn, 'case.dropped')
      return restate(turn)
  }
}

/** Who says “withdraw” may only want to change something: both ways are named where both are open. */
const mayMeanRecall = ({ world }: Turn, act: Wish): boolean =>
  act === 'withdraw' && whyNot(world, { type: 'recall' }) === null

function begin(turn: Turn, act: Wish): void {
  const { world, memory } = turn
  const why = whyNever(world, act)
  if (why) return refuse(turn, why)
  const form = formFor(world, act)
  if (form) return void turn.effects.push({ type: 'open-form', form })
  turn.memory = { ...memory, wanted: { number: (memory.wanted?.number ?? 0) + 1, act } }
  goOn(turn)
}

/** The next thing to ask, or the yes. */
function goOn(turn: Turn): void {
  const { wanted } = turn.memory
  if (!wanted) return
  const next = nextOf(turn, wanted)
  if (next === null) {
    turn.move({ type: 'want-over' })
    return confirm(turn, wanted.act)
  }
  turn.move({ type: next === 'until' ? 'want-until' : 'want-reason' })
  restate(turn)
}

function nextOf({ world }: Turn, { act, until, reason }: Wanted): 'until' | 'reason' | null {
  if (act === 'request-extension' && until === undefined) return 'until'
  const needsReason =
    act === 'request-extension' ||
    act === 'request-change' ||
    (act === 'withdraw' && projectOf(world) !== null)
  return needsReason && reason === undefined ? 'reason' : null
}

function setUntil(turn: Turn, raw: string): void {
  const until = dayMeant(turn, raw)
  if (until === null) {
    simple(turn, 'case.ask.no-day')
    return restate(turn)
  }
  const why = whyNot(turn.world, { type: 'request-extension', until, reason: raw })
  if (why) {
    turn.say(sayWhy(turn.world, why))
    return restate(turn)
  }
  keep(turn, { until })
}

/** The day itself, or so many months after the present last day. */
function dayMeant({ world }: Turn, raw: string): string | null {
  const rules = projectRules(world)
  const term = projectOf(world)?.kept.context.term
  if (!rules || !term) return null
  const { day } = lastDayOf(rules, term)
  const said = readUntil(raw, Number(day.slice(0, 4)))
  if (said === null) return null
  return 'day' in said ? said.day : endOf(day, `P${said.months}M`)
}

function setReason(turn: Turn, text: string): void {
  if (text.trim() !== '') return keep(turn, { reason: text.trim() })
  restate(turn)
}

function keep(turn: Turn, said: Partial<Wanted>): void {
  const { wanted } = turn.memory
  if (!wanted) return
  turn.memory = { ...turn.memory, wanted: { ...wanted, ...said } }
  goOn(turn)
}

function refuse(turn: Turn, why: Why): void {
  turn.say(sayWhy(turn.world, why))
  restate(turn)
}

/** Whatever else is begun leaves what was wanted; it was not sent. */
export function forgetWish(turn: Turn, type: string): void {
  if (turn.wishing && LEAVES.has(type)) turn.move({ type: 'want-over' })
}

const LEAVES: ReadonlySet<string> = new Set([
  ...['start', 'begin', 'resume', 'check', 'submit', 'recall', 'restart', 'mend', 'go-to', 'menu'],
  ...['open-form', 'leave-form', 'fill', 'settle', 'recheck', 'erase'],
])
