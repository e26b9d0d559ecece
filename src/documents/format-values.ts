/** Answers in words, as they stand on paper. */
import type { FileRef, Row, Value } from '../conversation/types.ts'
import type { Phrases } from '../language/phrases.ts'
import type { Column, Field, Programme, ProgrammeText } from '../programme/schema.ts'
import { dateFormat, numberFormat } from './intl-formats.ts'
import { isFile } from './unprintable.ts'

/** What formatting needs to know beside the value. */
export interface Wording {
  programme: Programme
  text: ProgrammeText
  /** BCP 47 */
  language: string
  marks: Marks
}

/** What stands between the items of a list, between groups, and between an area and its topic. */
export interface Marks {
  list: string
  cell: string
  path: string
}

/** The marks of the language that the phrases are in. */
export const marksOf = (phrases: Phrases): Marks => ({
  list: phrases.say('marks.list'),
  cell: phrases.say('marks.cell'),
  path: phrases.say('marks.path'),
})

type FieldText = ProgrammeText['fields'][string]

/** A word of the programme's print texts. @throws when the folder lacks it, saying where to write it. */
export function printWord({ text }: Wording, key: string): string {
  const word = text.print[key]
  if (word === undefined)
    throw new Error(`The print word "${key}" is missing: write it under print: in text/`)
  return word
}

/** A single value as words; empty when nothing was answered. */
export function formatValue(wording: Wording, field: Field, value: Value | undefined): string {
  if (value === undefined) return ''
  const words = wording.text.fields[field.id]
  if (typeof value === 'boolean') return printWord(wording, value ? 'yes' : 'no')
  if (typeof value === 'number') return formatNumber(wording, field, value)
  if (typeof value === 'string') return formatString(wording, field, value, words)
  if (field.type === 'topics') return formatTopics(wording, textsOf(value))
  return textsOf(value)
    .map((id) => words?.options?.[id] ?? id)
    .join(wording.marks.list)
}

const textsOf = (value: Exclude<Value, string | number | boolean>) =>
  (value as (string | Row | FileRef)[]).flatMap((item) =>
    typeof item === 'string' ? [item] : isFile(item) ? [item.name] : [],
  )

function formatString(wording: Wording, field: Field, value: string, words: FieldText | undefined): string {
  if (field.type === 'date') return formatDate(wording.language, value)
  if (field.type === 'topics') return formatTopics(wording, [value])
  if (field.type === 'recommender') return wording.text.recommenders[value] ?? value
  return words?.options?.[value] ?? value
}

function formatNumber({ language }: Wording, field: Field, value: number): string {
  if (field.type === 'percent') return `${number(language, value, 0, 2)}%`
  const places = field.type === 'decimal' ? (field.decimals ?? 2) : 0
  return number(language, value, places, Math.max(places, 2))
}

function number(language: string, value: number, least: number, most: number): string {
  const useGrouping = value >= 10_000 || !Number.isInteger(value)
  return numberFormat(language, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    useGrouping,
  }).format(value)
}

/** Topics behind their area, areas apart: "area／topic, topic". */
function formatTopics({ programme, text, marks }: Wording, ids: string[]): string {
  const groups = programme.areas.flatMap((area) => {
    const chosen = area.topics.filter((topic) => ids.includes(topic.id))
    if (chosen.length === 0) return []
    const names = chosen.map((topic) => text.topics[topic.id] ?? topic.id).join(marks.list)
    return [`${text.areas[area.id] ?? area.id}${marks.path}${names}`]
  })
  return groups.join(marks.cell)
}

/** A calendar date (`2030-04-18`) in words. It has no time of day, so no zone may shift it. */
export function formatDate(language: string, date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(day.getTime())) return date
  return dateFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day)
}

/** The day of an instant in the programme's zone. */
export function formatDay(language: string, timeZone: string, at: string): string {
  return dateFormat(language, { dateStyle: 'long', timeZone }).format(new Date(at))
}

/** An instant as day and minute in the programme's zone. */
export function formatInstant(language: string, timeZone: string, at: string): string {
  const clock = dateFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
  return `${formatDay(language, timeZone, at)} ${clock.format(new Date(at))}`
}

const isNumeric = (column: Column) => column.type === 'integer' || column.type === 'decimal'

/** A repeated field as a table whose amounts share their decimals, with sums where the form asks for them. */
export function formatTable(wording: Wording, field: Field, rows: Row[]) {
  const columns = field.columns ?? []
  const words = wording.text.fields[field.id]?.columns
  const places = new Map(columns.map((column) => [column.id, decimalsOf(rows, column)]))
  const cell = (column: Column, value: string | number | undefined): string => {
    if (value === undefined || value === '') return ''
    if (isNumeric(column)) return formatAmount(wording.language, value, places.get(column.id) ?? 0)
    if (column.type === 'date') return formatDate(wording.language, String(value))
    return words?.[column.id]?.options?.[String(value)] ?? String(value)
  }
  return {
    columns: columns.map((column) => ({
      label: words?.[column.id]?.label ?? column.id,
      numeric: isNumeric(column),
    })),
    rows: rows.map((row) => columns.map((column) => cell(column, row[column.id]))),
    ...(field.sums.length > 0 && rows.length > 0
      ? { sums: sumsOf(wording, field, columns, rows).map((sum, at) => cellOfSum(sum, columns[at], cell)) }
      : {}),
  }
}

const cellOfSum = (
  sum: string | number,
  column: Column | undefined,
  cell: (column: Column, value: number) => string,
) => (typeof sum === 'number' && column ? cell(column, sum) : String(sum))

function sumsOf(wording: Wording, field: Field, columns: Column[], rows: Row[]): (string | number)[] {
  const label = printWord(wording, 'sum')
  return columns.map((column, at) => {
    if (field.sums.includes(column.id)) return total(rows.map((row) => Number(row[column.id] ?? 0)))
    return at === 0 ? label : ''
  })
}

/** Added in millionths, so that 0.1 + 0.2 is 0.3 on paper. */
const total = (values: number[]) => values.reduce((sum, value) => sum + Math.round(value * 1e6), 0) / 1e6

function formatAmount(language: string, value: string | number, places: number): string {
  const amount = Number(value)
  if (Number.isNaN(amount)) return String(value)
  return numberFormat(language, { minimumFractionDigits: places, maximumFractionDigits: places }).format(
    amount,
  )
}

/** The most decimals any cell of the column was given, at most six; a `decimal` column has at least two. */
function decimalsOf(rows: Row[], column: Column): number {
  const given = rows.map((row) => String(row[column.id] ?? '').split('.')[1]?.length ?? 0)
  return column.type === 'decimal' ? Math.min(6, Math.max(2, ...given)) : 0
}
