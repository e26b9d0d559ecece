/** Wires applications and projects: what officers do with them, what time does to them, and those from before. */
import { writeTable } from './documents/table-workbook.ts'
import { zipStream } from './documents/zip.ts'
import { Cases } from './service/cases/act-on-case.ts'
import { beginOldCases } from './service/cases/begin-old-cases.ts'
import { CaseClock } from './service/cases/case-clock.ts'
import type { CaseDeps } from './service/cases/deps.ts'
import { CaseExports, type ExportDeps } from './service/cases/exports/exports.ts'

/** The applicant's side is a part of every conversation. */
export function wireCases(deps: CaseDeps & Pick<ExportDeps, 'paper' | 'publicUrl'>) {
  return {
    cases: new Cases(deps),
    exports: new CaseExports({ ...deps, zip: zipStream, writeTable }),
    clock: new CaseClock(deps),
    /** drafts that were handed in before there were cases */
    beginOld: () => beginOldCases(deps),
  }
}
