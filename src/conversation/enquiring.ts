/** A question for a person: written down, routed, read back, sent; and what became of it. The open question waits. */
import type { AskerNews } from '../enquiry/enquiry.ts'
import { route, toldBy } from '../enquiry/route.ts'
import type { EnquiryStep } from '../language/commands.ts'
import { asksNothing } from '../language/enquiry-words.ts'
import type { TurnCommand } from './activity-commands.ts'
import { restate, simple } from './moves.ts'
import { askForStars, sayFilesAdded } from './replies/enquiry.ts'
import { enquiryNews } from './replies/enquiry-news.ts'
import { sayHandOff, sayMenu } from './replies/menu.ts'
import type { Turn } from './turn.ts'
import type { EnquiryDraft, FileRef } from './types.ts'

const EMPTY: EnquiryDraft = { text: '', files: [], area: null, general: false, followUp: null }

export function enquire(turn: Turn, step: EnquiryStep): void {
  switch (step.do) {
    case 'begin':
      return begin(turn)
    case 'use':
      return write(turn, turn.memory.unclear ?? '')
    case 'write':
      return write(turn, step.text)
    case 'area':
      keep(turn, { area: step.area, general: step.area === null })
      return settleRoute(turn)
    case 'edit':
      turn.move({ type: 'compose' })
      return restate(turn)
    case 'send':
      return send(turn, step.consent)
    case 'drop':
      over(turn)
      simple(turn, 'enquiry.dropped')
      return restate(turn)
    case 'follow-up':
      keep(turn, { ...EMPTY, followUp: step.number })
      turn.move({ type: 'compose' })
      return restate(turn)
    case 'solved':
      return turn.say(askForStars(turn.world, step.number))
    case 'rate':
      return void turn.effects.push({ type: 'rate-enquiry', number: step.number, stars: step.stars })
  }
}

/** Files sent while a question is put go with it. */
export function attachToEnquiry(turn: Turn, files: FileRef[]): void {
  const before = turn.memory.enquiry ?? EMPTY
  keep(turn, { files: [...before.files, ...files] })
  turn.say(sayFilesAdded(turn.world, files))
  restate(turn)
}

/** What was not understood is at hand only as long as nothing else was talked about. */
export function forgetUnclear(turn: Turn, { type }: TurnCommand): void {
  if (turn.memory.unclear === undefined || KEEPS_UNCLEAR.has(type)) return
  const { unclear: _, ...memory } = turn.memory
  turn.memory = memory
}

const KEEPS_UNCLEAR: ReadonlySet<string> = new Set([
  'unclear',
  'clarify',
  'hand-off',
  'enquiry',
  'event',
  'add-files',
  'lost-file',
])

export function hearEnquiry(turn: Turn, news: AskerNews): void {
  for (const reply of enquiryNews(turn.world, news)) turn.say(reply)
  // what comes unasked must not look like an answer to be given
  if (!UNASKED.has(news.type)) restate(turn)
}

const UNASKED: ReadonlySet<string> = new Set(['answered', 'moved', 'late', 'closed', 'clarified'])

export function hearErased(turn: Turn, kept: string[]): void {
  const { phrases } = turn.world
  const key = kept.length > 0 ? 'erase.done-but-kept' : 'erase.done'
  turn.say({ key, text: phrases.say(key, { numbers: kept.join(phrases.say('marks.list')) }) })
  turn.say(sayMenu(turn.world))
}

/** Nobody here asked for it, so it is said why before it is done. */
export function hearErasure(turn: Turn, why: 'asked' | 'kept-long-enough'): void {
  turn.say({ key: `erase.ordered.${why}`, text: turn.world.phrases.say(`erase.ordered.${why}`) })
  turn.effects.push({ type: 'erase' })
}

export function hearExported(turn: Turn, { href, minutes }: { href: string; minutes: number }): void {
  const { phrases } = turn.world
  turn.say({
    key: 'export.ready',
    text: phrases.say('export-mine.ready', { minutes }),
    document: {
      kind: 'attachment',
      title: phrases.say('export-mine.title'),
      href,
      mediaType: 'application/zip',
    },
  })
  restate(turn)
}

function begin(turn: Turn): void {
  if (!turn.reach.enquiries) {
    turn.say(sayHandOff(turn.world, false))
    return restate(turn)
  }
  keep(turn, EMPTY)
  turn.move({ type: 'compose' })
  restate(turn)
}

function write(turn: Turn, text: string): void {
  const { followUp, files } = turn.memory.enquiry ?? EMPTY
  // a follow-up may be the answer to what the officer asked
  if (text.trim() === '' || (!followUp && asksNothing(text, turn.world.phrases))) {
    simple(turn, 'enquiry.no-question')
    return restate(turn)
  }
  keep(turn, { text: text.trim() })
  if (!followUp) return settleRoute(turn)
  over(turn)
  turn.effects.push({ type: 'follow-up', number: followUp, text: text.trim(), files })
}

/** Whose question it is; unclear is asked once, and unclear again goes to the general line. */
function settleRoute(turn: Turn): void {
  const { area, general } = turn.memory.enquiry ?? EMPTY
  const { programme, draft } = turn.world
  const way = route({ programme, ...toldBy(draft), general, ...(area ? { area } : {}) })
  turn.move({ type: way.type === 'ask-area' ? 'area-unclear' : 'written' })
  restate(turn)
}

function send(turn: Turn, consent: boolean): void {
  const { text, files, area, general } = turn.memory.enquiry ?? EMPTY
  over(turn)
  turn.effects.push({ type: 'enquire', text, files, area, general, consent })
}

function keep(turn: Turn, change: Partial<EnquiryDraft>): void {
  turn.memory = { ...turn.memory, enquiry: { ...(turn.memory.enquiry ?? EMPTY), ...change } }
}

function over(turn: Turn): void {
  turn.move({ type: 'enquiry-over' })
  const { enquiry: _, unclear: __, ...memory } = turn.memory
  turn.memory = memory
}
