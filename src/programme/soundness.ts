/** Proves a parsed folder sound: every id exists, every quotation is verbatim, every word is there, every step is met. */
import { Collector } from './collector.ts'
import { repeatedClauses } from './notice.ts'
import type { FolderFiles, Locate, Problem } from './problem.ts'
import type { Field, Programme } from './schema.ts'
import { checkCalendar } from './soundness-calendar.ts'
import { checkEnquiries } from './soundness-enquiries.ts'
import { checkLife } from './soundness-life.ts'
import { checkMessages } from './soundness-messages.ts'
import { checkPapers, checkPaperWords } from './soundness-papers.ts'
import { checkQuotes } from './soundness-quotes.ts'
import { checkReach } from './soundness-reach.ts'
import { checkRules, optionsOf } from './soundness-rules.ts'
import { checkTexts } from './soundness-text.ts'
import { checkValues } from './soundness-values.ts'

/** More questions than this and an applicant gives up before the verdict (product bar B6). */
const MAX_QUESTIONS = 8

/** Collects every problem; an empty list means the folder may be used. */
export function checkSoundness(programme: Programme, files: FolderFiles, locate: Locate): Problem[] {
  const found = new Collector(locate)
  checkIds(programme, found)
  checkFields(programme, found)
  checkRules(programme, found)
  checkReferences(programme, found)
  checkValues(programme, found)
  checkEnquiries(programme, found)
  checkCalendar(programme, found)
  checkLife(programme, found)
  if (programme.form === null) checkPapers(programme, files, found)
  const notice = files['notice.md']
  if (notice === undefined) found.add('notice.md', [], 'missing-file', { file: 'notice.md' })
  else checkQuotes(programme, found)
  // A rule that names what does not exist can never hold; saying so as well would only hide the misspelling.
  if (found.problems.length === 0) checkReach(programme, found)
  for (const [language, text] of programme.text) {
    checkTexts(programme, language, text, found)
    if (programme.form === null) checkPaperWords(programme, language, text, found)
    checkMessages(language, text, found)
  }
  for (const { clause, line } of repeatedClauses(notice ?? ''))
    found.problems.push({ file: 'notice.md', line, code: 'duplicate-id', params: { id: clause } })
  if (files[programme.print.template] === undefined)
    found.add('programme.yaml', ['print', 'template'], 'missing-file', { file: programme.print.template })
  return found.problems
}

interface Named {
  id: string
}

function checkIds(programme: Programme, found: Collector): void {
  const seen = new Set<string>()
  const once = (
    file: string,
    path: PropertyKey[],
    list: readonly Named[],
    among = new Set<string>(),
  ): void => {
    list.forEach((item, index) => {
      if (among.has(item.id)) found.add(file, [...path, index, 'id'], 'duplicate-id', { id: item.id })
      among.add(item.id)
    })
  }
  programme.sections.forEach((section, s) => {
    once('form.yaml', ['sections', s, 'fields'], section.fields, seen)
    for (const [f, field] of section.fields.entries())
      once('form.yaml', ['sections', s, 'fields', f, 'columns'], field.columns ?? [])
  })
  once('conditions.yaml', ['facts'], programme.facts, seen)
  once('form.yaml', ['sections'], programme.sections)
  once('conditions.yaml', ['conditions'], programme.conditions)
  once('answers.yaml', [], programme.answers)
  once('areas.yaml', [], programme.areas)
  const topics = new Set<string>()
  for (const [a, area] of programme.areas.entries()) once('areas.yaml', [a, 'topics'], area.topics, topics)
  once('recommenders.yaml', [], programme.recommenders)
  once('contacts.yaml', ['contacts'], programme.contacts.contacts)
  if (programme.questions.length > MAX_QUESTIONS)
    found.add('conditions.yaml', ['questions'], 'too-many-questions', {
      count: programme.questions.length,
      max: MAX_QUESTIONS,
    })
}

function checkFields(programme: Programme, found: Collector): void {
  programme.sections.forEach((section, s) => {
    section.fields.forEach((field, f) => {
      checkField(programme, field, 'form.yaml', ['sections', s, 'fields', f], found)
    })
  })
  programme.facts.forEach((fact, f) => {
    checkField(programme, fact, 'conditions.yaml', ['facts', f], found)
  })
}

function checkField(programme: Programme, field: Field, file: string, path: PropertyKey[], found: Collector) {
  const options = optionsOf(programme, field)
  if (options?.length === 0 || (field.type === 'rows' && !field.columns))
    found.add(file, path, 'missing-options', { id: field.id, type: field.type })
  for (const [c, column] of (field.columns ?? []).entries())
    if (column.type === 'choice' && !column.options)
      found.add(file, [...path, 'columns', c], 'missing-options', { id: column.id, type: column.type })
  for (const [i, sum] of field.sums.entries())
    if (!field.columns?.some((column) => column.id === sum))
      found.add(file, [...path, 'sums', i], 'unknown-id', { id: sum })
  if (field.type === 'constant' && field.options && !field.options.includes(String(field.value)))
    found.add(file, [...path, 'value'], 'unknown-option', unknownOption(field, field.options, field.value))
  if (!field.prefill) return
  found.needs(programme.fields, field.prefill.from, file, [...path, 'prefill', 'from'])
  for (const [key, value] of Object.entries(field.prefill.map))
    if (options && !options.includes(value as string))
      found.add(
        file,
        [...path, 'prefill', 'map', key],
        'unknown-option',
        unknownOption(field, options, value),
      )
}

const unknownOption = (field: Field, options: readonly unknown[], value: unknown) => ({
  id: field.id,
  option: String(value),
  options: options.join(', '),
})

function checkReferences(programme: Programme, found: Collector): void {
  const contacts = new Set(programme.contacts.contacts.map((contact) => contact.id))
  found.needs(contacts, programme.contacts.general, 'contacts.yaml', ['general'])
  programme.areas.forEach((area, index) => {
    found.needs(contacts, area.contact, 'areas.yaml', [index, 'contact'])
  })
  programme.answers.forEach((answer, index) => {
    if (answer.contact && answer.contact !== 'of-the-area' && answer.contact !== 'recommender')
      found.needs(contacts, answer.contact, 'answers.yaml', [index, 'contact'])
  })
  programme.questions.forEach((id, index) => {
    found.needs(programme.fields, id, 'conditions.yaml', ['questions', index])
  })
  for (const [id, dimension] of Object.entries(programme.dimensions))
    found.needs(programme.fields, dimension.field, 'programme.yaml', ['dimensions', id, 'field'])
}
