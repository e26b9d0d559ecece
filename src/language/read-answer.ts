/** Reads what a person typed as the value of a field. Wrong input is never lost: the caller keeps it as `raw`. */

import type { Column, Field, Programme, ProgrammeText } from '../programme/schema.ts'
import { faultOfUscc, normaliseUscc } from '../programme/uscc.ts'
import type { Row, Value } from '../programme/values.ts'
import { findDate } from './dates.ts'
import { bare, hasChinese, lengthOf, normalise } from './normalise.ts'
import { findPhone, isMobile, readPhone } from './phone.ts'
import type { Phrases } from './phrases.ts'
import { readNumber } from './read-number.ts'
import { suggestTopics, type TopicSuggestion } from './suggest-topics.ts'

export type ReadError = { code: string; params?: Record<string, string | number> }
export type Reading =
  /** `converted`: it was typed in another unit */
  | { ok: true; value: Value; converted?: boolean }
  | { ok: false; error: ReadError }
  /** several are possible: one question settles it */
  | { ok: false; error: ReadError; suggestions: TopicSuggestion[] }

export interface ReadingContext {
  programme: Programme
  text: ProgrammeText
  phrases: Phrases
  /** year that stands in where a date has none */
  year: number
  /** recommenders to list first; numbers a person types follow the list */
  suggested?: readonly string[]
}

/** An option a person may choose, with the words it is shown by. */
export interface Option {
  value: string
  label: string
}

/** A topic behind its area, as people see it wherever topics of several areas stand together. */
export function topicPath(
  { text, phrases }: Pick<ReadingContext, 'text' | 'phrases'>,
  area: string,
  topic: string,
): string {
  return `${text.areas[area] ?? area}${phrases.say('marks.path')}${text.topics[topic] ?? topic}`
}

/** Options of a field in the order they are shown. */
export function optionsOf(field: Field, context: ReadingContext): Option[] {
  const { programme, text, phrases } = context
  if (field.type === 'yes-no')
    return ['yes', 'no'].map((value) => ({ value, label: phrases.say(`answers.${value}`) }))
  if (field.type === 'acknowledge') return [{ value: 'yes', label: phrases.say('answers.agree') }]
  if (field.type === 'topics')
    return programme.areas.flatMap((area) =>
      area.topics.map((topic) => ({
        value: topic.id,
        label: topicPath(context, area.id, topic.id),
      })),
    )
  if (field.type === 'recommender') {
    const bodies = programme.recommenders.map(({ id }) => ({ value: id, label: text.recommenders[id] ?? id }))
    return suggestedFirst(bodies, context.suggested ?? [])
  }
  const labels = text.fields[field.id]?.options ?? {}
  return (field.options ?? []).map((value) => ({ value, label: labels[value] ?? value }))
}

function suggestedFirst(options: Option[], suggested: readonly string[]): Option[] {
  const isFirst = ({ value }: Option): boolean => suggested.includes(value)
  return [...options.filter(isFirst), ...options.filter((option) => !isFirst(option))]
}

/** Reads one answer. */
export function readAnswer(field: Field, raw: string | string[], context: ReadingContext): Reading {
  const typed = Array.isArray(raw) ? raw.join(' ') : raw
  switch (field.type) {
    case 'text':
      return readText(typed.replace(/\s+/g, ' ').trim(), field.max)
    case 'longtext':
      return readText(typed.trim(), field.max)
    case 'integer':
    case 'decimal':
    case 'percent':
      return readNumber(typed, field, context.phrases)
    case 'date':
      return readDate(typed, context.year)
    case 'phone':
    case 'mobile':
      return readPhoneField(typed, field.type === 'mobile')
    case 'email':
      return readEmail(typed)
    case 'postcode':
      return readPostcode(typed)
    case 'uscc':
      return readUscc(typed)
    case 'yes-no':
    case 'acknowledge':
      return readYesNo(field, typed, context)
    case 'choice':
    case 'recommender':
      return readChoice(optionsOf(field, context), typed)
    case 'choices':
      return readChoices(optionsOf(field, context), raw, field.max)
    case 'topics':
      return readTopics(field, raw, context)
    default:
      return { ok: false, error: { code: 'format' } }
  }
}

