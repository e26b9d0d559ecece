/** Tells what a text means here: one or several commands. Deterministic and offline. */
import type { Field, Programme, ProgrammeText } from '../programme/schema.ts'
import type { Command } from './commands.ts'
import { bare, lengthOf, normalise } from './normalise.ts'
import type { Phrases } from './phrases.ts'
import { type Option, type Reading, readAnswer, splitRows } from './read-answer.ts'
import type { Match, Retrieval } from './retrieve.ts'
import { suggestTopics } from './suggest-topics.ts'

export interface Understanding {
  programme: Programme
  text: ProgrammeText
  phrases: Phrases
  retrieval: Retrieval
  /** the open question */
  open: Field | null
  /** a yes or no is awaited */
  confirming: boolean
  /** buttons on the screen: value = the choice string, label = what it says */
  offered: readonly Option[]
  year: number
}

/** At or above this the answer is given; calibrated on the folder's own examples by cross-validation. */
export const SURE = 0.42
/** Between this and SURE the assistant asks which one is meant. */
export const MAYBE = 0.24
/** Two answers this close are not told apart by the score alone. */
const CLOSE = 0.04

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
  if (plain === '') return [{ type: 'unclear', text: utterance }]
  return (
    asConfirmation(plain, at) ??
    asWordCommand(plain, at) ??
    asCorrection(utterance, at) ??
    asOffered(utterance, at) ??
    (at.open ? inForm(utterance, at.open, at) : inTalk(utterance, at))
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
  if (word) return [{ type: word }]
  if (at.open && said('done')) return [{ type: 'done', field: at.open.id }]
  if (said('last-wrong')) return [{ type: 'last-wrong' }]
  if (said('hand-off')) return [{ type: 'hand-off' }]
  if (said('list-areas')) return [{ type: 'show', what: 'areas' }]
  if (said('summary')) return [{ type: 'show', what: 'summary' }]
  if (said('status')) return [{ type: 'show', what: 'status' }]
  if (said('code')) return [{ type: 'show', what: 'code' }]
  for (const track of ['eligibility', 'area', 'filing'] as const)
    if (said(`begin-${track}`)) return [{ type: 'begin', track }]
  for (const code of at.programme.languages) if (said(`language.${code}`)) return [{ type: 'language', code }]
  const kind = ['greeting', 'thanks', 'bye', 'praise', 'annoyed'].find((name) =>
    isOneOf(plain, at.phrases.list(`chat.${name}`)),
  )
  return kind && !isFreeText(at.open) ? [{ type: 'chat', kind }] : null
}

const isFreeText = (field: Field | null): boolean => field?.type === 'text' || field?.type === 'longtext'

/** “联系电话改成 021-…”, “change contact person to …”, “修改联系电话”. */
function asCorrection(utterance: string, at: Understanding): Command[] | null {
  const text = normalise(utterance)
  const named = fieldNamedIn(text, at)
  if (!named) return null
  const rest = text.slice(named.end)
  for (const connector of at.phrases.list('correction.to')) {
    if (!rest.trimStart().startsWith(connector)) continue
    const from = utterance.length - (rest.trimStart().length - connector.length)
    const raw = utterance
      .slice(Math.max(0, from))
      .replace(/^[\s:：，,是为]+/, '')
      .trim()
    if (raw !== '') return [{ type: 'correct', field: named.field.id, raw }]
  }
  const before = text.slice(0, named.start).trim()
  const bareRest = bare(rest)
  const asksToChange = at.phrases
    .list('correction.verb')
    .some((verb) => before === verb || before.endsWith(verb))
  const endsSo = bareRest === '' || isOneOf(bareRest, at.phrases.list('correction.tail'))
  const saysWrong = before === '' && isOneOf(bareRest, at.phrases.list('correction.wrong'))
  return (asksToChange && endsSo) || saysWrong ? [{ type: 'go-to', field: named.field.id }] : null
}

