/** Proves a parsed folder sound: every id exists, every quotation is verbatim, every word is there. */
import { IntlMessageFormat } from 'intl-messageformat'
import { Collector } from './collector.ts'
import { isVerbatim } from './notice.ts'
import { predicates } from './predicates.ts'
import type { FolderFiles, Locate, Problem } from './problem.ts'
import { fieldsOf } from './rules.ts'
import type { Field, Programme, ProgrammeText, Rule } from './schema.ts'
import { checkTexts } from './soundness-text.ts'

/** More questions than this and an applicant gives up before the verdict (product bar B6). */
const MAX_QUESTIONS = 8

/** Collects every problem; an empty list means the folder may be used. */
export function checkSoundness(programme: Programme, files: FolderFiles, locate: Locate): Problem[] {
  const found = new Collector(locate)
  checkIds(programme, found)
  checkRules(programme, found)
  checkReferences(programme, found)
  checkQuotes(programme, found)
  checkReach(programme, found)
  for (const [language, text] of programme.text) {
    checkTexts(programme, language, text, found)
    checkMessages(`text/${language}.yaml`, language, text, [], found)
  }
  if (files[programme.print.template] === undefined)
    found.add('programme.yaml', ['print', 'template'], 'missing-file', { file: programme.print.template })
  return found.problems
}

function checkIds(programme: Programme, found: Collector): void {
  const seen = new Set<string>()
  programme.sections.forEach((section, s) => {
    section.fields.forEach((field, f) => {
      if (seen.has(field.id))
        found.add('form.yaml', ['sections', s, 'fields', f, 'id'], 'duplicate-id', { id: field.id })
      seen.add(field.id)
      checkField(programme, field, 'form.yaml', ['sections', s, 'fields', f], found)
    })
  })
  if (programme.questions.length > MAX_QUESTIONS)
    found.add('conditions.yaml', ['questions'], 'too-many-questions', {
      count: programme.questions.length,
      max: MAX_QUESTIONS,
    })
  duplicates(programme.answers, 'answers.yaml', found)
  duplicates(programme.areas, 'areas.yaml', found)
  duplicates(programme.recommenders, 'recommenders.yaml', found)
}

function duplicates(list: readonly { id: string }[], file: string, found: Collector): void {
  list.forEach((item, index) => {
    if (list.findIndex((other) => other.id === item.id) < index)
      found.add(file, [index, 'id'], 'duplicate-id', { id: item.id })
  })
}

function checkField(programme: Programme, field: Field, file: string, path: PropertyKey[], found: Collector) {
  const needsOptions = field.type === 'choice' || field.type === 'choices'
  if (needsOptions && !field.options) found.add(file, path, 'missing-options', { id: field.id })
  if (field.type === 'rows' && !field.columns) found.add(file, path, 'missing-options', { id: field.id })
  if (field.clause) clauseExists(programme, field.clause, file, [...path, 'clause'], found)
  if (field.prefill) found.needs(programme.fields, field.prefill.from, file, [...path, 'prefill', 'from'])
}

function checkRules(programme: Programme, found: Collector): void {
  const check = (rule: Rule | undefined, file: string, path: PropertyKey[]): void => {
    if (!rule) return
    for (const id of fieldsOf(rule)) found.needs(programme.fields, id, file, path)
    for (const name of checksOf(rule))
      if (!predicates[name]) found.add(file, path, 'unknown-id', { id: name })
  }
  programme.conditions.forEach((condition, index) => {
    check(condition.when, 'conditions.yaml', ['conditions', index, 'when'])
    check(condition.meets, 'conditions.yaml', ['conditions', index, 'meets'])
  })
  programme.sections.forEach((section, s) => {
    check(section.when, 'form.yaml', ['sections', s, 'when'])
    section.fields.forEach((field, f) => {
      const path = ['sections', s, 'fields', f]
      check(field.when, 'form.yaml', [...path, 'when'])
      for (const rule of field.rules) check(rule.holds, 'form.yaml', [...path, 'rules'])
      for (const rule of field.warnings) check(rule.unless, 'form.yaml', [...path, 'warnings'])
    })
  })
  programme.recommenders.forEach((body, index) => {
    check(body.suggest, 'recommenders.yaml', [index, 'suggest'])
  })
}

function checksOf(rule: Rule): string[] {
  if ('all' in rule) return rule.all.flatMap(checksOf)
  if ('any' in rule) return rule.any.flatMap(checksOf)
  if ('not' in rule) return checksOf(rule.not)
  return 'check' in rule ? [rule.check] : []
}

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

function checkQuotes(programme: Programme, found: Collector): void {
  programme.answers.forEach((answer, index) => {
    for (const [clause, quote] of Object.entries(answer.quotes)) {
      const path = [index, 'quotes', clause]
      if (!clauseExists(programme, clause, 'answers.yaml', path, found) || quote === true) continue
      if (!isVerbatim(programme.notice, clause, quote))
        found.add('answers.yaml', path, 'quote-not-verbatim', { clause, quote })
    }
  })
  programme.areas.forEach((area, a) => {
    if (!clauseExists(programme, area.clause, 'areas.yaml', [a, 'clause'], found)) return
    area.topics.forEach((topic, t) => {
      topic.words.forEach((word, w) => {
        if (!isVerbatim(programme.notice, area.clause, word))
          found.add('areas.yaml', [a, 'topics', t, 'words', w], 'quote-not-verbatim', {
            clause: area.clause,
            quote: word,
          })
      })
    })
  })
  programme.conditions.forEach((condition, index) => {
    clauseExists(programme, condition.clause, 'conditions.yaml', ['conditions', index, 'clause'], found)
  })
}

function clauseExists(
  programme: Programme,
  clause: string,
  file: string,
  path: PropertyKey[],
  found: Collector,
): boolean {
  if (programme.notice.has(clause)) return true
  found.add(file, path, 'unknown-clause', { clause })
  return false
}

/** A fact nobody asks for can never be answered, and a condition on it never decided. */
function checkReach(programme: Programme, found: Collector): void {
  const inForm = new Set(programme.sections.flatMap((section) => section.fields.map((field) => field.id)))
  programme.conditions.forEach((condition, index) => {
    for (const id of fieldsOf(condition.meets))
      if (programme.fields.has(id) && !inForm.has(id) && !programme.questions.includes(id))
        found.add('conditions.yaml', ['conditions', index, 'meets'], 'unreachable', { id })
  })
}

function checkMessages(
  file: string,
  language: string,
  node: ProgrammeText | unknown,
  path: string[],
  found: Collector,
): void {
  if (typeof node === 'string') {
    try {
      new IntlMessageFormat(node, language)
    } catch (error) {
      found.add(file, path, 'bad-message', { at: path.join('.'), detail: (error as Error).message })
    }
  } else if (node !== null && typeof node === 'object') {
    for (const [key, child] of Object.entries(node))
      checkMessages(file, language, child, [...path, key], found)
  }
}
