/** Carries out one command: changes the draft, moves the machine, and says what follows. */
import { previousField } from '../programme/steps.ts'
import type { TurnCommand } from './activity-commands.ts'
import { later, offerMove, settleVersion } from './amendment.ts'
import { ask, clarify, missed } from './asking.ts'
import { skip } from './draft.ts'
import { attachToEnquiry, enquire, forgetUnclear } from './enquiring.ts'
import { fill } from './fill.ts'
import { answerField, correct } from './filling.ts'
import { isClosed, isHandedIn, returnedOf } from './handed-in.ts'
import { hear, sayUnreadable } from './hear.ts'
import { leaveForm, openForm } from './later-forms.ts'
import { askForLink, unlink, wantNotices } from './link.ts'
import { addRow, attach, removeOneRow, rowsDone } from './lists.ts'
import { mend } from './mending.ts'
import { advance, begin, confirm, follow, goTo, restate, sayConfirm, simple } from './moves.ts'
import { dropPhotos, isPaper, matchPhotos, takePaper } from './paper.ts'
import { propose, takeAsAnswer } from './proposal.ts'
import { listAreas, suggestAreas, topicsField } from './replies/areas.ts'
import { askField, canGoTo, fieldOf } from './replies/ask-field.ts'
import { sayAnswers, sayChecking, summary } from './replies/checking.ts'
import { previousToMend } from './replies/mending.ts'
import { greet, sayHandOff, sayHelp, sayMenu, sayStatus, sayWhichField, smallTalk } from './replies/menu.ts'
import { sayAnswersOfCheck } from './replies/verdict.ts'
import { settle } from './settle.ts'
import { affirm, changesSubmitted, requestRecall, requestSubmission, sayClosed } from './submission.ts'
import type { Turn } from './turn.ts'
import type { FileRef } from './types.ts'
import { undoLast } from './undo-last.ts'
import { forgetWish, wish } from './wanting.ts'
import { factsOf } from './world.ts'

