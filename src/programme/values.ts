/** Values of fields as they live in a draft. Plain data: everything here survives JSON. */

export interface FileRef {
  id: string
  name: string
  bytes: number
  mediaType: string
}

/** One row of a repeated field. */
export type Row = Record<string, string | number>

/** text, number, yes/no, option ids, rows or files, by the field's type */
export type Value = string | number | boolean | string[] | Row[] | FileRef[]

/** What was answered. A wrong input is kept as `raw` with its `error`; only a right one has a `value`. */
export interface Entry {
  value?: Value
  raw?: string
  error?: { code: string; params?: Record<string, string | number> }
  /** rows that do not read well, as typed, with their place among all rows */
  wrongRows?: { at: number; cells: Record<string, string> }[]
  /** the applicant chose to leave it open for now; what was skipped in the check is asked again in the form */
  skipped?: true | 'in-check'
  /** derived: filled in from another answer, the applicant may correct it */
  source?: 'applicant' | 'derived'
}

export type Entries = Record<string, Entry>

/** The answer an option id stands for when the applicant does not know: unknown in every rule. */
export const NOT_SURE = 'not-sure'

/** The right value of a field, or undefined while it is open, wrong or “not sure”. */
export function answerOf(entries: Entries, field: string): Value | undefined {
  const value = entries[field]?.value
  return value === NOT_SURE ? undefined : value
}

/** True when there is something in the field, right or wrong. */
export function isAnswered(entries: Entries, field: string): boolean {
  return entries[field]?.value !== undefined || entries[field]?.raw !== undefined
}

/** True once the applicant has dealt with the field: answered, even wrongly, or skipped. */
export function isTouched(entries: Entries, field: string): boolean {
  return entries[field] !== undefined
}

/** True once the form need not ask for the field any more; what was skipped in the check it asks for. */
export function isSettled(entries: Entries, field: string): boolean {
  return isTouched(entries, field) && entries[field]?.skipped !== 'in-check'
}

/** Every file that is part of an answer. */
export const filesIn = (entries: Entries): FileRef[] =>
  Object.values(entries).flatMap(({ value }) =>
    Array.isArray(value)
      ? value.filter((one): one is FileRef => typeof one === 'object' && 'mediaType' in one)
      : [],
  )