/** The field whose label stands in the text; the longest label wins. */
function fieldNamedIn(text: string, at: Understanding): { field: Field; start: number; end: number } | null {
  let best: { field: Field; start: number; end: number } | null = null
  for (const field of at.programme.fields.values()) {
    const label = normalise(at.text.fields[field.id]?.label ?? '').replace(/[（(].*$/, '')
    const start = label === '' ? -1 : text.indexOf(label)
    if (start >= 0 && label.length > (best ? best.end - best.start : 0))
      best = { field, start, end: start + label.length }
  }
  return best
}

function asOffered(utterance: string, at: Understanding): Command[] | null {
  if (isFreeText(at.open) || at.offered.length === 0 || lengthOf(utterance) > 40) return null
  const open = at.open && ['choice', 'choices', 'yes-no', 'topics', 'recommender'].includes(at.open.type)
  if (open) return null
  const text = bare(utterance)
  const option =
    at.offered.find((offer) => bare(offer.label) === text) ??
    (/^\d$/.test(text) && !at.open ? at.offered[Number(text) - 1] : undefined)
  return option ? fromChoice(option.value) : null
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
  const asked = asQuestion(utterance, at, fits(open, reading))
  if (asked) return asked
  return [{ type: 'answer', field: open.id, raw: utterance }]
}

function inRows(utterance: string, open: Field, at: Understanding): Command[] {
  const asked = asQuestion(utterance, at, /[;；|｜\t,，]/.test(utterance))
  if (asked) return asked
  return [{ type: 'answer-row', field: open.id, rows: splitRows(open.columns ?? [], utterance) }]
}

/** Whether the text could be the answer itself; then only a clear question is taken as one. */
const fits = (open: Field, reading: Reading): boolean =>
  reading.ok && (isFreeText(open) || !['topics', 'recommender'].includes(open.type) || reading.ok)

function asQuestion(utterance: string, at: Understanding, couldBeAnswer: boolean): Command[] | null {
  const asksSomething = looksLikeQuestion(utterance, at.phrases)
  if (lengthOf(utterance) > 120 || (couldBeAnswer && !asksSomething)) return null
  const matches = at.retrieval.rank(utterance)
  const best = matches[0]?.score ?? 0
  if (best >= SURE + (asksSomething ? 0 : 0.15)) return questionCommands(utterance, at)
  if (asksSomething && (best >= MAYBE || !couldBeAnswer) && !couldBeAnswer)
    return questionCommands(utterance, at)
  return null
}

/** True when the wording asks: a question mark, or a question word of the language. */
export function looksLikeQuestion(utterance: string, phrases: Phrases): boolean {
  const text = normalise(utterance)
  return /\?\s*$/.test(text) || phrases.list('question.words').some((word) => containsWord(text, word))
}

function containsWord(text: string, word: string): boolean {
  const latin = /^[a-z ']+$/.test(word)
  return latin ? new RegExp(`(?:^|[^a-z])${word}(?:[^a-z]|$)`).test(text) : text.includes(word)
}

function inTalk(utterance: string, at: Understanding): Command[] {
  const parts = splitQuestions(utterance)
  if (parts.length === 1) return questionCommands(utterance, at)
  const each = parts.map((part) => questionCommands(part, at))
  const clear = each.filter((commands) => commands[0]?.type === 'ask')
  const whole = questionCommands(utterance, at)
  if (clear.length >= 2 && !sameAnswers(clear)) return clear.flat()
  return whole[0]?.type === 'ask' || clear.length === 0 ? whole : clear.flat()
}

const sameAnswers = (commands: Command[][]): boolean =>
  new Set(commands.map((list) => (list[0]?.type === 'ask' ? list[0].answers[0] : ''))).size < commands.length

/** Parts a message at its sentence ends; very short parts stay with their neighbour. */
function splitQuestions(utterance: string): string[] {
  const parts = utterance
    .split(/(?<=[?？!！。；;\n])|(?:，|,)?\s*(?:另外|还有|顺便问|and also|and can|and what)\s*/i)
    .map((part) => part.trim())
    .filter((part) => lengthOf(bare(part)) >= 3)
  return parts.length === 0 ? [utterance] : parts.slice(0, 4)
}

function questionCommands(utterance: string, at: Understanding): Command[] {
  const matches = at.retrieval.rank(utterance)
  const best = matches[0]
  const topics = asTopics(utterance, at, best?.score ?? 0)
  if (topics) return topics
  if (!best || best.score < MAYBE) return [{ type: 'unclear', text: utterance }]
  const rivals = matches.filter((match) => best.score - match.score < CLOSE)
  if (best.score >= SURE || (best.score >= MAYBE * 1.35 && rivals.length === 1))
    return [{ type: 'ask', text: utterance, answers: [best.answer.id] }]
  return [{ type: 'clarify', text: utterance, answers: candidates(matches) }]
}

const candidates = (matches: Match[]): string[] =>
  matches
    .filter((match) => match.score >= MAYBE * 0.8)
    .slice(0, 3)
    .map((match) => match.answer.id)

/** “我们做芯片的应该选哪个领域”: a described project, or words of the topics and nothing else known. */
function asTopics(utterance: string, at: Understanding, bestScore: number): Command[] | null {
  const asksForArea = at.phrases.list('topics.asks').some((word) => normalise(utterance).includes(word))
  const found = suggestTopics(at.programme, utterance)
  if (asksForArea && found.length > 0 && bestScore < 0.75) return [{ type: 'topics', text: utterance }]
  const strong = (found[0]?.score ?? 0) >= 2
  return strong && bestScore < MAYBE * 1.35 ? [{ type: 'topics', text: utterance }] : null
}

/** True when the text is one of the words, give or take a polite particle such as “please”. */
function isOneOf(plain: string, words: readonly string[], polite: readonly string[] = []): boolean {
  const squeezed = plain.replace(/ /g, '')
  return words.some((word) => {
    const wanted = bare(word).replace(/ /g, '')
    return (
      squeezed === wanted || polite.some((tail) => squeezed === wanted + tail || squeezed === tail + wanted)
    )
  })
}
