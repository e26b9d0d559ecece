/** The printable list of what was approved with one document, when several were approved at once. */
import type { ApplicationRecord, CaseEvent } from '../../casework/case.ts'
import type { IssuedData, IssuedRecord } from '../../casework/issued.ts'
import { dateIn } from '../../casework/window.ts'
import { entryKey } from '../enquiries/decider.ts'
import { NOTHING } from './case-change.ts'
import type { CaseDeps } from './deps.ts'
import { issue } from './issue.ts'

/** An application with the event that approved it. */
interface Approved {
  application: ApplicationRecord
  event: CaseEvent
}

/**
 * Issues the list; what was done under the same key before gives the same list again. Applications of several documents
 * give a list each. @returns the check code of the first; null when nothing was approved
 */
export async function approvalList(
  applications: readonly ApplicationRecord[],
  key: string,
  deps: CaseDeps,
): Promise<string | null> {
  const approved = await approvedUnder(applications, key, deps)
  const lists = Map.groupBy(approved, ({ application }) => listKey(application))
  const codes: string[] = []
  for (const [of, listed] of lists) codes.push(await issued(listed, entryKey(key, of), deps))
  return codes[0] ?? null
}

const listKey = ({ programmeHash, document }: ApplicationRecord): string =>
  JSON.stringify([programmeHash, document])

/** Those that the key has approved: a confirmation approves, a proposal that waits for one does not. */
async function approvedUnder(
  applications: readonly ApplicationRecord[],
  key: string,
  { store }: CaseDeps,
): Promise<Approved[]> {
  const approved: Approved[] = []
  for (const application of applications) {
    if (application.kept.state !== 'approved') continue
    const events = await store.cases.events(application.id)
    const event = events.find(({ id }) => id === entryKey(key, application.id))
    if (event && APPROVING.has(event.act.type)) approved.push({ application, event })
  }
  return approved
}
const APPROVING: ReadonlySet<string> = new Set(['approve', 'confirm'])

async function issued(listed: readonly Approved[], id: string, deps: CaseDeps): Promise<string> {
  const list = await listOf(listed, id, deps)
  const { cases } = deps.store
  const known = await cases.issuedByCode(list.checkCode)
  if (!known) await cases.write({ ...NOTHING, issued: [list] })
  return list.checkCode
}

/** Made of nothing that differs the next time: so its check code does not either. */
async function listOf(listed: readonly Approved[], id: string, deps: CaseDeps): Promise<IssuedRecord> {
  const [first] = listed
  if (!first) throw new Error('A list of nothing')
  const { programmeId, programmeHash } = first.application
  const at = new Date(Math.max(...listed.map(({ event }) => event.at.getTime())))
  const { programme } = await deps.libraries.pinned(programmeHash)
  const order = {
    ...{ programmeId, programmeHash, at, caseId: null, number: null },
    kind: 'approval' as const,
    data: dataOf(listed, dateIn(programme, at)),
  }
  return issue(order, { sealer: deps.sealer, ids: { ...deps.ids, next: () => id } })
}

function dataOf(listed: readonly Approved[], approvedOn: string): IssuedData {
  const document = listed[0]?.application.document ?? null
  const rows = listed
    .map(({ application: { number, title, applicant, body, areas } }) => ({
      ...{ number, title, applicant, body, areas },
    }))
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
  return {
    ...{ number: document ?? '', title: '', applicant: '', body: null, areas: [], approvedOn },
    ...{ endsOn: null, document, reason: null, rows },
  }
}
