/** What is asked before something is done with an enquiry, and what is said when it can be done no more. */

import { refusedReply } from './desk-news.ts'
import type { Doing } from './desk-read.ts'
import type { DeskCase, DeskState, DeskStep, DeskWorld, WantedWords } from './desk-shapes.ts'
import { button, lineIn, lines, say, when } from './desk-words.ts'

const step = (state: DeskState, reply: DeskStep['replies'][number]): DeskStep => ({
  replies: [reply],
  state,
  act: null,
  command: null,
})

/** What is said instead, where rights or the enquiry itself are gone; null: it can be done. */
export function settleDoing(world: DeskWorld, state: DeskState, what: Doing, one: DeskCase): DeskStep | null {
  const { number, status } = one.enquiry
  const refuse = (why: string) => step({ ...state, pending: null }, refusedReply(world, { why, number }))
  // whether there is such a number is nobody's business who may not see it
  if (!one.may) return refuse('no-such')
  if (status === 'erased') return refuse('erased')
  if (status === 'open' || what === 'show' || what === 'answer' || what === 'note') return null
  return step({ ...state, pending: null }, say(world, ...whatHappened(world, one)))
}

/** The next words are for this. */
export function askForWords(
  world: DeskWorld,
  state: DeskState,
  one: DeskCase,
  what: WantedWords,
  contact?: string,
): DeskStep {
  const gone = settleDoing(world, state, what, one)
  if (gone) return gone
  const { id, number, programmeId, status, version } = one.enquiry
  const isMore = what === 'answer' && status !== 'open'
  const at = world.at.toISOString()
  const more = { ...(contact ? { contact } : {}), ...(isMore ? { version } : {}) }
  const pending = { type: 'words' as const, what, id, files: [], at, ...more }
  const line = contact ? lineIn(world, contact, programmeId) : ''
  const cancel = [button(world, 'cancel', 'desk:cancel')]
  const reply = say(world, isMore ? 'wanted.addition' : `wanted.${what}`, { number, line }, cancel)
  const done = isMore ? say(world, ...whatHappened(world, one)).text : null
  return step({ ...state, pending }, { ...reply, text: lines(done, reply.text) })
}

/** Who answered or closed it, and when: the phrase and what it needs. */
export function whatHappened(
  world: DeskWorld,
  { enquiry, entries }: DeskCase,
): [string, Record<string, string>] {
  const last = lastWord(entries)
  const isOwn = last?.officerId === world.officer.id
  const what = enquiry.status === 'closed' ? 'closed' : 'answered'
  return [
    `happened.${what}${isOwn ? '-by-you' : ''}`,
    {
      number: enquiry.number,
      by: world.names.get(last?.officerId ?? '') ?? world.phrases.say('desk.nobody'),
      at: when(world, last?.at ?? enquiry.lastAt, enquiry.programmeId),
    },
  ]
}

const lastWord = (entries: DeskCase['entries']) =>
  entries.findLast(({ kind }) => kind === 'answered' || kind === 'closed' || kind === 'clarified')

/** Every line but the present one. */
export const linesOfMove = ({ textsOf }: DeskWorld, { enquiry }: DeskCase): string[] =>
  textsOf(enquiry.programmeId).lines.filter((line) => line !== enquiry.contact)

export function askLine(
  world: DeskWorld,
  state: DeskState,
  { enquiry }: DeskCase,
  contacts: string[],
): DeskStep {
  const { id, number, programmeId } = enquiry
  const choices = contacts.map((contact) => ({
    value: `desk:line:${id}:${contact}`,
    label: lineIn(world, contact, programmeId),
  }))
  return step(
    state,
    say(world, 'which-line', { number }, [...choices, button(world, 'cancel', 'desk:cancel')]),
  )
}
