/** Words and files that come to a desk: for whom they are, and whether that is certain. */
import { MAX_ANSWER } from '../contract/desk.ts'
import type { FileRef } from '../programme/values.ts'
import { settleDoing, whatHappened } from './desk-doing.ts'
import { refusedReply } from './desk-news.ts'
import type {
  DeskAct,
  DeskCase,
  DeskState,
  DeskStep,
  DeskWorld,
  Pending,
  WantedWords,
} from './desk-shapes.ts'
import { button, lines, namesOf, say, shortened } from './desk-words.ts'
import type { OfficerAct } from './officer-act.ts'

/** Words asked for so long ago may be meant for something else by now. */
const FRESH_MS = 60 * 60_000
const MOST_OFFERED = 10
/** Characters of an answer that are read back. */
const MOST_READ_BACK = 200

const step = (state: DeskState, replies: DeskStep['replies'], act: DeskAct | null = null): DeskStep => ({
  replies,
  state,
  act,
  command: null,
})

/** Words that are no command. Whom they answer was said, was asked for, or is asked now. */
export function wordsCame(
  world: DeskWorld,
  state: DeskState,
  { text, files, case: one }: { text: string; files: FileRef[]; case: DeskCase | null },
): DeskStep {
  const { pending } = state
  const waiting = pending && 'files' in pending ? pending.files : []
  const before = pending?.type === 'confirm' ? pending : null
  // a file alone goes with the words that wait for the same one
  if (one && (text !== '' || !before?.text || before.id !== one.enquiry.id))
    return sent(world, state, one, 'answer', text, [...filesFor(pending, one), ...files])
  if (pending?.type === 'words') return wanted(world, state, pending, text, [...waiting, ...files])
  const known = before?.id ? world.cases.find(({ enquiry }) => enquiry.id === before.id) : undefined
  const all = [...waiting, ...files]
  const said = [before?.text ?? '', text].filter((piece) => piece !== '').join('\n')
  return known
    ? ask(world, state, known, said, all, before?.addition ?? false)
    : askWhom(world, state, said, all)
}

/** Words that came with a file which could not be taken: an answer waits for a yes. */
export function wordsHeld(
  world: DeskWorld,
  state: DeskState,
  came: { text: string; files: FileRef[]; case: DeskCase | null },
): DeskStep {
  const { pending } = state
  const awaited = pending?.type === 'words' && pending.what === 'answer' ? pending.id : null
  const one = came.case ?? world.cases.find(({ enquiry }) => enquiry.id === awaited)
  if (!one || came.text === '') return wordsCame(world, state, came)
  const files = [...filesFor(pending, one), ...came.files]
  const gone = settleDoing(world, state, 'answer', one)
  if (gone) return gone
  return one.enquiry.status === 'open'
    ? ask(world, state, one, came.text, files, false)
    : askAddition(world, state, one, came.text, files)
}

/** Files that were sent for this one before its words. */
const filesFor = (pending: Pending | null, { enquiry }: DeskCase): FileRef[] =>
  pending && pending.type !== 'unbind' && pending.id === enquiry.id ? pending.files : []

/** The words that a button asked for. */
function wanted(
  world: DeskWorld,
  state: DeskState,
  pending: Extract<Pending, { type: 'words' }>,
  text: string,
  files: FileRef[],
): DeskStep {
  const one = world.cases.find(({ enquiry }) => enquiry.id === pending.id)
  if (!one) return step({ ...state, pending: null }, [refusedReply(world, { why: 'no-such', number: null })])
  const isFresh = world.at.getTime() - Date.parse(pending.at) < FRESH_MS
  if (!isFresh && pending.what === 'answer') return ask(world, state, one, text, files, false)
  const isTold = pending.version === one.enquiry.version && text !== ''
  if (isTold && !settleDoing(world, state, 'answer', one)) return added(state, one, text, files)
  return sent(world, state, one, pending.what, text, files, pending.contact)
}

/** Does what the words are for; where somebody has answered already, asks first. */
export function sent(
  world: DeskWorld,
  state: DeskState,
  one: DeskCase,
  what: WantedWords,
  text: string,
  files: FileRef[],
  contact?: string,
): DeskStep {
  const gone = settleDoing(world, state, what, one)
  if (gone) return gone
  const { enquiry } = one
  const count = [...text].length
  const { number } = enquiry
  if (count > MAX_ANSWER)
    return step(state, [refusedReply(world, { why: 'too-long', number, count, max: MAX_ANSWER })])
  if (text === '' && files.length > 0) return askWordsToo(world, state, one, what, files, contact)
  if (text === '') return step(state, [refusedReply(world, { why: 'empty', number })])
  if (what === 'answer' && enquiry.status !== 'open') return askAddition(world, state, one, text, files)
  return step({ ...state, pending: null }, [], {
    enquiryId: enquiry.id,
    act: actOf(what, text, files, contact),
  })
}

function actOf(what: WantedWords, text: string, files: FileRef[], contact: string | undefined): OfficerAct {
  if (what === 'move') return { type: 'reassign', contact: contact ?? '', reason: text }
  if (what === 'close') return { type: 'close', reason: text }
  return { type: what, text, files }
}

