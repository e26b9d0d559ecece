/** Tells what a text means here: one or several commands. Deterministic and offline. */
import type { Field } from '../programme/schema.ts'
import { NOT_SURE } from '../programme/values.ts'
import type { Command } from './commands.ts'
import { asCorrection } from './correction.ts'
import { asEnquiryStep, asFollowUp, enquiryButton } from './enquiry-words.ts'
import { fieldNamedIn, namesOf } from './field-names.ts'
import { looksLikeQuestion } from './message.ts'
import { bare, lengthOf, normalise } from './normalise.ts'
import { asQuestion, inTalk, type Understanding } from './question.ts'
import { type Reading, readAnswer, splitRows } from './read-answer.ts'
import { asSeveral } from './several-answers.ts'
import { asWish, asWishStep, wishButton } from './wish-words.ts'
import { isOneOf } from './word-lists.ts'

/** Commands that are understood by their words alone, in the order they are tried. */
const WORD_COMMANDS = [
  'back',
  'skip',
  'repeat',
  'undo',
  'help',
  'menu',
  'cancel',
  'resume',
  'check',
  'submit',
  'recall',
  'restart',
] as const

export function understand(utterance: string, at: Understanding): Command[] {
  const plain = bare(utterance)
  if (plain === '')
    return at.open && isFreeText(at.open)
      ? [{ type: 'answer', field: at.open.id, raw: utterance }]
      : [{ type: 'unclear', text: utterance }]
  return (
    asEnquiryStep(utterance, at) ??
    asConfirmation(plain, at) ??
    asWish(plain, at) ??
    asWordCommand(plain, at) ??
    asLink(utterance, at) ??
    asCode(utterance, at) ??
    asFollowUp(utterance, at) ??
    asWishStep(utterance, at) ??
    asShown(utterance, at) ??
    asUnknown(utterance, at) ??
    severalCommand(utterance, at) ??
    asCorrection(utterance, at) ??
    asOffered(utterance, at) ??
    asStanding(plain, at) ??
    asNone(plain, at) ??
    (at.open ? inForm(utterance, at.open, at) : (asAside(plain, at) ?? inTalk(utterance, at)))
  )
}

function asConfirmation(plain: string, { confirming, phrases }: Understanding): Command[] | null {
  if (!confirming) return null
  if (isOneOf(plain, phrases.list('words.yes'))) return [{ type: 'affirm' }]
  return isOneOf(plain, phrases.list('words.no')) ? [{ type: 'deny' }] : null
}

function asWordCommand(plain: string, at: Understanding): Command[] | null {
  const said = (list: string): boolean =>
    isOneOf(plain, at.phrases.list(`commands.${list}`), at.phrases.list('words.polite'))
  const word = WORD_COMMANDS.find(said)
  if (word === 'cancel') return [{ type: 'cancel', stop: said('notices-off') }]
  if (word) return [{ type: word }]
  if (at.open && said('done')) return [{ type: 'done', field: at.open.id }]
  if (said('last-wrong')) return [{ type: 'last-wrong' }]
  if (said('hand-off')) return [{ type: 'hand-off' }]
  if (said('enquire')) return [{ type: 'enquiry', step: { do: 'begin' } }]
  if (said('amendment')) return [{ type: 'move' }]
  if (said('enquiries')) return [{ type: 'enquiries' }]
  if (said('erase')) return [{ type: 'erase' }]
  if (said('export')) return [{ type: 'export' }]
  if (said('link')) return [{ type: 'link' }]
  if (said('unlink')) return [{ type: 'unlink' }]
  if (said('notices-on')) return [{ type: 'notices', on: true }]
  if (said('notices-off')) return [{ type: 'notices', on: false }]
  if (said('list-areas')) return [{ type: 'show', what: 'areas' }]
  if (said('summary')) return [{ type: 'show', what: 'summary' }]
  if (said('status')) return [{ type: 'show', what: 'status' }]
  if (said('code')) return [{ type: 'show', what: 'code' }]
  for (const track of ['eligibility', 'area', 'filing'] as const)
    if (said(`begin-${track}`)) return [{ type: 'begin', track }]
  for (const code of at.languages) if (said(`language.${code}`)) return [{ type: 'language', code }]
  const kind = ['greeting', 'thanks', 'bye', 'praise', 'annoyed'].find((name) =>
    isOneOf(plain, at.phrases.list(`chat.${name}`)),
  )
  return kind && !isFreeText(at.open) ? [{ type: 'chat', kind }] : null
}

