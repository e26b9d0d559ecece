/** Finds what cannot be meant in programme.yaml about the tiers, the term of a project and the steps around it. */
import { Temporal } from 'temporal-polyfill'
import type { Collector } from './collector.ts'
import type { Programme } from './schema.ts'

const FILE = 'programme.yaml'

/** Compares review, project and optional steps with one another. */
export function checkLife(programme: Programme, found: Collector): void {
  checkOnce(programme.tiers, ['tiers'], found)
  checkOnce(programme.review.fourEyes, ['review', 'fourEyes'], found)
  checkNames(programme, found)
  checkWarnings(programme, found)
  checkAsking(programme, found)
  checkNumbering(programme, found)
  if (!programme.project) checkUnused(programme, found)
}

/** Lists and the summary sheet show fields of the form. */
function checkNames({ review, fields }: Programme, found: Collector): void {
  for (const name of ['title', 'applicant'] as const)
    if (review[name] !== undefined) found.needs(fields, review[name], FILE, ['review', name])
  review.sheet.forEach((column, index) => {
    if (!column.startsWith('$')) found.needs(fields, column, FILE, ['review', 'sheet', index])
  })
}

function checkOnce(list: readonly string[], path: string[], found: Collector): void {
  list.forEach((what, index) => {
    if (list.indexOf(what) < index) found.add(FILE, [...path, index], 'repeated', { what })
  })
}

function checkWarnings({ project, signed }: Programme, found: Collector): void {
  const { warnings = [], runs = 'P0D' } = project ?? {}
  const begins = Temporal.PlainDate.from(signed)
  warnings.forEach((days, index) => {
    const path = ['project', 'warnings', index]
    const before = warnings[index - 1]
    if (before !== undefined && days >= before) found.add(FILE, path, 'warning-order', { days, before })
    if (Temporal.PlainDate.compare(begins.add(runs).subtract({ days }), begins) <= 0)
      found.add(FILE, path, 'warning-too-early', { days, runs })
  })
}

function checkAsking({ project, signed }: Programme, found: Collector): void {
  const { askBefore } = project?.extension ?? {}
  if (!project || askBefore === undefined) return
  const begins = Temporal.PlainDate.from(signed)
  if (Temporal.PlainDate.compare(begins.add(project.runs).subtract(askBefore), begins) <= 0)
    found.add(FILE, ['project', 'extension', 'askBefore'], 'ask-too-early', { askBefore, runs: project.runs })
}

/** A certificate that reads like an application or an enquiry would be taken for one. */
function checkNumbering({ project, numbering, enquiries }: Programme, found: Collector): void {
  const own = project?.certificate?.numbering
  const shape = (pattern: string): string => pattern.replace(/\{seq(:\d+)?\}/, '{seq}')
  const others = [numbering.application, enquiries.numbering].map(shape)
  if (own !== undefined && others.includes(shape(own)))
    found.add(FILE, ['project', 'certificate', 'numbering'], 'same-numbering', { numbering: own })
}

/** The acts of fourEyes that only a project knows. */
const OF_PROJECTS: readonly string[] = ['grant', 'evaluate', 'cancel', 'reinstate']

function checkUnused({ optionalSteps, review }: Programme, found: Collector): void {
  for (const [step, state] of Object.entries(optionalSteps))
    if (state === 'on') found.add(FILE, ['optionalSteps', step], 'without-project', { step })
  review.fourEyes.forEach((step, index) => {
    if (OF_PROJECTS.includes(step))
      found.add(FILE, ['review', 'fourEyes', index], 'without-project', { step })
  })
}
