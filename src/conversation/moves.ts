/** The moves of a conversation: the machine decides, and what it wants said or done follows. */
import type { Track } from '../language/commands.ts'
import { nextQuestion } from '../programme/eligibility.ts'
import { nextField } from '../programme/steps.ts'
import { answerOf } from '../programme/values.ts'
import { clear } from './draft.ts'
import { answeredElsewhere } from './elsewhere.ts'
import { isHandedIn, returnedOf } from './handed-in.ts'
import type { ConfirmedAction, MachineEvent, Say } from './machine.ts'
import { sayAmended } from './replies/amendment.ts'
import { listAreas, sayChosen, topicsField } from './replies/areas.ts'
import { askField, canGoTo, fieldOf, preceded, sectionBegun } from './replies/ask-field.ts'
import { sayChecking } from './replies/checking.ts'
import { sayEnquiryStep } from './replies/enquiry.ts'
import { sayLinkOffer } from './replies/link.ts'
import { toAsk, unlookedLines } from './replies/mending.ts'
import { sayMenu, sayPaused, sayWindow } from './replies/menu.ts'
import { sayProposal } from './replies/proposal.ts'
import { showEntry } from './replies/show-value.ts'
import { sayVerdict } from './replies/verdict.ts'
import { sayWishConfirm, sayWishStep } from './replies/wishes.ts'
import type { Turn } from './turn.ts'
import { actFor, isWish } from './wishes.ts'
import { factsOf } from './world.ts'

/** Moves the machine and carries out what it wants said or done. */
export function follow(turn: Turn, event: MachineEvent): void {
  for (const action of turn.move(event)) {
    if (action.type === 'say') speak(turn, action.params.what)
    else carryOut(turn, action.params.action)
  }
}

function speak(turn: Turn, what: Say): void {
  const { world, context } = turn
  switch (what) {
    case 'question':
      return context.field ? sayQuestion(turn, context.field) : undefined
    case 'again':
      return
    case 'verdict':
      return turn.say(sayVerdict(world))
    case 'chosen':
      return turn.say(sayChosen(world))
    case 'checking':
      return turn.say(sayChecking(world))
    case 'paused':
      turn.say(sayPaused(world))
      return turn.say(sayMenu(world))
    case 'confirm':
      return sayConfirm(turn)
    case 'denied':
      simple(turn, 'repair.nothing-changed')
      return restate(turn)
  }
}

function sayQuestion(turn: Turn, field: string): void {
  const question = askField(turn.world, field)
  const isFiling = turn.isIn({ task: 'filing' }) && !isHandedIn(turn.world.draft)
  const progress = isFiling ? sectionBegun(turn.world, field) : null
  turn.say(progress ? preceded(question, progress) : question)
}

/** Asks for the yes that is awaited. */
export function sayConfirm(turn: Turn): void {
  const { world, context, memory } = turn
  if (!context.confirming) return
  const { action, revision } = context.confirming
  if (action === 'apply' && memory.proposed)
    return turn.say(sayProposal(world, memory.proposed, { revision, open: context.field }))
  if (action === 'move')
    return turn.amendment ? turn.say(sayAmended(world, turn.amendment, revision)) : undefined
  if (isWish(action) && memory.wanted) return turn.say(sayWishConfirm(world, revision, memory.wanted))
  if (action === 'link' && memory.linking) return turn.say(sayLinkOffer(world, memory.linking, revision))
  turn.say({
    key: `confirm.${action}`,
    text: [
      ...(action === 'resubmit' ? unlookedLines(world, memory.looked ?? []) : []),
      world.phrases.say(`confirm.${action}`),
    ].join('\n'),
    choices: [
      { value: `yes:${action}:${revision}`, label: world.phrases.say(`confirm.yes.${action}`) },
      { value: `no:${action}:${revision}`, label: world.phrases.say('confirm.no') },
    ],
  })
}

/** What a yes sets going; several answers at once are filled in by `applyProposal`, which goes on with these moves. */
function carryOut(turn: Turn, action: ConfirmedAction): void {
  if (isWish(action)) {
    turn.effects.push({ type: 'case-act', act: actFor(action, turn.memory.wanted) })
  } else if (action === 'submit' || action === 'resubmit') {
    turn.effects.push({ type: 'submit' })
  } else if (action === 'recall') {
    turn.effects.push({ type: 'recall' })
    const number = turn.world.draft.submission?.number
    if (number) turn.memory = { ...turn.memory, recalled: number }
    turn.setSubmission(null)
    simple(turn, 'filing.recalled')
    follow(turn, { type: 'check' })
  } else if (action === 'link') {
    if (turn.memory.linking) turn.effects.push({ type: 'link', code: turn.memory.linking.code })
  } else if (action === 'erase') {
    turn.effects.push({ type: 'erase' })
  } else if (action === 'restart') {
    turn.apply(clear(turn.world))
    simple(turn, 'repair.restarted')
    begin(turn, 'filing')
  }
}

