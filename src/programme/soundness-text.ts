/** Finds words that are missing from a language, and words for things that do not exist. */

import type { Collector } from './collector.ts'
import { errorCodesOf } from './error-codes.ts'
import type { Field, Programme, ProgrammeText } from './schema.ts'

/** Compares the words of one language with what the folder defines. */
export function checkTexts(programme: Programme, language: string, text: ProgrammeText, found: Collector) {
  const file = `text/${language}.yaml`
  const compare = (table: object, needed: readonly string[], path: string[]): void => {
    const have = Object.keys(table)
    for (const id of needed)
      if (!have.includes(id)) found.add(file, path, 'missing-text', { at: [...path, id].join('.'), language })
    for (const id of have)
      if (!needed.includes(id)) found.add(file, [...path, id], 'unused-text', { at: [...path, id].join('.') })
  }
  const unusedError = (path: string[], codes: readonly string[]): void => {
    found.add(file, path, 'unused-error', { at: path.join('.'), codes: codes.join(', ') })
  }
  const ids = (list: readonly { id: string }[]): string[] => list.map((item) => item.id)
  compare(text.areas, ids(programme.areas), ['areas'])
  const topics = programme.areas.flatMap((area) => ids(area.topics))
  compare(text.topics, topics, ['topics'])
  if (text.topicGlosses) compare(text.topicGlosses, topics, ['topicGlosses'])
  compare(text.contacts, ids(programme.contacts.contacts), ['contacts'])
  compare(text.recommenders, ids(programme.recommenders), ['recommenders'])
  compare(
    text.recommenderKinds,
    [...new Set(programme.recommenders.map((body) => body.kind))],
    ['recommenderKinds'],
  )
  compare(text.tiers, programme.tiers, ['tiers'])
  compare(text.sections, ids(programme.sections), ['sections'])
  compare(text.conditions, ids(programme.conditions), ['conditions'])
  compare(text.answers, ids(programme.answers), ['answers'])
  compare(text.fields, [...programme.fields.keys()], ['fields'])
  for (const field of programme.fields.values()) checkFieldText(field, text, compare, unusedError)
  checkAnswers(programme, text, language, found)
  checkPrintWords(programme, text, file, language, found)
}

/** Words that every print needs, whatever its layout. */
const PRINTED = ['title', 'version', 'yes', 'no', 'sum', 'practice']

/** `cover.<field>` must name a field; what the layout itself lacks shows when it is printed. */
function checkPrintWords(
  programme: Programme,
  text: ProgrammeText,
  file: string,
  language: string,
  found: Collector,
): void {
  for (const key of PRINTED)
    if (text.print[key] === undefined)
      found.add(file, ['print'], 'missing-text', { at: `print.${key}`, language })
  for (const key of Object.keys(text.print)) {
    const field = /^cover\.(.+)$/.exec(key)?.[1]
    if (field !== undefined && field !== 'submitted')
      found.needs(programme.fields, field, file, ['print', key])
  }
  const first = programme.text.get(programme.languages[0] ?? '')
  for (const key of Object.keys(first?.print ?? {}))
    if (text.print[key] === undefined && !PRINTED.includes(key))
      found.add(file, ['print'], 'missing-text', { at: `print.${key}`, language })
  for (const key of Object.keys(first?.phrases ?? {}))
    if (text.phrases[key] === undefined)
      found.add(file, ['phrases'], 'missing-text', { at: `phrases.${key}`, language })
}

type Compare = (table: object, needed: readonly string[], path: string[]) => void

function checkFieldText(
  field: Field,
  text: ProgrammeText,
  compare: Compare,
  unusedError: (path: string[], codes: readonly string[]) => void,
): void {
  const words = text.fields[field.id]
  if (!words) return
  const path = ['fields', field.id]
  if (field.options) compare(words.options ?? {}, field.options, [...path, 'options'])
  if (field.columns)
    compare(
      words.columns ?? {},
      field.columns.map((column) => column.id),
      [...path, 'columns'],
    )
  for (const column of field.columns ?? [])
    if (column.options)
      compare(words.columns?.[column.id]?.options ?? {}, column.options, [
        ...path,
        'columns',
        column.id,
        'options',
      ])
  const rules = field.rules.map((rule) => rule.id)
  const ownErrors = Object.keys(words.error ?? {}).filter((id) => rules.includes(id))
  compare(Object.fromEntries(ownErrors.map((id) => [id, ''])), rules, [...path, 'error'])
  const codes = errorCodesOf(field)
  for (const id of Object.keys(words.error ?? {}))
    if (!codes.includes(id)) unusedError([...path, 'error', id], codes)
  compare(
    words.warn ?? {},
    field.warnings.map((warning) => warning.id),
    [...path, 'warn'],
  )
}

function checkAnswers(programme: Programme, text: ProgrammeText, language: string, found: Collector): void {
  for (const answer of programme.answers) {
    const words = text.answers[answer.id]
    if (!words) continue
    const path = ['answers', answer.id]
    const needed = [
      ...(answer.silent ? (['silence'] as const) : []),
      ...(answer.premise ? (['premise'] as const) : []),
    ]
    for (const key of needed)
      if (!words[key])
        found.add(`text/${language}.yaml`, path, 'missing-text', {
          at: [...path, key].join('.'),
          language,
        })
    if (!words.says && !words.silence && !words.aside)
      found.add(`text/${language}.yaml`, path, 'missing-text', { at: path.join('.'), language })
  }
}
