/** One turn of an officer's desk in a chat or mailbox: an activity in; replies, state and at most one act out. */

import { askAddition, confirmed, filesAlone, sent, wordsCame, wordsHeld } from './desk-answer.ts'
import { listReply, shownReply } from './desk-card.ts'
import { askForWords, askLine, linesOfMove, settleDoing } from './desk-doing.ts'
import { boundReply, newsReplies, refusedReply, unreadableReply } from './desk-news.ts'
import { type Intent, readDesk } from './desk-read.ts'
import type { DeskActivity, DeskCase, DeskOutcome, DeskState, DeskStep, DeskWorld } from './desk-shapes.ts'
import { NO_DESK } from './desk-shapes.ts'
import { button, lines, say } from './desk-words.ts'

export interface DeskInput {
  world: DeskWorld
  state: DeskState
  activity: DeskActivity
}

/** Takes one activity. Nothing is sent to an asker unless the officer has said to whom, by quoting, number, card, button or a yes. */
export function deskTurn({ world, state, activity }: DeskInput): DeskStep {
  switch (activity.kind) {
    case 'start':
      return step(state, [boundReply(world)])
    case 'news':
      return step(state, newsReplies(world, activity.news))
    case 'unreadable':
      return step(state, [unreadableReply(world, activity.why)])
    case 'trouble':
      return step(state, [refusedReply(world, { why: 'trouble', number: null })])
    case 'file':
      return activity.lost
        ? withoutFile(world, state, activity)
        : obey(world, state, readDesk(world, state, activity))
    default:
      return obey(world, state, readDesk(world, state, activity))
  }
}

/** An answer whose file is missing goes to nobody before the officer has said so. */
function withoutFile(
  world: DeskWorld,
  state: DeskState,
  activity: Extract<DeskActivity, { kind: 'file' }>,
): DeskStep {
  const intent = readDesk(world, state, activity)
  const step = intent.type === 'words' ? wordsHeld(world, state, intent) : obey(world, state, intent)
  const lost = say(world, 'lost-file')
  const [first, ...rest] = step.replies
  const told = first ? { ...first, text: lines(lost.text, first.text) } : lost
  return { ...step, replies: [told, ...rest] }
}

/** What is said of an act that was tried, and what is asked then. */
export function deskOutcome(
  world: DeskWorld,
  state: DeskState,
  tried: NonNullable<DeskStep['act']>,
  outcome: DeskOutcome,
): DeskStep {
  const { act } = tried
  const one = world.cases.find(({ enquiry }) => enquiry.id === tried.enquiryId)
  const isLate = outcome.type === 'refused' && ['already-answered', 'already-closed'].includes(outcome.why)
  if (isLate && act.type === 'answer' && one) return askAddition(world, state, one, act.text, act.files)
  return step(state, newsReplies(world, outcome))
}

const step = (state: DeskState, replies: DeskStep['replies']): DeskStep => ({
  replies,
  state,
  act: null,
  command: null,
})

function obey(world: DeskWorld, state: DeskState, intent: Intent): DeskStep {
  switch (intent.type) {
    case 'list':
      return step(state, [listReply(world, openOf(world))])
    case 'help':
      return step(state, [boundReply(world)])
    case 'cancel':
      return cancelled(world, state)
    case 'languages':
      return step(state, [languages(world)])
    case 'language':
      return language(world, state, intent.locale)
    case 'unbind':
      return askUnbind(world, state)
    case 'stale':
      return step(state, [refusedReply(world, { why: 'stale', number: null })])
    case 'no-such':
      return step(state, [refusedReply(world, { why: 'no-such', number: intent.number })])
    case 'do':
      return doOne(world, state, intent)
    case 'line':
      return askForWords(world, state, intent.case, 'move', intent.contact)
    case 'confirm':
      return yesOrNo(world, state, intent)
    case 'for':
      return chosen(world, state, intent)
    case 'words':
      return wordsCame(world, state, intent)
  }
}

const openOf = ({ cases }: DeskWorld): DeskCase[] =>
  cases.filter(({ enquiry, may }) => may && enquiry.status === 'open')

function doOne(
  world: DeskWorld,
  state: DeskState,
  { what, case: one, text }: Extract<Intent, { type: 'do' }>,
): DeskStep {
  if (!one) return askWhich(world, state, what)
  const gone = settleDoing(world, state, what, one)
  if (gone) return gone
  if (what === 'show') return step(state, [shownReply(world, one)])
  if (what === 'take')
    return { ...step(NO_PENDING(state), []), act: { enquiryId: one.enquiry.id, act: { type: 'take' } } }
  if (what === 'move') return askLine(world, state, one, linesOfMove(world, one))
  return text === '' ? askForWords(world, state, one, what) : sent(world, state, one, what, text, [])
}

const NO_PENDING = (state: DeskState): DeskState => ({ ...state, pending: null })

/** Which one, by a button for each. */
function askWhich(world: DeskWorld, state: DeskState, what: string): DeskStep {
  const open = openOf(world)
  if (open.length === 0) return step(state, [listReply(world, open)])
  const choices = open
    .slice(0, 10)
    .map(({ enquiry }) => ({ value: `desk:${what}:${enquiry.id}`, label: enquiry.number }))
  return step(state, [say(world, 'which', {}, choices)])
}

function cancelled(world: DeskWorld, state: DeskState): DeskStep {
  const key = state.pending ? 'cancelled' : 'nothing-to-cancel'
  return step(NO_PENDING(state), [say(world, key)])
}

const languages = (world: DeskWorld) =>
  say(
    world,
    'languages',
    {},
    world.tongues.map((one) => ({
      value: `desk:language:${one.language}`,
      label: one.say('desk.language-name'),
    })),
  )

function language(world: DeskWorld, state: DeskState, locale: string): DeskStep {
  const tongue = world.tongues.find((one) => one.language === locale)
  if (!tongue) return step(state, [languages(world)])
  const spoken = { ...world, phrases: tongue }
  return { ...step(state, [say(spoken, 'language-set')]), command: { type: 'language', locale } }
}

function askUnbind(world: DeskWorld, state: DeskState): DeskStep {
  const asked = state.asked + 1
  const choices = ['yes', 'no'].map((name) => button(world, name, `${name}:desk:${asked}`))
  return step({ asked, pending: { type: 'unbind' } }, [say(world, 'unbind-sure', {}, choices)])
}

function yesOrNo(
  world: DeskWorld,
  state: DeskState,
  { yes, asked }: Extract<Intent, { type: 'confirm' }>,
): DeskStep {
  const { pending } = state
  if (!pending || asked !== state.asked)
    return step(state, [refusedReply(world, { why: 'stale', number: null })])
  if (pending.type === 'confirm') return confirmed(world, state, pending, yes)
  if (pending.type === 'words') return filesAlone(world, state, pending, yes)
  if (!yes) return cancelled(world, state)
  return { ...step(NO_DESK, [say(world, 'unbound')]), command: { type: 'unbind' } }
}

function chosen(
  world: DeskWorld,
  state: DeskState,
  { case: one, asked }: Extract<Intent, { type: 'for' }>,
): DeskStep {
  const { pending } = state
  if (pending?.type !== 'confirm' || asked !== state.asked)
    return step(state, [refusedReply(world, { why: 'stale', number: null })])
  return sent(world, state, one, 'answer', pending.text, pending.files)
}
