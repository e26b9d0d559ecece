/** The call was amended after this draft was begun: told once, moved to on a yes, never by itself. */
import { undo } from './draft.ts'
import { versionBefore, versionEvent } from './move-draft.ts'
import { begin, confirm, restate, simple } from './moves.ts'
import { mustMove, prospectOf, sayMoved, sinceWhen } from './replies/amendment.ts'
import { canGoTo } from './replies/ask-field.ts'
import type { Turn } from './turn.ts'
import type { Activity } from './types.ts'

/** What a person does; what happens to a conversation from outside is no occasion to speak of something else. */
const BY_A_PERSON: ReadonlySet<Activity['kind']> = new Set(['text', 'choice', 'form', 'file', 'start'])

/** Says once in each conversation that there is an amendment, after what was said anyway. The form shows it by itself. */
export function tellOfAmendment(turn: Turn, { kind }: Activity): void {
  const { amendment, memory, context } = turn
  if (!amendment || !BY_A_PERSON.has(kind) || context.confirming || turn.enquiring || turn.wishing) return
  if (memory.amendment?.hash === amendment.library.programme.hash) return
  if (turn.replies.length > 0) offerMove(turn)
}

/** Asks whether the draft is to be moved, with what that changes. */
export function offerMove(turn: Turn): void {
  const { amendment } = turn
  if (!amendment) return simple(turn, 'version.nothing-newer')
  turn.memory = { ...turn.memory, amendment: { hash: amendment.library.programme.hash } }
  confirm(turn, 'move')
}

/** True while a draft may not be handed in by the version it is pinned to, or nobody has said that it shall be. */
export function mustChoose({ amendment, memory }: Turn): boolean {
  if (!amendment) return false
  const { hash, stays } = memory.amendment ?? {}
  return mustMove(amendment) || hash !== amendment.library.programme.hash || !stays
}

/** What was shown is what happens: it moves, or stays. */
export function settleVersion(turn: Turn, what: 'move' | 'stay'): void {
  if (turn.context.confirming?.action === 'move') turn.move({ type: 'deny' })
  if (what === 'move') move(turn)
  else stay(turn)
}

/** Moves the draft: every answer is kept, read anew or said to have no place any more. */
function move(turn: Turn): void {
  const { amendment } = turn
  if (!amendment) return simple(turn, 'version.nothing-newer')
  const prospect = prospectOf(turn.world, amendment)
  const { amendment: _, proposed: __, ...memory } = turn.memory
  turn.goOnWith(amendment.library)
  turn.apply(prospect.moved)
  turn.memory = memory
  turn.say(sayMoved(prospect, amendment))
  goOn(turn)
}

/** It stays with its version, until the applicant wants otherwise; not where the authority says that it must not. */
function stay(turn: Turn): void {
  const { amendment, world } = turn
  if (!amendment) return simple(turn, 'version.nothing-newer')
  const must = mustMove(amendment)
  const key = must ? 'version.must-move' : 'version.stays'
  const { hash } = amendment.library.programme
  turn.memory = { ...turn.memory, amendment: { hash, ...(must ? {} : { stays: true }) } }
  turn.say({ key, text: world.phrases.say(key, { date: sinceWhen(world, amendment) }) })
  restate(turn)
}

/** Not now: asked again before it is handed in. */
export function later(turn: Turn): void {
  if (turn.context.confirming?.action === 'move') turn.move({ type: 'deny' })
  simple(turn, 'version.later')
  restate(turn)
}

/** Takes a move back with all that it changed. False: the last change was none, or its version is not to be had. */
export function moveBack(turn: Turn): boolean {
  const { lastChange } = turn.memory
  const { hash } = turn.world.programme
  const from = versionBefore(lastChange)
  const library = turn.version(from)
  const { submission, case: kept } = turn.world.draft
  if (from === null || !library || submission || kept) return false
  // undone twice, it is the amended call again
  const again = turn.amendment?.library === library
  const change = undo(turn.world, lastChange)
  turn.goOnWith(library)
  turn.apply({ ...change, events: [versionEvent(hash, from), ...change.events] })
  turn.memory = { ...turn.memory, amendment: { hash } }
  const key = again ? 'version.moved-again' : 'version.moved-back'
  turn.say({ key, text: turn.world.phrases.say(key) })
  goOn(turn)
  return true
}

/** Another face moved the draft since this conversation last looked: says so, and leaves what is asked no more. */
export function noticeMove(turn: Turn): void {
  const { seen } = turn.memory
  const { programme, draft } = turn.world
  if (seen?.version === undefined || seen.version === programme.hash) return
  turn.memory = { ...turn.memory, lastChange: [], lastField: knownField(turn, turn.memory.lastField) }
  if (turn.context.confirming) turn.move({ type: 'deny' })
  const isGone = leaveGone(turn)
  if (turn.reach.channel === 'form') return
  simple(turn, Object.keys(draft.entries).length === 0 ? 'version.followed' : 'version.moved-elsewhere')
  if (isGone) begin(turn, 'filing')
}

const knownField = ({ world }: Turn, field: string | null): string | null =>
  field !== null && world.programme.fields.has(field) ? field : null

/** Lets go of an open question that this version does not ask. @returns true when there was one */
function leaveGone(turn: Turn): boolean {
  const { field } = turn.context
  if (!field || canGoTo(turn.world, field)) return false
  turn.move({ type: 'pause' })
  return true
}

/** On with the open question, the next one of the form, or nothing where nothing was being filled in. */
function goOn(turn: Turn): void {
  turn.memory = { ...turn.memory, lastField: knownField(turn, turn.memory.lastField) }
  const wasFiling = turn.isIn({ task: 'filing' })
  if (leaveGone(turn) || (wasFiling && !turn.context.field)) return begin(turn, 'filing')
  restate(turn)
}
