/** Tells what a text means here: one or several commands. Deterministic and offline. */
import type { Field } from '../programme/schema.ts'
import type { Command } from './commands.ts'
import { bare, lengthOf, normalise } from './normalise.ts'
import { asQuestion, inTalk, type Understanding } from './question.ts'
import { type Reading, readAnswer, splitRows } from './read-answer.ts'

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