/** “关联 K7QF-2M9D”: the code that another channel shows. */
function asLink(utterance: string, { phrases }: Understanding): Command[] | null {
  const [, words = '', code] =
    /^(.{1,20}?)[\s:：]*([0-9a-z]{4}[-\s]?[0-9a-z]{4})\s*$/is.exec(utterance.normalize('NFKC')) ?? []
  return code !== undefined && isOneOf(bare(words), phrases.list('commands.link'))
    ? [{ type: 'link', code }]
    : null
}

/** “K7QF-2M9D”, “续填码 k7qf2m9d”: what was begun elsewhere. Figures alone are a number, unless it is called a code. */
function asCode(utterance: string, { open, phrases }: Understanding): Command[] | null {
  const [, words = '', code = ''] =
    /^(.{0,20}?)[\s:：]*\b([0-9a-z]{4}[-–—\s]?[0-9a-z]{4})\s*$/is.exec(utterance.normalize('NFKC')) ?? []
  // “part-time” and “continue tomorrow” are words
  if (!/\d/.test(code) && (code === '' || code !== code.toUpperCase())) return null
  const lists = ['commands.code', 'commands.resume'].flatMap((list) => phrases.list(list))
  const isCalledSo = isOneOf(bare(words), lists)
  const isCode = bare(words) === '' && /[-–—]/.test(code) && /[a-z]/i.test(code) && !isFreeText(open)
  return isCalledSo || isCode ? [{ type: 'continue-with', code }] : null
}

/** A yes or no that nothing waits for asks nothing either. */
function asAside(plain: string, { phrases }: Understanding): Command[] | null {
  const isAside = ['words.yes', 'words.no'].some((list) => isOneOf(plain, phrases.list(list)))
  return isAside ? [{ type: 'chat', kind: 'aside' }] : null
}

const isFreeText = (field: Field | null): boolean => field?.type === 'text' || field?.type === 'longtext'

/** “不知道”, “怎么填”, “联系人是什么意思”: what the form itself says about a question; “not sure” may be the answer. */
function asUnknown(utterance: string, at: Understanding): Command[] | null {
  const { open, phrases } = at
  const plain = bare(utterance)
  if (open?.options?.includes(NOT_SURE) && isOneOf(plain, phrases.list('words.unknown')))
    return [{ type: 'answer', field: open.id, raw: NOT_SURE }]
  const polite = phrases.list('words.polite')
  const asks = ['words.unknown', 'words.meaning'].some((list) => isOneOf(plain, phrases.list(list), polite))
  if (open && asks) return [{ type: 'explain', field: open.id }]
  const text = normalise(utterance)
  const named = fieldNamedIn(text, at)
  if (!named) return null
  const around = bare(`${text.slice(0, named.start)} ${text.slice(named.end)}`)
  return isOneOf(around, phrases.list('words.meaning'), polite)
    ? [{ type: 'explain', field: named.fields[0].id }]
    : null
}

function severalCommand(utterance: string, at: Understanding): Command[] | null {
  const several = asSeveral(utterance, at)
  return several && [{ type: 'several', said: utterance, ...several }]
}

/** Longer than this is no short question about an answer. */
const LONGEST_LOOK = 60

/** “我填的联系电话是什么”, “what did I say for the phone number”. */
function asShown(utterance: string, at: Understanding): Command[] | null {
  const text = normalise(utterance)
  const asks = at.phrases.list('several.shown').some((word) => text.includes(word))
  const named = asks && lengthOf(text) <= LONGEST_LOOK ? fieldNamedIn(text, at) : null
  return named && [{ type: 'show-answer', fields: named.fields.map(({ id }) => id) }]
}

/** “没有”, “没有办公电话”: an optional question is answered by leaving it open. */
function asNone(plain: string, { open, text, phrases }: Understanding): Command[] | null {
  if (!open || open.required || isChoice(open)) return null
  const names = namesOf(open, text).map((name) => bare(name).replace(/ /g, ''))
  const said = plain.replace(/ /g, '')
  const none = phrases.list('words.none').map((word) => bare(word).replace(/ /g, ''))
  const isNone = none.some((word) => said === word || names.some((name) => said === word + name))
  return isNone ? [{ type: 'skip' }] : null
}

const isChoice = ({ type }: Field): boolean =>
  ['choice', 'choices', 'yes-no', 'topics', 'recommender', 'acknowledge'].includes(type)

function asOffered(utterance: string, at: Understanding): Command[] | null {
  if (isFreeText(at.open) || at.offered.length === 0 || lengthOf(utterance) > 40) return null
  const text = bare(utterance)
  if (at.open && isChoice(at.open)) return asSuggested(text, at.open, at)
  const option =
    at.offered.find((offer) => bare(offer.label) === text) ??
    (/^\d$/.test(text) && !at.open ? at.offered[Number(text) - 1] : undefined)
  return option ? fromChoice(option.value) : null
}