/** Begins or goes on with a track at its first open question. */
export function begin(turn: Turn, track: Track): void {
  if (track === 'area' && topicsField(turn.world) === null) return turn.say(listAreas(turn.world))
  const closed = sayWindow(turn.world)
  if (track === 'filing' && closed && !isHandedIn(turn.world.draft)) turn.say(closed)
  follow(turn, { type: 'begin', track, next: firstOf(turn, track) })
}

/** The next open question of a track. */
function firstOf(turn: Turn, track: Track): string | null {
  const facts = factsOf(turn.world)
  if (track === 'eligibility') return nextQuestion(facts)
  if (track === 'filing' && isHandedIn(turn.world.draft)) return nextToMend(turn)
  if (track === 'filing') return nextField(facts, null)
  const field = topicsField(turn.world)
  return field && answerOf(turn.world.draft.entries, field) === undefined ? field : null
}

/** Opens one field; from check-your-answers, from a verdict and from the choice of an area the way leads back there. */
export function goTo(turn: Turn, field: string): void {
  if (!canGoTo(turn.world, field)) return simple(turn, 'repair.not-for-you')
  const inCheck = turn.isIn({ task: 'eligibility' }) && turn.world.programme.questions.includes(field)
  if (inCheck) return follow(turn, { type: 'begin', track: 'eligibility', next: field })
  if (turn.isIn({ task: 'area' }) && field === topicsField(turn.world))
    return follow(turn, { type: 'begin', track: 'area', next: field })
  const returnToCheck = turn.isIn({ task: { filing: 'checking' } })
  follow(turn, { type: 'go', field, returnToCheck })
}

/** Goes on after `field` on the present track. */
export function advance(turn: Turn, field: string): void {
  const { memory } = turn
  if (returnedOf(turn.world.draft)) turn.memory = { ...memory, looked: [...(memory.looked ?? []), field] }
  follow(turn, { type: 'answered', next: nextAfter(turn, field) })
}

function nextAfter(turn: Turn, field: string): string | null {
  const facts = factsOf(turn.world)
  if (turn.isIn({ task: 'eligibility' })) return nextQuestion(facts)
  if (turn.isIn({ task: 'area' })) return null
  return isHandedIn(turn.world.draft) ? nextToMend(turn) : nextField(facts, field)
}

/** The next field to be mended that was not looked at. */
function nextToMend({ world, memory }: Turn): string | null {
  return toAsk(world).find((field) => !memory.looked?.includes(field)) ?? null
}

/** Asks for a yes before something that cannot be taken back lightly. */
export function confirm(turn: Turn, action: ConfirmedAction): void {
  follow(turn, { type: 'confirm', action, revision: turn.revision })
}

/** Says one phrase. */
export function simple(turn: Turn, key: string): void {
  turn.say({ key, text: turn.world.phrases.say(key) })
}

/** Asks once more for the yes that is awaited, else restates the open question in a line, with buttons and card. */
export function restate(turn: Turn): void {
  // nobody asked for it: once something else is said, whether to move is left for later
  if (turn.context.confirming?.action === 'move') turn.move({ type: 'deny' })
  const { field, confirming } = turn.context
  const { enquiring } = turn
  // a yes about a draft that has changed is asked for afresh at the end of the turn
  if (confirming) return confirming.revision === turn.revision ? sayConfirm(turn) : undefined
  if (enquiring) return turn.say(sayEnquiryStep(turn.world, enquiring, turn.memory))
  if (turn.wishing) return turn.say(sayWishStep(turn.world, turn.wishing, turn.memory))
  if (!field) return
  if (answeredElsewhere(turn)) return followElsewhere(turn, field)
  const { world } = turn
  const ask = world.text.fields[field]?.ask ?? field
  const text = world.phrases.say('repair.back-to-the-open-question', { ask })
  const { choices = [], form } = askField(world, field)
  turn.say({
    key: 'repair.back-to-the-open-question',
    text,
    choices,
    ...(form ? { form: { ...form, lead: text } } : {}),
    pending: { field },
  })
}

/** Says what another face of the draft answered to the open question, and goes on to the next one. */
export function followElsewhere(turn: Turn, field: string): void {
  const { world } = turn
  turn.say({
    key: 'filing.answered-elsewhere',
    text: world.phrases.say('filing.answered-elsewhere', {
      label: world.text.fields[field]?.label ?? field,
      value: showEntry(world, fieldOf(world, field), world.draft.entries[field]),
    }),
  })
  advance(turn, field)
}
