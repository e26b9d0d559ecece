/** Finds clauses that the notice does not have, and quotations that are not in it word for word. */
import type { Collector } from './collector.ts'
import { isVerbatim } from './notice.ts'
import type { Programme } from './schema.ts'

/** Compares every citation of the folder with notice.md. */
export function checkQuotes(programme: Programme, found: Collector): void {
  const check = new Citations(programme, found)
  check.clauses('programme.yaml', [
    [['window', 'clause'], programme.window?.clause],
    [['print', 'clause'], programme.print.clause],
    [['project', 'clause'], programme.project?.clause],
    [['project', 'certificate', 'clause'], programme.project?.certificate?.clause],
    [['project', 'national', 'clause'], programme.project?.national?.clause],
    ...Object.entries(programme.dimensions).flatMap(([id, dimension]) =>
      dimension.clauses.map((clause, c): Cited => [['dimensions', id, 'clauses', c], clause]),
    ),
  ])
  check.clauses('conditions.yaml', [
    ...programme.facts.map((fact, f): Cited => [['facts', f, 'clause'], fact.clause]),
    ...programme.conditions.map((one, c): Cited => [['conditions', c, 'clause'], one.clause]),
  ])
  check.clauses(
    'form.yaml',
    programme.sections.flatMap((section, s) =>
      section.fields.map((field, f): Cited => [['sections', s, 'fields', f, 'clause'], field.clause]),
    ),
  )
  check.clauses(
    'enquiries.yaml',
    programme.enquiries.types.map((type, t): Cited => [['types', t, 'clause'], type.clause]),
  )
  programme.answers.forEach((answer, index) => {
    for (const [clause, quote] of Object.entries(answer.quotes))
      check.quote('answers.yaml', [index, 'quotes', clause], clause, quote === true ? undefined : quote)
  })
  programme.areas.forEach((area, a) => {
    check.quote('areas.yaml', [a, 'clause'], area.clause, undefined)
    if (!programme.notice.has(area.clause)) return
    area.topics.forEach((topic, t) => {
      topic.words.forEach((word, w) => {
        check.quote('areas.yaml', [a, 'topics', t, 'words', w], area.clause, word)
      })
    })
  })
  checkContacts(programme, check)
}

/** Names and numbers are what people call: with a clause given, they must stand there. */
function checkContacts({ contacts }: Programme, check: Citations): void {
  const { clause, address } = contacts
  if (clause) {
    check.clauses('contacts.yaml', [[['clause'], clause]])
    contacts.contacts.forEach((contact, c) => {
      for (const key of ['person', 'printed'] as const)
        if (contact[key]) check.words('contacts.yaml', ['contacts', c, key], clause, contact[key])
    })
  }
  if (address?.clause) check.quote('contacts.yaml', ['address', 'text'], address.clause, address.text)
}

type Cited = [path: PropertyKey[], clause: string | undefined]

class Citations {
  private readonly programme: Programme
  private readonly found: Collector

  constructor(programme: Programme, found: Collector) {
    this.programme = programme
    this.found = found
  }

  clauses(file: string, cited: readonly Cited[]): void {
    for (const [path, clause] of cited) if (clause !== undefined) this.has(file, path, clause)
  }

  quote(file: string, path: PropertyKey[], clause: string, words: string | undefined): void {
    if (this.has(file, path, clause) && words !== undefined) this.words(file, path, clause, words)
  }

  words(file: string, path: PropertyKey[], clause: string, quote: string): void {
    if (this.programme.notice.has(clause) && !isVerbatim(this.programme.notice, clause, quote))
      this.found.add(file, path, 'quote-not-verbatim', { clause, quote })
  }

  private has(file: string, path: PropertyKey[], clause: string): boolean {
    if (this.programme.notice.has(clause)) return true
    this.found.add(file, path, 'unknown-clause', {
      clause,
      clauses: [...this.programme.notice.keys()].join(' '),
    })
    return false
  }
}