/** A word should go with files; they may also go as they are. */
function askWordsToo(
  world: DeskWorld,
  state: DeskState,
  { enquiry }: DeskCase,
  what: WantedWords,
  files: FileRef[],
  contact: string | undefined,
): DeskStep {
  const at = world.at.toISOString()
  const asked = state.asked + 1
  const pending = { type: 'words' as const, what, id: enquiry.id, files, at, ...(contact ? { contact } : {}) }
  const params = { number: enquiry.number, names: namesOf(world, files) }
  const buttons = [
    button(world, 'send-bare', `yes:desk:${asked}`),
    button(world, 'cancel', `no:desk:${asked}`),
  ]
  return step({ asked, pending }, [say(world, 'words-with-files', params, buttons)])
}

/** Asks before an answer goes out whose enquiry was not said. */
function ask(
  world: DeskWorld,
  state: DeskState,
  one: DeskCase,
  text: string,
  files: FileRef[],
  addition: boolean,
): DeskStep {
  const { id, number, question } = one.enquiry
  const asked = state.asked + 1
  const key = text === '' ? 'sure-files' : 'sure'
  const params = {
    number,
    question: shortened(world, question, MOST_READ_BACK),
    text: shortened(world, text, MOST_READ_BACK),
    names: namesOf(world, files),
    files: files.length,
  }
  const reply = say(world, key, params, yesNo(world, asked))
  return step({ asked, pending: { type: 'confirm', id, text, files, addition } }, [reply])
}

const yesNo = (world: DeskWorld, asked: number) => [
  button(world, 'yes-send', `yes:desk:${asked}`),
  button(world, 'no-send', `no:desk:${asked}`),
]

/** Never guessed: one open enquiry is asked about, of several the officer picks. */
function askWhom(world: DeskWorld, state: DeskState, text: string, files: FileRef[]): DeskStep {
  const open = nearest(world)
  const [only] = open
  if (!only) return step(state, [say(world, 'nothing-open')])
  if (open.length === 1) return ask(world, state, only, text, files, false)
  const asked = state.asked + 1
  const choices = open
    .slice(0, MOST_OFFERED)
    .map(({ enquiry }) => ({ value: `desk:for:${asked}:${enquiry.id}`, label: enquiry.number }))
  const rows = open.slice(0, MOST_OFFERED).map(({ enquiry }) =>
    world.phrases.say('desk.list.row', {
      number: enquiry.number,
      question: shortened(world, enquiry.question, 40),
    }),
  )
  const reply = say(world, 'for-which', {}, [...choices, button(world, 'no-send', `no:desk:${asked}`)])
  return step({ asked, pending: { type: 'confirm', id: null, text, files, addition: false } }, [
    { ...reply, text: lines(reply.text, ...rows) },
  ])
}

/** Those the officer holds or stands in for; without any, all that may be answered. */
function nearest({ cases, officer }: DeskWorld): DeskCase[] {
  const open = cases.filter(({ enquiry, may }) => may && enquiry.status === 'open')
  const own = open.filter(({ enquiry }) => enquiry.holderId === officer.id || enquiry.deputyId === officer.id)
  return own.length > 0 ? own : open
}

/** Somebody was faster, or it is closed: shall it go out all the same? */
export function askAddition(
  world: DeskWorld,
  state: DeskState,
  one: DeskCase,
  text: string,
  files: FileRef[],
): DeskStep {
  const asked = state.asked + 1
  const done = say(world, ...whatHappened(world, one))
  const question = say(world, 'addition', {}, yesNo(world, asked))
  const reply = { ...question, text: lines(done.text, question.text) }
  return step({ asked, pending: { type: 'confirm', id: one.enquiry.id, text, files, addition: true } }, [
    reply,
  ])
}

/** The yes or no to files that wait for words: they go as they are, or not at all. */
export function filesAlone(
  world: DeskWorld,
  state: DeskState,
  { id, what, files }: Extract<Pending, { type: 'words' }>,
  yes: boolean,
): DeskStep {
  const one = world.cases.find(({ enquiry }) => enquiry.id === id)
  if (!yes || !one) return step({ ...state, pending: null }, [say(world, 'not-sent')])
  if (what !== 'answer' && what !== 'note')
    return step(state, [refusedReply(world, { why: 'empty', number: one.enquiry.number })])
  const gone = settleDoing(world, state, what, one)
  if (gone) return gone
  if (what === 'answer' && one.enquiry.status !== 'open') return askAddition(world, state, one, '', files)
  return step({ ...state, pending: null }, [], { enquiryId: id, act: { type: what, text: '', files } })
}

/** The yes or no to an answer that waits. */
export function confirmed(
  world: DeskWorld,
  state: DeskState,
  pending: Extract<Pending, { type: 'confirm' }>,
  yes: boolean,
): DeskStep {
  if (!yes) return step({ ...state, pending: null }, [say(world, 'not-sent')])
  const one = world.cases.find(({ enquiry }) => enquiry.id === pending.id)
  if (!one) return step(state, [say(world, 'pick-one')])
  const { text, files, addition } = pending
  const isBare = text === '' && files.length > 0 && one.enquiry.status === 'open'
  if (!addition && !isBare) return sent(world, state, one, 'answer', text, files)
  return settleDoing(world, state, 'answer', one) ?? added(state, one, text, files)
}

/** Goes out beside what somebody else has answered, of which the officer has been told. */
const added = (state: DeskState, { enquiry }: DeskCase, text: string, files: FileRef[]): DeskStep =>
  step({ ...state, pending: null }, [], {
    enquiryId: enquiry.id,
    act: { type: 'answer', text, files },
    version: enquiry.version,
  })
