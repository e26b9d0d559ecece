/** Wires applications and projects: what officers do with them, what time does to them, and those from before. */
import { Cases } from './service/cases/act-on-case.ts'
import { beginOldCases } from './service/cases/begin-old-cases.ts'
import { CaseClock } from './service/cases/case-clock.ts'
import type { CaseDeps } from './service/cases/deps.ts'

/** The applicant's side is a part of every conversation. */
export function wireCases(deps: CaseDeps) {
  return {
    cases: new Cases(deps),
    clock: new CaseClock(deps),
    /** drafts that were handed in before there were cases */
    beginOld: () => beginOldCases(deps),
  }
}