/** Buttons that mean the same at any time, by the key of their words. */
const STANDING = {
  'begin-eligibility': 'begin:eligibility',
  'begin-area': 'begin:area',
  'begin-filing': 'begin:filing',
  'continue-filing': 'begin:filing',
  check: 'do:check',
  recall: 'do:recall',
  status: 'show:status',
}

/** The words of a button that is no longer on the screen. */
function asStanding(
  plain: string,
  { open, programme, text, phrases, handedIn }: Understanding,
): Command[] | null {
  if (isFreeText(open)) return null
  const forms = handedIn ? programme.forms.map(({ id }) => [text.forms[id]?.button ?? id, `form:${id}`]) : []
  const buttons = Object.entries(STANDING).map(([key, value]) => [phrases.say(`buttons.${key}`), value])
  const found = [...forms, ...buttons].find(([label = '']) => bare(label) === plain)
  return found?.[1] === undefined ? null : fromChoice(found[1])
}

/** Where a few options are suggested out of many, a number means the list on the screen, and a yes the only one. */
function asSuggested(text: string, open: Field, { offered, phrases }: Understanding): Command[] | null {
  const options = offered.filter(({ value }) => /^(?:answer|show):/.test(value))
  const suggested = options.filter(({ value }) => value.startsWith(`answer:${open.id}:`))
  if (suggested.length === 0 || suggested.length === options.length) return null
  const only = suggested.length === 1 && isOneOf(text, phrases.list('words.yes')) ? suggested[0] : undefined
  const meant = only ?? (/^\d$/.test(text) ? options[Number(text) - 1] : undefined)
  return meant ? fromChoice(meant.value) : null
}

/** Reads the value of a button: `<verb>:<argument>…`. Unknown ones are stale. */
export function fromChoice(value: string): Command[] {
  const [verb = '', first = '', ...rest] = value.split(':')
  const second = rest.join(':')
  switch (verb) {
    case 'begin':
      return [{ type: 'begin', track: first as 'filing' }]
    case 'answer':
      return [{ type: 'answer', field: first, raw: second }]
    case 'done':
      return [{ type: 'done', field: first }]
    case 'drop':
      return [{ type: 'remove-row', field: first, row: Number(second) }]
    case 'go':
      return [{ type: 'go-to', field: first }]
    case 'ask':
      return [{ type: 'ask', text: '', answers: [first] }]
    case 'show':
      return [{ type: 'show', what: first as 'summary' }]
    case 'language':
      return [{ type: 'language', code: first }]
    case 'do':
      return [{ type: first } as Command]
    case 'enquiry':
      return [enquiryButton(value.slice('enquiry:'.length)) ?? { type: 'stale' }]
    case 'wish':
      return [wishButton(value.slice('wish:'.length)) ?? { type: 'stale' }]
    case 'form':
      return [{ type: 'open-form', form: first }]
    case 'notices':
      return [{ type: 'notices', on: first === 'on' }]
    case 'unlink':
      return [{ type: 'unlink', who: first === 'others' ? 'others' : 'here' }]
    case 'as':
      return [{ type: 'take-as-answer', field: first, proposal: Number(second) }]
    case 'yes':
    case 'no':
      return [{ type: verb === 'yes' ? 'affirm' : 'deny' }]
    default:
      return [{ type: 'stale' }]
  }
}

function inForm(utterance: string, open: Field, at: Understanding): Command[] {
  const context = { programme: at.programme, text: at.text, phrases: at.phrases, year: at.year }
  if (open.type === 'rows' && open.columns) return inRows(utterance, open, at)
  const reading = readAnswer(open, utterance, context)
  const asked = asQuestion(utterance, at, couldAnswer(reading, utterance, at))
  if (asked) return asked
  return [{ type: 'answer', field: open.id, raw: utterance }]
}

function inRows(utterance: string, open: Field, at: Understanding): Command[] {
  // cells parted as a row is parted are a row, whatever words stand in them
  const isRow = /[;；|｜\t]/.test(utterance) && !/[?？]\s*$/.test(utterance)
  const asked = isRow ? null : asQuestion(utterance, at, /[,，]/.test(utterance))
  if (asked) return asked
  return [{ type: 'answer-row', field: open.id, rows: splitRows(open.columns ?? [], utterance) }]
}

/** Whether the text could be the answer itself, or describe it; then only a clear question is taken as one. */
function couldAnswer(reading: Reading, utterance: string, at: Understanding): boolean {
  const describes = 'suggestions' in reading && reading.suggestions.length > 0
  return reading.ok || (describes && !looksLikeQuestion(utterance, at.phrases))
}
