/** What can be wrong with an answer, by the type of its field: the keys that `error` of a field's words may have. */
import type { Field } from './schema.ts'

const NUMBER = ['number', 'least', 'too-many-digits']
const BY_TYPE: Record<Field['type'], readonly string[]> = {
  text: ['required', 'no-words', 'too-long'],
  longtext: ['required', 'no-words', 'too-long'],
  integer: [...NUMBER, 'whole'],
  decimal: [...NUMBER, 'decimals'],
  percent: [...NUMBER, 'decimals', 'most'],
  date: ['date'],
  phone: ['phone'],
  mobile: ['mobile'],
  email: ['email'],
  postcode: ['postcode'],
  uscc: ['uscc-none', 'uscc-length', 'uscc-characters', 'uscc-checksum'],
  'yes-no': ['yes-no'],
  acknowledge: ['acknowledge'],
  choice: ['choice'],
  choices: ['choice', 'too-many'],
  recommender: ['choice'],
  topics: ['too-many', 'which-topic', 'no-topic'],
  rows: ['too-few-rows', 'rows-wrong', 'too-many-rows'],
  files: ['file-kind', 'file-size', 'too-many-files'],
  constant: [],
}

/** Codes a folder may word for this field: what reading finds wrong, its own rules, and that a required one is open. */
export function errorCodesOf({ type, required, rules }: Field): string[] {
  const codes = [...(required ? ['required'] : []), ...BY_TYPE[type], ...rules.map(({ id }) => id)]
  return [...new Set(codes)]
}
