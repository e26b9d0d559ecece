/** Finds what cannot be meant in enquiries.yaml: hours, steps and routes that contradict one another or the folder. */
import type { Collector } from './collector.ts'
import type { EnquiryType, Programme } from './schema.ts'
import { optionsOf } from './soundness-rules.ts'
import { spanOf, workingMinutes } from './working-time.ts'

const FILE = 'enquiries.yaml'

/** Compares what the desk promises with itself and with the rest of the folder. */
export function checkEnquiries(programme: Programme, found: Collector): void {
  checkHours(programme, found)
  checkLadder(programme, found)
  checkNumbering(programme, found)
  programme.enquiries.types.forEach((type, index) => {
    checkType(programme, type, index, found)
  })
}

function checkHours({ enquiries }: Programme, found: Collector): void {
  enquiries.officeHours.forEach((hours, index, all) => {
    const path = ['officeHours', index]
    if (spanOf(hours).to <= spanOf(hours).from) found.add(FILE, path, 'reversed-hours', { hours })
    const before = all[index - 1]
    if (before && spanOf(hours).from < spanOf(before).to)
      found.add(FILE, path, 'overlap', { first: before, second: hours })
  })
}

function checkLadder({ enquiries }: Programme, found: Collector): void {
  const { ladder, officeHours, promise } = enquiries
  const minutes = (time: string): number => workingMinutes(time, officeHours)
  ladder.forEach(({ at }, index) => {
    const path = ['ladder', index, 'at']
    const before = ladder[index - 1]?.at
    if (before !== undefined && minutes(at) < minutes(before))
      found.add(FILE, path, 'ladder-order', { at, before })
    if (minutes(at) <= -minutes(promise)) found.add(FILE, path, 'ladder-too-early', { at, promise })
  })
}

/** Two numbers that look alike would be taken for one another. */
function checkNumbering({ enquiries, numbering }: Programme, found: Collector): void {
  const shape = (pattern: string): string => pattern.replace(/\{seq(:\d+)?\}/, '{seq}')
  if (shape(enquiries.numbering) === shape(numbering.application))
    found.add(FILE, ['numbering'], 'same-numbering', { numbering: enquiries.numbering })
}

/** The types of field that have a table of values; words typed freely are never compared. */
const WITH_VALUES = ['choice', 'choices', 'yes-no']

function checkType(programme: Programme, type: EnquiryType, index: number, found: Collector): void {
  const { field: id, value, contact, areas = [] } = type
  const path = ['types', index]
  const field = programme.fields.get(id)
  found.needs(programme.fields, id, FILE, [...path, 'field'])
  if (field && !WITH_VALUES.includes(field.type))
    found.add(FILE, [...path, 'field'], 'wrong-kind', {
      ...{ id, test: 'types', type: field.type, types: WITH_VALUES.join(', ') },
    })
  else checkValue(programme, type, path, found)
  if (contact !== undefined && contact !== 'none')
    found.needs(new Set(programme.contacts.contacts.map((one) => one.id)), contact, FILE, [
      ...path,
      'contact',
    ])
  areas.forEach((area, a) => {
    found.needs(new Set(programme.areas.map((one) => one.id)), area, FILE, [...path, 'areas', a])
  })
  const first = programme.enquiries.types.findIndex((other) => other.field === id && other.value === value)
  if (first < index) found.add(FILE, path, 'repeated', { what: `${id}: ${value}` })
}

function checkValue(
  programme: Programme,
  { field: id, value }: EnquiryType,
  path: PropertyKey[],
  found: Collector,
) {
  const field = programme.fields.get(id)
  const options = field && optionsOf(programme, field)
  if (options && !options.includes(value))
    found.add(FILE, [...path, 'value'], 'unknown-option', {
      ...{ id, option: String(value), options: options.join(', ') },
    })
}
