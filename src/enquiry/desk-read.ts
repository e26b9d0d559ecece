/** What an officer wants: buttons, commands in words of every language, answers by quoting, by number or on a card. */

import type { FileRef } from '../programme/values.ts'
import { ledBy, likeNumber, namedIn, quotedCase } from './desk-find.ts'
import type { DeskActivity, DeskCase, DeskState, DeskWorld } from './desk-shapes.ts'

/** What can be done with one enquiry. */
export type Doing = 'show' | 'answer' | 'note' | 'move' | 'take' | 'close'
const DOINGS: readonly Doing[] = ['show', 'answer', 'note', 'move', 'take', 'close']

export type Intent =
  | { type: 'list' | 'help' | 'unbind' | 'cancel' | 'languages' | 'stale' }
  | { type: 'language'; locale: string }
  /** `case` null: it was not said which */
  | { type: 'do'; what: Doing; case: DeskCase | null; text: string }
  | { type: 'line'; case: DeskCase; contact: string }
  /** to the question with this number */
  | { type: 'confirm'; yes: boolean; asked: number }
  /** the words that wait are for this one */
  | { type: 'for'; case: DeskCase; asked: number }
  /** words and files; `case`: said by quoting, number or card */
  | { type: 'words'; text: string; files: FileRef[]; case: DeskCase | null }
  /** a number was named that is none of this officer's */
  | { type: 'no-such'; number: string }

const PLAIN = ['list', 'help', 'unbind', 'cancel', 'languages'] as const

/** Reads one activity; words that are no command are words for somebody. */
export function readDesk(
  world: DeskWorld,
  state: DeskState,
  activity: Extract<DeskActivity, { kind: 'text' | 'choice' | 'form' | 'file' }>,
): Intent {
  switch (activity.kind) {
    case 'choice':
      return fromButton(world, activity.value)
    case 'form':
      return fromCard(world, activity.step, activity.values)
    case 'file':
      return words(world, state, activity.text ?? '', activity.files, activity.quoted)
    case 'text':
      return (
        fromCommand(world, state, activity.text, activity.quoted) ??
        words(world, state, activity.text, [], activity.quoted)
      )
  }
}

const byId = (world: DeskWorld, id: string | undefined): DeskCase | null =>
  world.cases.find(({ enquiry }) => enquiry.id === id) ?? null

function fromButton(world: DeskWorld, value: string): Intent {
  const [head = '', verb = '', ...rest] = value.split(':')
  if ((head === 'yes' || head === 'no') && verb === 'desk')
    return { type: 'confirm', yes: head === 'yes', asked: Number(rest[0]) }
  const isPlain = PLAIN.find((one) => one === verb)
  if (head === 'desk' && isPlain) return { type: isPlain }
  if (head === 'desk' && verb === 'language' && rest[0]) return { type: 'language', locale: rest[0] }
  if (head === 'desk') return aboutOne(world, verb, rest)
  // what applicants do here, such as a command of the bot's menu: say what this chat is now
  return { type: value === 'gone' ? 'stale' : 'help' }
}

function aboutOne(world: DeskWorld, verb: string, rest: string[]): Intent {
  const what = DOINGS.find((one) => one === verb)
  const one = byId(world, verb === 'for' ? rest[1] : rest[0])
  if (!one) return { type: 'stale' }
  if (what) return { type: 'do', what, case: one, text: '' }
  if (verb === 'line' && rest[1]) return { type: 'line', case: one, contact: rest[1] }
  return verb === 'for' ? { type: 'for', case: one, asked: Number(rest[0]) } : { type: 'stale' }
}

/** A card has one input, the answer. */
function fromCard(world: DeskWorld, step: string, values: Record<string, string | string[]>): Intent {
  const one = byId(world, /^desk:answer:(.+)$/.exec(step)?.[1])
  const text = String(values.text ?? '').trim()
  return one ? { type: 'words', text, files: [], case: one } : { type: 'stale' }
}

function fromCommand(
  world: DeskWorld,
  { pending, asked }: DeskState,
  text: string,
  quoted: string | undefined,
): Intent | null {
  const said = plainWords(text)
  const saidIn = (name: string) => wordsOf(world, name).includes(said)
  if (pending && pending.type !== 'words' && saidIn('yes')) return { type: 'confirm', yes: true, asked }
  if (pending && pending.type !== 'words' && saidIn('no')) return { type: 'confirm', yes: false, asked }
  const isPlain = PLAIN.find(saidIn)
  if (isPlain) return { type: isPlain }
  const tongue = world.tongues.find((one) => plainWords(one.say('desk.language-name')) === said)
  if (tongue) return { type: 'language', locale: tongue.language }
  return doing(world, text, quoted, pending?.type === 'words')
}

/** “close NUMBER because …”, or the word alone; by quoting a card, “note: …”. */
function doing(
  world: DeskWorld,
  text: string,
  quoted: string | undefined,
  isAwaited: boolean,
): Intent | null {
  const about = quoted === undefined ? null : quotedCase(quoted, world.cases)
  for (const what of DOINGS)
    for (const word of wordsOf(world, what)) {
      const rest = restAfter(word, text)
      if (rest === null) continue
      if (rest === '') return { type: 'do', what, case: about, text: '' }
      const led = ledBy(rest.replace(/^[\s:：]+/, ''), world.cases)
      if (led) return { type: 'do', what, case: led.case, text: led.rest }
      const unknown = about || isAwaited ? null : likeNumber(rest.replace(/^[\s:：]+/, ''))
      if (unknown) return { type: 'no-such', number: unknown }
      const [, words] = /^\s*[:：]\s*(.+)$/s.exec(rest) ?? []
      if (words && about) return { type: 'do', what, case: about, text: words }
    }
  return null
}

/** What follows a word at the beginning; null when it does not stand there as a word. */
function restAfter(word: string, text: string): string | null {
  const said = text.trim().replace(/^\//, '')
  if (!said.toLowerCase().startsWith(word)) return null
  const rest = said.slice(word.length)
  return /[a-z]$/.test(word) && /^[a-z]/i.test(rest) ? null : rest.replace(/^[。.!！]$/, '')
}

const wordsOf = (world: DeskWorld, name: string): string[] =>
  world.tongues.flatMap((one) => one.list(`desk.words.${name}`))

const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/^\//, '')
    .replace(/[。.!！?？]+$/, '')

function words(
  world: DeskWorld,
  { pending }: DeskState,
  text: string,
  files: FileRef[],
  quoted: string | undefined,
): Intent {
  const led = ledBy(text, world.cases)
  if (led && led.rest === '' && files.length === 0)
    return { type: 'do', what: 'show', case: led.case, text: '' }
  if (led) return { type: 'words', text: led.rest, files, case: led.case }
  const about = quoted === undefined ? null : quotedCase(quoted, world.cases)
  // a quotation that names nobody's enquiry must not be taken for one that names none
  const unknown = about || pending?.type === 'words' ? null : likeNumber(quoted ?? text)
  if (unknown && namedIn(unknown, world.cases).length === 0) return { type: 'no-such', number: unknown }
  return { type: 'words', text: text.trim(), files, case: about }
}
