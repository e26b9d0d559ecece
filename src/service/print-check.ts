/** Is this print the current version? Whoever holds a check code may ask. */
import { isWholeCheckCode, normaliseCheckCode } from '../casework/check-code.ts'
import { type Standing, standingOf, type Version, versionIn } from '../casework/standing.ts'
import type { Library } from '../conversation/world.ts'
import type { Sealer } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { frozenVersion } from './frozen-version.ts'
import type { Libraries } from './libraries.ts'

/** What is known of the version behind a check code; none of the applicant's answers. */
export interface CheckedPrint {
  /** in its printed form */
  checkCode: string
  printed: Version
  /** `damaged`: what is stored is not what the code was made for */
  standing: Standing | { state: 'damaged' }
  library: Library
}

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

  /** The version behind a code as it was typed, or null when no such code was ever given out. */
  async find(typed: string): Promise<CheckedPrint | null> {
    const checkCode = normaliseCheckCode(typed)
    const { submissions } = this.deps.store
    const submission = await submissions.findByCheckCode(checkCode)
    if (!submission) return null
    const history = await submissions.history(submission.draftId)
    const intact = this.deps.sealer.checkCode(frozenVersion(submission)) === checkCode
    return {
      checkCode,
      printed: versionIn(history, submission.number),
      standing: intact ? standingOf(history, submission.number) : { state: 'damaged' },
      library: await this.deps.libraries.pinned(submission.programmeHash),
    }
  }
}
