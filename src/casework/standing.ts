/** What a submission still counts for, told from all submissions of its draft. */

/** One submission in the history of its draft. */
export interface HandedIn {
  number: string
  receivedAt: Date
  /** taken back by the applicant; null while it counts */
  recalledAt: Date | null
}

/** A submission with its place in the history: 1 for the first of its draft, 2 for the next, … */
export interface Version extends HandedIn {
  version: number
}

export type Standing =
  | { state: 'current' }
  /** a later submission counts instead */
  | { state: 'replaced'; by: Version }
  /** taken back, and nothing counts since */
  | { state: 'recalled'; at: Date }

/** The submission with this number in a history, oldest first. @throws when the history is not its own */
export function versionIn(history: readonly HandedIn[], number: string): Version {
  const at = history.findIndex((one) => one.number === number)
  const found = history[at]
  if (!found) throw new Error(`The history has no submission ${number}: ask for that of its own draft`)
  return { ...found, version: at + 1 }
}

/** Of the submissions of one draft the last that was not taken back counts. */
export function standingOf(history: readonly HandedIn[], number: string): Standing {
  const own = versionIn(history, number)
  const counting = history.findLast((one) => one.recalledAt === null)
  if (counting?.number === number) return { state: 'current' }
  if (counting) return { state: 'replaced', by: versionIn(history, counting.number) }
  return { state: 'recalled', at: own.recalledAt ?? own.receivedAt }
}
