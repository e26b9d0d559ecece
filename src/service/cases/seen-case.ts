/** A case as one officer meets it: in which role, with the words and the rules that it goes by. */
import type { ApplicationRecord, CaseRecord, ProjectRecord } from '../../casework/case.ts'
import { type CaseOfficer, type CaseRow, roleOn, tierOn } from '../../casework/policy.ts'
import type { Speech } from '../../conversation/world.ts'
import type { Programme } from '../../programme/schema.ts'
import { officerNames } from '../enquiries/list-enquiries.ts'
import { Failure } from '../failure.ts'
import { isId } from '../officers/accounts.ts'
import type { CaseDeps } from './deps.ts'

/** An officer who reads. */
export interface Reader extends CaseOfficer {
  locale: string
}

/** What reading cases needs. */
export type ReadDeps = Pick<CaseDeps, 'store' | 'libraries' | 'clock' | 'sealer'>

export interface Seen<R extends CaseRecord = CaseRecord> {
  record: R
  reader: Reader
  /** as which the officer acts; null: the programme has no such tier */
  tier: string | null
  programme: Programme
  /** the programme in the officer's language */
  speech: Speech
  /** of officers, by id */
  names: ReadonlyMap<string, string>
  now: Date
}

export const rowOf = ({ programmeId, body, areas, kept }: CaseRecord): CaseRow => ({
  ...{ programmeId, body, areas },
  state: kept.state,
})

/** The application, if it is this officer's to read. @throws Failure unknown-case */
export async function seenApplication(
  reader: Reader,
  id: string,
  deps: ReadDeps,
): Promise<Seen<ApplicationRecord>> {
  return seen(reader, isId(id) ? await deps.store.cases.application(id) : null, deps)
}

/** The project, if it is this officer's to read. @throws Failure unknown-case */
export async function seenProject(reader: Reader, id: string, deps: ReadDeps): Promise<Seen<ProjectRecord>> {
  return seen(reader, isId(id) ? await deps.store.cases.project(id) : null, deps)
}

async function seen<R extends CaseRecord>(
  reader: Reader,
  record: R | null,
  deps: ReadDeps,
): Promise<Seen<R>> {
  if (!record || !roleOn(reader, rowOf(record))) throw new Failure('unknown-case')
  const [one] = await allSeen(reader, [record], deps)
  if (!one) throw new Failure('unknown-case')
  return one
}

/** Those of these that are this officer's to read. */
export async function allSeen<R extends CaseRecord>(
  reader: Reader,
  records: readonly R[],
  { store, libraries, clock }: ReadDeps,
): Promise<Seen<R>[]> {
  if (records.length === 0) return []
  const names = await officerNames(store)
  const now = clock.now()
  const found: Seen<R>[] = []
  for (const record of records) {
    const role = roleOn(reader, rowOf(record))
    if (!role) continue
    const { programme, speech } = await libraries.pinned(record.programmeHash)
    const turn = record.kind === 'application' ? record.kept.context.tier : 0
    const tier = tierOn(role, programme.tiers, turn)
    found.push({ record, reader, tier, programme, speech: speech(reader.locale), names, now })
  }
  return found
}

/** `applicant` or a tier in words: of the tiers that recommend, the body by its own name. */
export function partyName({ record, programme, speech }: Seen, party: string): string {
  const { text, phrases } = speech
  if (party === 'applicant') return phrases.say('review.applicant')
  const body = party === programme.tiers[0] && programme.tiers.length > 1 ? record.body : null
  return (body === null ? undefined : text.recommenders[body]) ?? text.tiers[party] ?? party
}
