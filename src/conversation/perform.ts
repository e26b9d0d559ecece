/** Carries out one command: changes the draft, moves the machine, and says what follows. */
import { previousField, sectionOf } from '../programme/steps.ts'
import type { TurnCommand } from './activity-commands.ts'
import { ask, clarify, missed } from './asking.ts'
import { skip, undo } from './draft.ts'
import { fill } from './fill.ts'
import { addRow, answerField, attach, correct, removeOneRow, rowsDone } from './filling.ts'
import { lookAgain } from './look-again.ts'
import { advance, begin, confirm, follow, goTo, restate, sayConfirm, simple } from './moves.ts'
import { listAreas, suggestAreas, topicsField } from './replies/areas.ts'
import { askField, canGoTo } from './replies/ask-field.ts'
import { sayChecking, sayReceipt, summary } from './replies/checking.ts'
import { greet, sayHandOff, sayHelp, sayMenu, sayStatus, smallTalk } from './replies/menu.ts'
import { sayWhichAnswer } from './replies/verdict.ts'
import { settle } from './settle.ts'
import { affirm, requestSubmission } from './submission.ts'
import type { Turn } from './turn.ts'
import { factsOf } from './world.ts'

export function perform(turn: Turn, command: TurnCommand): void {
  if (!['unclear', 'clarify', 'start', 'event'].includes(command.type)) turn.move({ type: 'understood' })
  switch (command.type) {
    case 'start':
      return start(turn)
    case 'answer':
      return answerField(turn, command.field, command.raw)
    case 'answer-row':
      return addRow(turn, command.field, command.rows)
    case 'remove-row':
      return removeOneRow(turn, command.field, command.row)
    case 'done':
      return rowsDone(turn, command.field)
    case 'add-files':
      return attach(turn, command.files)
    case 'correct':
      return correct(turn, command.field, command.raw)
    case 'go-to':
      return goTo(turn, command.field)
    case 'last-wrong':
      return turn.memory.lastField ? goTo(turn, turn.memory.lastField) : simple(turn, 'repair.nothing-before')
    case 'begin':
      return begin(turn, command.track)
    case 'recheck':
      return turn.say(sayWhichAnswer(turn.world))
    case 'ask':
      return ask(turn, command.text, command.answers)
    case 'clarify':
      return clarify(turn, command.text, command.answers)
    case 'topics':
      turn.say(suggestAreas(turn.world, command.text))
      return openTopics(turn)
    case 'back':
      return back(turn)
    case 'skip':
      return skipOpen(turn)
    case 'repeat':
      return repeat(turn)
    case 'undo':
      return undoLast(turn)
    case 'show':
      return show(turn, command.what)
    case 'help':
      turn.say(sayHelp(turn.world))
      return restate(turn)
    case 'menu':
      return turn.context.field ? follow(turn, { type: 'pause' }) : turn.say(sayMenu(turn.world))
    case 'cancel':
      return turn.context.confirming ? follow(turn, { type: 'deny' }) : follow(turn, { type: 'pause' })
    case 'resume':
      return begin(turn, 'filing')
    case 'check':
      return follow(turn, { type: 'check' })
    case 'submit':
      return requestSubmission(turn)
    case 'recall':
      return turn.world.draft.submission ? confirm(turn, 'recall') : simple(turn, 'filing.nothing-to-recall')
    case 'restart':
      return confirm(turn, 'restart')
    case 'hand-off':
      turn.say(sayHandOff(turn.world))
      return restate(turn)
    case 'language':
      return changeLanguage(turn, command.code)
    case 'affirm':
      return affirm(turn)
    case 'deny':
      return turn.context.confirming ? follow(turn, { type: 'deny' }) : missed(turn, '')
    case 'chat':
      turn.say(smallTalk(turn.world, command.kind))
      return restate(turn)
    case 'stale':
      simple(turn, 'repair.moved-on')
      return repeat(turn)
    case 'unclear':
      return missed(turn, command.text)
    case 'event':
      return command.event.type === 'submitted' ? submitted(turn, command.event) : lookAgain(turn)
    case 'fill':
      return fill(turn, command)
    case 'settle':
      return settle(turn, command)
  }
}

