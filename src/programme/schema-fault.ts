/** What is wrong with the shape of a file, as a key of locales/ and what its sentence names. */
import type { z } from 'zod'

export interface SchemaFault {
  /** a key below `check.fault`; null where the message of the issue says it best */
  key: string | null
  params: Record<string, string | number>
}

/** The fault behind an issue with what was `given`. An author reads “a number is expected”, not the name of a check. */
export function faultOf(issue: z.core.$ZodIssue, given: unknown): SchemaFault {
  switch (issue.code) {
    case 'unrecognized_keys':
      return fault('unknown-key', { key: issue.keys.join(', '), torn: issue.keys.every(isName) ? 'no' : 'yes' })
    case 'invalid_type':
      return fault(given === undefined || given === null ? 'missing' : (KINDS[issue.expected] ?? 'other'))
    case 'invalid_format':
      return issue.format === 'date' ? fault('date') : said
    case 'too_small':
      return issue.origin === 'array' ? fault('empty-list') : fault('least', { least: Number(issue.minimum) })
    case 'too_big':
      return fault('most', { most: Number(issue.maximum) })
    case 'invalid_value':
      return fault('one-of', { options: issue.values.join(', ') })
    default:
      return said
  }
}

/** A key is a name; what else stands there is the rest of a text that a comma has torn. */
const isName = (key: string): boolean => /^[\w.-]+$/.test(key)

const said: SchemaFault = { key: null, params: {} }
const fault = (key: string, params: SchemaFault['params'] = {}): SchemaFault => ({
  key: `check.fault.${key}`,
  params,
})

const KINDS: Readonly<Record<string, string>> = {
  number: 'number',
  int: 'number',
  string: 'text',
  boolean: 'yes-no',
  array: 'list',
  object: 'map',
  record: 'map',
}