function readText(text: string, max: number | undefined): Reading {
  const count = lengthOf(text)
  if (count === 0) return { ok: false, error: { code: 'required' } }
  if (!/[\p{L}\p{N}]/u.test(text)) return { ok: false, error: { code: 'no-words' } }
  if (max !== undefined && count > max)
    return { ok: false, error: { code: 'too-long', params: { count, max, excess: count - max } } }
  return { ok: true, value: text }
}

function readDate(typed: string, year: number): Reading {
  const date = findDate(normalise(typed), year)
  return date ? { ok: true, value: date } : { ok: false, error: { code: 'date' } }
}

function readPhoneField(typed: string, mobileOnly: boolean): Reading {
  const phone = readPhone(typed) ?? findPhone(typed)
  if (!phone) return { ok: false, error: { code: mobileOnly ? 'mobile' : 'phone' } }
  if (mobileOnly && !isMobile(phone)) return { ok: false, error: { code: 'mobile' } }
  return { ok: true, value: phone.extension ? `${phone.number}-${phone.extension}` : phone.number }
}

const EMAIL_IN_TEXT = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/

function readEmail(typed: string): Reading {
  const typedWhole = typed.normalize('NFKC').trim()
  // “我的邮箱是 a@b.cn”: among words in another script the address stands out
  const text = hasChinese(typedWhole) ? (EMAIL_IN_TEXT.exec(typedWhole)?.[0] ?? typedWhole) : typedWhole
  const fits = text.length <= 254 && /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[a-z0-9-]{2,}$/i.test(text)
  return fits ? { ok: true, value: text } : { ok: false, error: { code: 'email' } }
}

function readPostcode(typed: string): Reading {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  return /^\d{6}$/.test(text) ? { ok: true, value: text } : { ok: false, error: { code: 'postcode' } }
}

function readUscc(typed: string): Reading {
  const whole = normaliseUscc(typed)
  const found = hasChinese(whole) ? /[0-9A-Z]{18}/.exec(whole)?.[0] : whole
  if (found === undefined) return { ok: false, error: { code: 'uscc-none' } }
  const code = found
  const fault = faultOfUscc(code)
  return fault
    ? { ok: false, error: { code: `uscc-${fault.code}`, params: fault.params } }
    : { ok: true, value: code }
}

function readYesNo(field: Field, typed: string, { phrases }: ReadingContext): Reading {
  const text = bare(typed)
  const said = (list: string): boolean => phrases.list(list).some((word) => bare(word) === text)
  if (text === 'true' || text === 'yes' || said('words.yes')) return { ok: true, value: true }
  if (field.type === 'acknowledge') return { ok: false, error: { code: 'acknowledge' } }
  if (text === 'false' || text === 'no' || said('words.no')) return { ok: true, value: false }
  return { ok: false, error: { code: 'yes-no' } }
}

/** The option a text names: by id, number in the list, whole label, or a part that fits only one. */
export function matchOption(options: readonly Option[], typed: string): Option | null {
  const text = bare(typed)
  if (text === '') return null
  const exact = options.find((option) => option.value === typed.trim() || bare(option.label) === text)
  if (exact) return exact
  const number = /^(?:第\s*)?(\d{1,3})(?:\s*(?:个|项|号))?$/.exec(text)
  if (number) return options[Number(number[1]) - 1] ?? null
  const named = options.filter((option) => option.label.split(/[／/]/).some((part) => bare(part) === text))
  if (named.length === 1) return named[0] ?? null
  const close = text.replace(/ /g, '')
  const fitting = (fits: (label: string) => boolean): Option[] => options.filter(({ label }) => fits(label))
  const partial = fitting((label) => overlap(close, squeezed(label)))
  if (partial.length > 0) return single(partial)
  return (
    single(fitting((label) => namesPartOf(close, label))) ??
    single(fitting((label) => isShortFor(close, bare(label))))
  )
}

