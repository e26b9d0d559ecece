/** Finds values that have the right shape and yet make no sense: dates out of order, tests that fit no such field. */
import type { Collector } from './collector.ts'
import { isDay } from './day.ts'
import { leavesOf } from './possible.ts'
import type { Field, Leaf, Programme } from './schema.ts'
import { type Placed, rulesOf } from './soundness-rules.ts'

/** Compares dates, bounds and tests with what they are about. */
export function checkValues(programme: Programme, found: Collector): void {
  const { opens, closes } = programme.window ?? {}
  if (opens !== undefined && closes !== undefined && closes < opens)
    found.add('programme.yaml', ['window', 'closes'], 'bounds', { least: opens, most: closes })
  programme.sections.forEach((section, s) => {
    section.fields.forEach((field, f) => {
      checkBounds(field, ['sections', s, 'fields', f], found)
    })
  })
  for (const placed of rulesOf(programme)) checkTests(programme, placed, found)
  programme.answers.forEach((answer, index) => {
    for (const language of Object.keys(answer.asked))
      if (!programme.languages.includes(language))
        found.add('answers.yaml', [index, 'asked', language], 'unknown-option', {
          id: 'asked',
          option: language,
          options: programme.languages.join(', '),
        })
    if (answer.contact === 'recommender' && programme.recommenders.length === 0)
      found.add('answers.yaml', [index, 'contact'], 'unknown-id', { id: 'recommender' })
  })
}

function checkBounds(field: Field, path: PropertyKey[], found: Collector): void {
  const { minRows = 0, maxRows = Number.POSITIVE_INFINITY } = field
  if (minRows > maxRows)
    found.add('form.yaml', [...path, 'minRows'], 'bounds', { least: minRows, most: maxRows })
  if (field.type === 'constant' && field.value === undefined)
    found.add('form.yaml', path, 'missing-options', {
      id: field.id,
      type: field.type,
    })
}

/** The types of field that a test can be about; what is not here can be about any. */
const ABOUT: Partial<Record<keyof Leaf, readonly Field['type'][]>> = {
  atLeast: ['integer', 'decimal', 'percent'],
  atMost: ['integer', 'decimal', 'percent'],
  plusAtLeast: ['integer', 'decimal', 'percent'],
  notBefore: ['date'],
  notAfter: ['date'],
  within: ['date'],
  sumEquals: ['rows'],
  under: ['topics'],
  areasAtMost: ['topics'],
}

function checkTests(programme: Programme, { rule, file, path }: Placed, found: Collector): void {
  for (const leaf of leavesOf(rule)) {
    if ('leftTo' in leaf || 'check' in leaf) continue
    const type = programme.fields.get(leaf.field)?.type
    for (const test of Object.keys(leaf) as (keyof Leaf)[]) {
      const types = ABOUT[test]
      if (type && types && !types.includes(type))
        found.add(file, path, 'wrong-kind', { id: leaf.field, test, type, types: types.join(', ') })
    }
    for (const date of [leaf.notBefore, leaf.notAfter])
      if (date !== undefined && /^\d{4}-/.test(date) && !isDay(date))
        found.add(file, path, 'bad-date', { date })
  }
}
