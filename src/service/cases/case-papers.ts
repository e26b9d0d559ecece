/** Files, scans and issued papers of a case in words. */
import type { IssuedRecord } from '../../casework/issued.ts'
import type { ApplicationView, ProjectView } from '../../contract/cases.ts'
import type { CaseFileRecord } from '../../ports/cases.ts'
import type { Sealer } from '../../ports/outside.ts'
import { documentAddress } from '../document-address.ts'
import { findingsInWords } from '../scans/findings-in-words.ts'
import type { Seen } from './seen-case.ts'

type Scan = ApplicationView['scans'][number]

/** A file with who brought it and what was found on it. */
export function scanOf({ names, speech }: Seen, file: CaseFileRecord): Scan {
  const { id, name, bytes, mediaType, at, officerId, findings } = file
  return {
    ...{ id, name, bytes, mediaType },
    at: at.toISOString(),
    by: officerId === null ? null : (names.get(officerId) ?? ''),
    findings: findings && findingsInWords(findings, speech.phrases),
  }
}

/** A paper of the authority and where it is. */
export function issuedOf(paper: IssuedRecord, sealer: Sealer): ProjectView['issued'][number] {
  const { id, kind, number, checkCode, issuedAt, withdrawnAt } = paper
  return {
    ...{ id, kind, number, checkCode },
    at: issuedAt.toISOString(),
    withdrawn: withdrawnAt !== null,
    href: documentAddress(sealer, checkCode),
  }
}