const single = (options: readonly Option[]): Option | null =>
  options.length === 1 ? (options[0] ?? null) : null

/** “卫健委” for “卫生健康委员会”: the characters of the one stand in the other in this order. */
function isShortFor(text: string, label: string): boolean {
  if (!/^\p{Script=Han}{2,}$/u.test(text)) return false
  let at = -1
  return [...text].every((character) => {
    at = label.indexOf(character, at + 1)
    return at >= 0
  })
}

const squeezed = (text: string): string => bare(text).replace(/ /g, '')

const overlap = (typed: string, label: string): boolean =>
  label.includes(typed) || (typed.length <= label.length + 8 && typed.includes(label))

/** “信用良好” for the option “良好，没有不良记录”: one part of the label says enough when no other option has it. */
const namesPartOf = (typed: string, label: string): boolean =>
  label.split(/[,，、;；(（)）/／]/).some((part) => {
    const words = squeezed(part)
    return words.length >= 2 && typed.length <= words.length + 4 && typed.includes(words)
  })

function readChoice(options: Option[], typed: string): Reading {
  const option = matchOption(options, typed)
  return option ? { ok: true, value: option.value } : { ok: false, error: { code: 'choice' } }
}

function readChoices(options: Option[], raw: string | string[], max: number | undefined): Reading {
  const parts = Array.isArray(raw) ? raw : raw.split(/[,，、;；\n]/).filter((part) => part.trim() !== '')
  const found = parts.map((part) => matchOption(options, part))
  if (found.length === 0 || found.includes(null)) return { ok: false, error: { code: 'choice' } }
  const values = [...new Set(found.map((option) => option?.value ?? ''))]
  if (max !== undefined && values.length > max)
    return { ok: false, error: { code: 'too-many', params: { count: values.length, max } } }
  return { ok: true, value: values }
}

function readTopics(field: Field, raw: string | string[], context: ReadingContext): Reading {
  const chosen = readChoices(optionsOf(field, context), raw, field.max)
  if (chosen.ok || chosen.error.code === 'too-many') return chosen
  const suggestions = suggestTopics(context.programme, Array.isArray(raw) ? raw.join(' ') : raw)
  return { ok: false, error: { code: suggestions.length > 0 ? 'which-topic' : 'no-topic' }, suggestions }
}

/** Reads one row; the first wrong column is named. */
export function readRow(
  columns: readonly Column[],
  cells: Readonly<Record<string, string>>,
  labels: NonNullable<ProgrammeText['fields'][string]['columns']>,
  context: ReadingContext,
): { ok: true; row: Row } | { ok: false; column: string; error: ReadError } {
  const row: Row = {}
  for (const column of columns) {
    const typed = (cells[column.id] ?? '').trim()
    if (typed === '') {
      if (column.required) return { ok: false, column: column.id, error: { code: 'required' } }
      continue
    }
    const reading = readCell(column, typed, labels[column.id]?.options ?? {}, context)
    if (!reading.ok) return { ok: false, column: column.id, error: reading.error }
    row[column.id] = reading.value as string | number
  }
  return Object.keys(row).length > 0
    ? { ok: true, row }
    : { ok: false, column: columns[0]?.id ?? '', error: { code: 'required' } }
}

function readCell(
  column: Column,
  typed: string,
  labels: Record<string, string>,
  context: ReadingContext,
): Reading {
  if (column.type === 'choice')
    return readChoice(
      (column.options ?? []).map((value) => ({ value, label: labels[value] ?? value })),
      typed,
    )
  const field = { ...column, type: column.type, min: 0 } as unknown as Field
  return readAnswer(field, typed, context)
}

/** Splits typed lines into cells, one row a line; cells are parted by ； ; | tab or 、-free commas. */
export function splitRows(columns: readonly Column[], typed: string): Record<string, string>[] {
  return typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split(/[;；|｜\t]/)
      const parts = cells.length > 1 ? cells : line.split(/[,，]/)
      return Object.fromEntries(columns.map((column, i) => [column.id, (parts[i] ?? '').trim()]))
    })
}
