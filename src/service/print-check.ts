/** Is this print the current version, or does this paper hold? Whoever has a check code may ask. */
import { isWholeCheckCode, normaliseCheckCode } from '../casework/check-code.ts'
import type { IssuedRecord } from '../casework/issued.ts'
import { type Standing, standingOf, type Version, versionIn } from '../casework/standing.ts'
import type { Library } from '../conversation/world.ts'
import type { Sealer } from '../ports/outside.ts'
import type { Store, SubmissionRecord } from '../ports/store.ts'
import { frozenPaper } from './cases/issue.ts'
import { frozenVersion } from './frozen-version.ts'
import type { Libraries } from './libraries.ts'

interface Found {
  /** in its printed form */
  checkCode: string
  library: Library
}

/** What is known of the version behind a check code; none of the applicant's answers. */
export interface CheckedPrint extends Found {
  of: 'submission'
  printed: Version
  /** `damaged`: what is stored is not what the code was made for */
  standing: Standing | { state: 'damaged' }
}

/** What is known of a paper of the authority. */
export interface CheckedPaper extends Found {
  of: 'paper'
  issued: IssuedRecord
  standing: { state: 'valid' } | { state: 'withdrawn'; at: Date } | { state: 'damaged' }
}

export type Checked = CheckedPrint | CheckedPaper

/** A code as it was typed in its printed form, or null when it cannot be a whole one. */
export function wholeCode(typed: string): string | null {
  const code = normaliseCheckCode(typed)
  return isWholeCheckCode(code) ? code : null
}

export class PrintCheck {
  private readonly deps: { store: Store; libraries: Libraries; sealer: Sealer }

  constructor(deps: { store: Store; libraries: Libraries; sealer: Sealer }) {
    this.deps = deps
  }

  /** What is behind a code as it was typed, or null when no such code was ever given out. */
  async find(typed: string): Promise<Checked | null> {
    const checkCode = normaliseCheckCode(typed)
    const { submissions, cases } = this.deps.store
    const submission = await submissions.findByCheckCode(checkCode)
    if (submission) return this.version(checkCode, submission)
    const issued = await cases.issuedByCode(checkCode)
    return issued && this.paper(checkCode, issued)
  }

  private async version(checkCode: string, submission: SubmissionRecord): Promise<CheckedPrint> {
    const history = await this.deps.store.submissions.history(submission.draftId)
    const intact = this.deps.sealer.checkCode(frozenVersion(submission)) === checkCode
    return {
      of: 'submission',
      checkCode,
      printed: versionIn(history, submission.number),
      standing: intact ? standingOf(history, submission.number) : { state: 'damaged' },
      library: await this.deps.libraries.pinned(submission.programmeHash),
    }
  }

  private async paper(checkCode: string, issued: IssuedRecord): Promise<CheckedPaper> {
    const intact = this.deps.sealer.checkCode(frozenPaper(issued)) === checkCode
    const { withdrawnAt } = issued
    const holds = withdrawnAt ? { state: 'withdrawn' as const, at: withdrawnAt } : { state: 'valid' as const }
    return {
      of: 'paper',
      checkCode,
      issued,
      standing: intact ? holds : { state: 'damaged' },
      library: await this.deps.libraries.withPaper(issued),
    }
  }
}
