/** Papers of the authority: what they say is frozen, and vouched for by a check code. */
import type { IssuedData, IssuedKind, IssuedRecord } from '../../casework/issued.ts'
import type { Ids, Sealer } from '../../ports/outside.ts'

export interface PaperOrder {
  kind: IssuedKind
  programmeId: string
  programmeHash: string
  /** null: a list of several */
  caseId: string | null
  /** of a certificate */
  number: string | null
  data: IssuedData
  at: Date
}

/** The paper with a code of its own. */
export function issue(
  { at, ...order }: PaperOrder,
  { ids, sealer }: { ids: Ids; sealer: Sealer },
): IssuedRecord {
  const record = { id: ids.next(), ...order, issuedAt: at }
  return { ...record, checkCode: sealer.checkCode(frozenPaper(record)), withdrawnAt: null }
}

/** What the check code of a paper vouches for. */
export function frozenPaper({
  id,
  kind,
  programmeHash,
  number,
  data,
  issuedAt,
}: Omit<IssuedRecord, 'checkCode' | 'withdrawnAt'>) {
  return { id, kind, programmeHash, number, data, issuedAt: issuedAt.toISOString() }
}