function submitted(turn: Turn, event: { number: string; checkCode: string; href: string; at: string }): void {
  turn.setSubmission({ number: event.number, checkCode: event.checkCode, at: event.at })
  turn.move({ type: 'submitted' })
  turn.say(sayReceipt(turn.world, event.href))
}

function openTopics(turn: Turn): void {
  const field = topicsField(turn.world)
  if (!turn.context.field && field && turn.isIn({ task: 'idle' }))
    turn.move({ type: 'begin', track: 'area', next: field })
}

function back(turn: Turn): void {
  const { field } = turn.context
  if (!field) return simple(turn, 'repair.nothing-before')
  const questions = turn.world.programme.questions
  const inCheck = turn.isIn({ task: { eligibility: 'asking' } })
  const previous = inCheck
    ? (questions.slice(0, questions.indexOf(field)).findLast((id) => canGoTo(turn.world, id)) ?? null)
    : previousField(factsOf(turn.world), field)
  if (!previous) return simple(turn, 'repair.at-the-beginning')
  if (inCheck) return follow(turn, { type: 'begin', track: 'eligibility', next: previous })
  follow(turn, { type: 'go', field: previous, returnToCheck: false })
}

function skipOpen(turn: Turn): void {
  const { field } = turn.context
  if (!field) return simple(turn, 'repair.nothing-to-skip')
  turn.apply(skip(turn.world, field))
  const required = turn.world.programme.fields.get(field)?.required && sectionOf(turn.world.programme, field)
  simple(turn, required ? 'filing.skipped-required' : 'filing.skipped')
  advance(turn, field)
}

function repeat(turn: Turn): void {
  const { field } = turn.context
  if (turn.context.confirming) return sayConfirm(turn)
  if (field) return turn.say(askField(turn.world, field))
  if (turn.isIn({ task: { filing: 'checking' } })) return turn.say(sayChecking(turn.world))
  turn.say(sayMenu(turn.world))
}

function undoLast(turn: Turn): void {
  const change = undo(turn.world, turn.memory.lastChange)
  if (change.events.length === 0) return simple(turn, 'repair.nothing-to-undo')
  turn.apply(change)
  const labels = change.events.map((event) => turn.world.text.fields[event.field]?.label ?? event.field)
  const fields = [...new Set(labels)].slice(0, 5).join(turn.world.phrases.say('marks.list'))
  turn.say({ key: 'repair.undone', text: turn.world.phrases.say('repair.undone', { fields }) })
  restate(turn)
}

function show(turn: Turn, what: 'summary' | 'areas' | 'status' | 'code'): void {
  const { world } = turn
  if (what === 'areas') {
    turn.say(listAreas(world))
    return openTopics(turn)
  }
  if (what === 'code')
    turn.say({ key: 'status.code', text: world.phrases.say('status.code', { code: world.draft.code }) })
  else turn.say(what === 'summary' ? summary(world) : sayStatus(world))
  restate(turn)
}

/** Greets; whoever brings a draft along goes on with it where it stands. */
function start(turn: Turn): void {
  const { world } = turn
  if (Object.keys(world.draft.entries).length === 0) return turn.say(greet(world))
  turn.say({ key: 'menu.resumed', text: world.phrases.say('menu.resumed') })
  if (world.draft.submission) return turn.say(sayStatus(world))
  begin(turn, 'filing')
}

function changeLanguage(turn: Turn, code: string): void {
  if (!turn.world.programme.languages.includes(code)) return missed(turn, '')
  turn.speak(code)
  simple(turn, 'repair.language')
  repeat(turn)
}