export function perform(turn: Turn, command: TurnCommand): void {
  const isUnderstood = !['unclear', 'clarify', 'start', 'event', 'lost-file'].includes(command.type)
  if (isUnderstood && turn.context.misses > 0) turn.move({ type: 'understood' })
  if (changesSubmitted(turn, command)) return sayClosed(turn)
  forgetWish(turn, command.type)
  forgetUnclear(turn, command)
  switch (command.type) {
    case 'start':
      return start(turn, command.code)
    case 'answer':
      return answerField(turn, command.field, command.raw)
    case 'answer-row':
      return addRow(turn, command.field, command.rows)
    case 'remove-row':
      return removeOneRow(turn, command.field, command.row)
    case 'done':
      return rowsDone(turn, command.field)
    case 'add-files':
      return addFiles(turn, command.files)
    case 'match-paper':
      return matchPhotos(turn)
    case 'drop-paper':
      return dropPhotos(turn)
    case 'lost-file':
      return sayUnreadable(turn, command.why)
    case 'correct':
      return correct(turn, command.field, command.raw)
    case 'go-to':
      return goTo(turn, command.field)
    case 'several':
      return propose(turn, command)
    case 'take-as-answer':
      return takeAsAnswer(turn, command.field)
    case 'show-answer':
      turn.say(sayAnswers(turn.world, command.fields))
      return restate(turn)
    case 'last-wrong':
      return turn.memory.lastField ? goTo(turn, turn.memory.lastField) : simple(turn, 'repair.nothing-before')
    case 'correct-last':
      return turn.memory.lastField
        ? correct(turn, turn.memory.lastField, command.raw)
        : missed(turn, command.raw)
    case 'which-field':
      // what is to be changed is said already where it was returned
      if (returnedOf(turn.world.draft) && !turn.context.field) return mend(turn)
      turn.say(sayWhichField(turn.world, turn.memory.lastField))
      return restate(turn)
    case 'explain':
      return explain(turn, command.field)
    case 'begin':
      return begin(turn, command.track)
    case 'recheck':
      return recheck(turn)
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
      if (turn.wishing) return wish(turn, { do: 'drop' })
      if (command.stop && turn.reach.noticesHere) wantNotices(turn, false)
      if (turn.context.confirming?.action === 'move') return later(turn)
      return turn.context.confirming ? follow(turn, { type: 'deny' }) : follow(turn, { type: 'pause' })
    case 'resume':
      return begin(turn, 'filing')
    case 'move':
      return offerMove(turn)
    case 'later':
      return later(turn)
    case 'version':
      return settleVersion(turn, command.what)
    case 'check':
      return follow(turn, { type: 'check' })
    case 'submit':
      return requestSubmission(turn)
    case 'recall':
      return requestRecall(turn)
    case 'restart':
      return confirm(turn, 'restart')
    case 'mend':
      return mend(turn)
    case 'wish':
      return wish(turn, command.step)
    case 'open-form':
      return openForm(turn, command.form)
    case 'leave-form':
      return leaveForm(turn)
    case 'hand-off':
      turn.say(sayHandOff(turn.world, turn.reach.enquiries))
      return restate(turn)
    case 'enquiry':
      return enquire(turn, command.step)
    case 'enquiries':
      return void turn.effects.push({ type: 'list-enquiries' })
    case 'erase':
      return confirm(turn, 'erase')
    case 'export':
      return void turn.effects.push({ type: 'export' })
    case 'speak':
      return turn.speak(command.code)
    case 'continue-with':
      return start(turn, command.code)
    case 'link':
      return askForLink(turn, command.code)
    case 'unlink':
      return unlink(turn, command.who)
    case 'notices':
      return wantNotices(turn, command.on)
    case 'language':
      return changeLanguage(turn, command.code)
    case 'affirm':
      return affirm(turn)
    case 'deny':
      if (turn.context.confirming?.action === 'move') return settleVersion(turn, 'stay')
      return turn.context.confirming ? follow(turn, { type: 'deny' }) : missed(turn, '')
    case 'chat':
      turn.say(smallTalk(turn.world, command.kind))
      return ['greeting', 'aside'].includes(command.kind) && !turn.context.field && !turn.context.confirming
        ? turn.say(sayMenu(turn.world))
        : restate(turn)
    case 'stale':
      simple(turn, 'repair.moved-on')
      return repeat(turn)
    case 'unclear':
      return missed(turn, command.text)
    case 'event':
      return hear(turn, command.event)
    case 'fill':
      return fill(turn, command)
    case 'settle':
      return settle(turn, command)
  }
}

/** Files go with the question to a person that is being put, come back as the stamped form, or answer what is asked. */
function addFiles(turn: Turn, files: FileRef[]): void {
  if (turn.enquiring) return attachToEnquiry(turn, files)
  return isPaper(turn, files) ? takePaper(turn, files) : attach(turn, files)
}

/** The answers of the check with a button to change each; all others stay and are not asked again. */
function recheck(turn: Turn): void {
  if (!turn.isIn({ task: 'eligibility' })) return begin(turn, 'eligibility')
  turn.say(sayAnswersOfCheck(turn.world))
}

/** Says what a field is for; of the open one all that is asked, with the ways around it. */
function explain(turn: Turn, field: string): void {
  const isOpen = turn.context.field === field
  const key = isOpen ? 'repair.explain-open' : 'repair.explain'
  const words = turn.world.text.fields[field]
  const label = words?.label ?? field
  const about = [words?.ask ?? label, words?.hint ?? ''].filter((line) => line !== '').join('\n')
  turn.say({ key, text: turn.world.phrases.say(key, { label, about }) })
  return isOpen ? turn.say(askField(turn.world, field)) : restate(turn)
}

function openTopics(turn: Turn): void {
  const field = topicsField(turn.world)
  if (!turn.context.field && field && turn.isIn({ task: 'idle' }))
    turn.move({ type: 'begin', track: 'area', next: field })
}

