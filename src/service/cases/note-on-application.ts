/** What officers note at an application beside acts: remarks pinned to fields, and ticks of the checklist. */
import type { ApplicationRecord } from '../../casework/case.ts'
import type { Why } from '../../casework/life.ts'
import type { CheckRecord } from '../../ports/cases.ts'
import type { Ids } from '../../ports/outside.ts'
import { Failure } from '../failure.ts'
import { itemsOf } from './checklist.ts'
import { worldOf } from './exports/answers.ts'
import { type ReadDeps, type Reader, type Seen, seenApplication } from './seen-case.ts'

type Deps = ReadDeps & { ids: Ids }

/** @throws Failure unknown-case, unknown-field, case-refused with `why` */
export async function addRemark(
  reader: Reader,
  applicationId: string,
  remark: { field: string; text: string },
  deps: Deps,
): Promise<void> {
  const seen = await seenApplication(reader, applicationId, deps)
  const by = noterOf(seen)
  if (!seen.programme.fields.has(remark.field)) throw new Failure('unknown-field', {}, 'field')
  await deps.store.cases.addRemark({
    ...{ id: deps.ids.next(), applicationId, doneAt: null, at: seen.now },
    ...remark,
    ...by,
  })
}

/** @throws Failure unknown-case, not-found for one that is not the own tier's or was sent, case-refused with `why` */
export async function removeRemark(
  reader: Reader,
  applicationId: string,
  id: string,
  deps: Deps,
): Promise<void> {
  const seen = await seenApplication(reader, applicationId, deps)
  const { tier, officerId } = noterOf(seen)
  const gone = await deps.store.cases.removeRemark({ applicationId, id, tier, officerId, at: seen.now })
  if (!gone) throw new Failure('not-found')
}

/** @throws Failure unknown-case, unknown-field for an item that the list does not have, case-refused with `why` */
export async function setCheck(
  reader: Reader,
  applicationId: string,
  item: string,
  check: { result: CheckRecord['result'] | null; note: string },
  deps: Deps,
): Promise<void> {
  const seen = await seenApplication(reader, applicationId, deps)
  const by = noterOf(seen)
  const submission = await deps.store.submissions.findById(seen.record.submissionId)
  const items = submission ? itemsOf(worldOf(seen.speech, submission), { copies: 0, scans: [] }) : []
  if (!items.some((one) => one.item === item)) throw new Failure('unknown-field', {}, 'item')
  await deps.store.cases.setCheck({ applicationId, item, at: seen.now, ...check, ...by })
}

/** Whoever notes does so as the tier that has it now. @throws Failure case-refused with `why` */
function noterOf({ record, reader, tier }: Seen<ApplicationRecord>) {
  const why = refusal(record, reader, tier)
  if (why || tier === null) throw new Failure('case-refused', { why: why ?? 'not-your-role' })
  return { tier, officerId: reader.id, version: record.kept.context.version }
}

function refusal({ kept, holder }: ApplicationRecord, { id }: Reader, tier: string | null): Why | null {
  if (kept.recused.includes(id)) return 'recused'
  return holder === tier ? null : 'not-your-tier'
}
