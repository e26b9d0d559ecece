/** Understands that an earlier answer is to be changed: which one, and what to. */
import type { Field } from '../programme/schema.ts'
import type { Command } from './commands.ts'
import { fieldNamedIn, fitting, type Named, typedLength } from './field-names.ts'
import { looksLikeQuestion } from './message.ts'
import { bare, lengthOf, normalise } from './normalise.ts'
import type { Understanding } from './question.ts'
import { readAnswer } from './read-answer.ts'
import { isOneOf } from './word-lists.ts'

/** A label and a colon before another text than this is a text that begins so. */
const LONGEST_LABELLED = 100

/** “联系电话改成 021-…”, “change contact person to …”, “修改联系电话”, “不对，是李四”, “修改”. */
export function asCorrection(utterance: string, at: Understanding): Command[] | null {
  const text = normalise(utterance)
  const named = fieldNamedIn(text, at)
  if (!named) return ofTheLast(utterance, text, at)
  const before = text.slice(0, named.start).trim()
  const raw = newValue(utterance, text, named.end, connectorsAfter(before, at), at)
  if (raw) return [{ type: 'correct', field: fitting(named.fields, raw, at).id, raw }]
  const other =
    (before === '' ? (notThis(utterance, text, named, at) ?? labelled(utterance, text, named, at)) : null) ??
    ofTheLast(utterance, text, at)
  if (other) return other
  const bareRest = bare(text.slice(named.end))
  const endsSo = bareRest === '' || isOneOf(bareRest, at.phrases.list('correction.tail'))
  const saysWrong = before === '' && isOneOf(bareRest, at.phrases.list('correction.wrong'))
  return (endsWithOne(before, at.phrases.list('correction.verb')) && endsSo) || saysWrong
    ? [{ type: 'go-to', field: named.fields[0].id }]
    : null
}

/** What may join a field and its new value, by what stands before the field; a sentence before it is no command. */
function connectorsAfter(before: string, { phrases }: Understanding): readonly string[] {
  if (endsWithOne(before, phrases.list('correction.verb')))
    return [...phrases.list('correction.to'), ...phrases.list('correction.after-verb')]
  const leads = before === '' || isOneOf(bare(before), phrases.list('correction.lead'))
  return leads ? phrases.list('correction.to') : []
}

const endsWithOne = (before: string, words: readonly string[]): boolean =>
  lengthOf(before) <= 20 && words.some((word) => before.endsWith(word))

/** The longest of these words that stands at a place of a text, blanks aside, as the place where it ends. */
function endOfOne(text: string, from: number, words: readonly string[]): number | null {
  const gap = text.slice(from).search(/\S/)
  if (gap < 0) return null
  const found = words
    .filter((word) => text.startsWith(word, from + gap))
    .sort((a, b) => b.length - a.length)[0]
  return found === undefined ? null : from + gap + found.length
}

/** What follows the connector, as it was typed; empty when there is no connector. */
function newValue(
  utterance: string,
  text: string,
  from: number,
  connectors: readonly string[],
  { phrases }: Understanding,
): string {
  const end = endOfOne(text, from, connectors)
  if (end === null) return ''
  const raw = utterance
    .slice(typedLength(utterance, end))
    .replace(/^[\s:：，,]+/, '')
    .trim()
  const tail = phrases.list('correction.end').find((word) => raw.length > word.length && raw.endsWith(word))
  return tail ? raw.slice(0, -tail.length).trim() : raw
}

/** “联系人不是张三，是李四”: what it is stands after the last “but”. */
function notThis(utterance: string, text: string, named: Named, at: Understanding): Command[] | null {
  const { phrases } = at
  if (endOfOne(text, named.end, phrases.list('correction.not')) === null) return null
  const but = Math.max(...phrases.list('correction.but').map((word) => text.lastIndexOf(word)))
  if (but <= named.end) return null
  const raw = newValue(utterance, text, but, phrases.list('correction.but'), at)
  return raw ? [{ type: 'correct', field: fitting(named.fields, raw, at).id, raw }] : null
}

/** “邮编：200032”, “联系人是李四” while something else is asked, or before the answer to the open question itself. */
function labelled(utterance: string, text: string, named: Named, at: Understanding): Command[] | null {
  const isOpen = named.fields.some(({ id }) => id === at.open?.id)
  const mayState = isOpen || !(at.open?.type === 'text' || at.open?.type === 'longtext')
  const joints =
    mayState && !looksLikeQuestion(utterance, at.phrases) ? at.phrases.list('several.joints') : []
  const raw = newValue(utterance, text, named.end, [':', ...joints], at)
  const field: Field = fitting(named.fields, raw, at)
  const isShort = lengthOf(raw) <= LONGEST_LABELLED || isOpen
  return raw !== '' && isShort ? [{ type: 'correct', field: field.id, raw }] : null
}

/** “不对，是李四” corrects what was answered last; “修改” alone asks which one. */
function ofTheLast(utterance: string, text: string, at: Understanding): Command[] | null {
  const { phrases } = at
  if (isOneOf(bare(text), phrases.list('correction.which'))) return [{ type: 'which-field' }]
  const end = endOfOne(text, 0, phrases.list('correction.last'))
  if (end === null || !/^[\s,]/.test(text.slice(end))) return null
  const from = end + text.slice(end).search(/[^\s,]/)
  const raw =
    newValue(utterance, text, from, phrases.list('correction.but'), at) ||
    valueOfLast(utterance.slice(typedLength(utterance, end)).replace(/^[\s,，]+/, ''), at)
  return raw ? [{ type: 'correct-last', raw }] : null
}

/** “sorry, 18 June 2013”: without a joint only a value that its shape gives away, and not to the open question. */
function valueOfLast(raw: string, at: Understanding): string {
  const { last, open } = at
  if (!last || !TOLD_BY_SHAPE.includes(last.type) || !readAnswer(last, raw, at).ok) return ''
  return open?.type === last.type ? '' : raw
}

const TOLD_BY_SHAPE: readonly Field['type'][] = ['date', 'phone', 'mobile', 'email', 'uscc', 'postcode']