function back(turn: Turn): void {
  const { field } = turn.context
  if (!field) return backToLast(turn)
  const questions = turn.world.programme.questions
  const inCheck = turn.isIn({ task: { eligibility: 'asking' } })
  const mending = returnedOf(turn.world.draft)
  const previous = mending
    ? previousToMend(turn.world, field)
    : inCheck
      ? (questions.slice(0, questions.indexOf(field)).findLast((id) => wasAsked(turn, id)) ?? null)
      : previousField(factsOf(turn.world), field)
  if (!previous) return simple(turn, 'repair.at-the-beginning')
  if (inCheck) return follow(turn, { type: 'begin', track: 'eligibility', next: previous })
  follow(turn, { type: 'go', field: previous, returnToCheck: false })
}

/** Where nothing is open, one step back is the answer given last. */
function backToLast(turn: Turn): void {
  const { lastField } = turn.memory
  if (!lastField) return simple(turn, 'repair.nothing-before')
  return isClosed(turn.world, lastField) ? sayClosed(turn) : goTo(turn, lastField)
}

/** False for what followed from another answer: the check never asked it. */
function wasAsked({ world }: Turn, field: string): boolean {
  return canGoTo(world, field) && world.draft.entries[field]?.source !== 'derived'
}

function skipOpen(turn: Turn): void {
  const { field } = turn.context
  if (!field) return simple(turn, 'repair.nothing-to-skip')
  const { world } = turn
  if (world.draft.entries[field]?.value !== undefined) simple(turn, 'filing.left-as-it-is')
  else {
    const needed = fieldOf(world, field).required
    const inCheck = turn.isIn({ task: 'eligibility' })
    turn.apply(skip(world, field, { needed, inCheck }))
    simple(turn, needed && !inCheck ? 'filing.skipped-required' : 'filing.skipped')
  }
  advance(turn, field)
}

function repeat(turn: Turn): void {
  const { field } = turn.context
  if (turn.context.confirming) return sayConfirm(turn)
  if (turn.enquiring || turn.wishing) return restate(turn)
  if (field) return turn.say(askField(turn.world, field))
  if (isHandedIn(turn.world.draft)) return turn.say(sayStatus(turn.world))
  if (turn.isIn({ task: { filing: 'checking' } })) return turn.say(sayChecking(turn.world))
  turn.say(sayMenu(turn.world))
}

function show(turn: Turn, what: 'summary' | 'areas' | 'status' | 'code'): void {
  const { world } = turn
  if (what === 'areas') {
    turn.say(listAreas(world))
    return openTopics(turn)
  }
  // a draft is stored with its first answer; before that its code would lead nowhere
  const key = world.draft.revision > 0 ? 'status.code' : 'status.no-code'
  if (what === 'code') turn.say({ key, text: world.phrases.say(key, { code: world.draft.code }) })
  else turn.say(what === 'summary' ? summary(world) : sayStatus(world))
  restate(turn)
}

/** Greets; whoever brings a draft along goes on with it where it stands. */
function start(turn: Turn, code?: string): void {
  const { world } = turn
  if (code !== undefined && code !== world.draft.code) return void turn.effects.push({ type: 'adopt', code })
  if (Object.keys(world.draft.entries).length === 0) return turn.say(greet(world))
  // a later form begins with what the application says
  const isNew = world.programme.form !== null && world.draft.revision === 0
  if (isNew) turn.say({ key: 'case.form.opened', text: world.text.programme.welcome })
  else simple(turn, 'menu.resumed')
  if (isHandedIn(world.draft)) return turn.say(sayStatus(world))
  begin(turn, 'filing')
}

function changeLanguage(turn: Turn, code: string): void {
  if (!turn.world.languages.includes(code)) return missed(turn, '')
  turn.speak(code)
  simple(turn, 'repair.language')
  repeat(turn)
}
