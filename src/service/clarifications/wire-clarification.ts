/** Clarifications as the console shows them to one officer: in names and numbers. */
import type { WireClarification } from '../../contract/clarifications.ts'
import { mayDo, type Officer } from '../../enquiry/policy.ts'
import type { ClarificationRecord, EnquiryStore, OfficerStore } from '../../ports/desk.ts'
import { officerNames } from '../enquiries/list-enquiries.ts'

interface Stores {
  officers: OfficerStore
  enquiries: EnquiryStore
}

export async function wireClarifications(
  records: readonly ClarificationRecord[],
  officer: Officer,
  store: Stores,
): Promise<WireClarification[]> {
  const names = await officerNames(store)
  const numbers = await numbersOf(records, store)
  const named = (id: string | null) => id && (names.get(id) ?? '')
  return records.map(({ withdrawnBy, withdrawnAt, ...record }) => ({
    ...record,
    proposedBy: named(record.proposedBy) ?? '',
    proposedAt: record.proposedAt.toISOString(),
    decidedBy: named(withdrawnBy ?? record.decidedBy),
    decidedAt: (withdrawnAt ?? record.decidedAt)?.toISOString() ?? null,
    enquiries: record.enquiries.flatMap((id) => numbers.get(id) ?? []),
    may: mayOf(officer, record),
  }))
}

function mayOf(officer: Officer, record: Pick<ClarificationRecord, 'programmeId' | 'status' | 'proposedBy'>) {
  const { programmeId, status, proposedBy } = record
  const may: WireClarification['may'] = []
  const isProposed = status === 'proposed'
  if (isProposed && proposedBy !== officer.id && mayDo(officer, 'decide-clarification', programmeId))
    may.push('decide')
  if (isProposed && mayDo(officer, 'propose-clarification', programmeId)) may.push('edit')
  if (status === 'published' && mayDo(officer, 'withdraw-clarification', programmeId)) may.push('withdraw')
  return may
}

async function numbersOf(
  records: readonly ClarificationRecord[],
  { enquiries }: Stores,
): Promise<Map<string, string>> {
  const ids = [...new Set(records.flatMap((record) => record.enquiries))]
  const found = await Promise.all(ids.map((id) => enquiries.find(id)))
  return new Map(found.flatMap((enquiry) => (enquiry ? [[enquiry.id, enquiry.number] as const] : [])))
}
