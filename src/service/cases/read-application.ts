/** An application as an officer reads it: the form in words, what has changed, the checklist, the record. */

import { isMendable } from '../../casework/application-acts.ts'
import type { ApplicationRecord } from '../../casework/case.ts'
import { returnDueOf } from '../../casework/project-dates.ts'
import type { ApplicationView } from '../../contract/cases.ts'
import type { RemarkRecord } from '../../ports/cases.ts'
import type { SubmissionRecord } from '../../ports/store.ts'
import { documentAddress } from '../document-address.ts'
import { scanOf } from './case-papers.ts'
import { linesOf } from './case-record-lines.ts'
import { applicationRow } from './case-rows.ts'
import { checklistOf } from './checklist.ts'
import { worldOf } from './exports/answers.ts'
import { partyName, type ReadDeps, type Reader, type Seen, seenApplication } from './seen-case.ts'
import { answersOf } from './version-diff.ts'

/** A submission and whether it was taken back. */
interface Filed {
  submission: SubmissionRecord
  recalledAt: Date | null
}

/** `compare`: number of the version to compare with. @throws Failure unknown-case */
export async function readApplication(
  reader: Reader,
  id: string,
  compare: string | undefined,
  deps: ReadDeps,
): Promise<ApplicationView> {
  const seen = await seenApplication(reader, id, deps)
  const { record, programme, speech, now } = seen
  const { cases } = deps.store
  const [versions, checks, remarks, events, files, project] = await Promise.all([
    versionsOf(record, deps),
    cases.checks(id),
    cases.remarks(id),
    cases.events(id),
    cases.files(id),
    cases.projectOf(id),
  ])
  const current = versions.find(({ submission }) => submission.id === record.submissionId)?.submission
  if (!current) throw new Error(`The application ${record.number} has no submission ${record.submissionId}`)
  const before = comparedWith(versions, current, compare)
  const world = worldOf(speech, current)
  const scans = files.filter(({ kind }) => kind === 'scan')
  return {
    application: applicationRow(seen),
    call: callOf(record, deps),
    sections: answersOf(world, {
      before: before && worldOf(speech, before),
      mendable: (field) => isMendable(programme, record.kept.context, field),
    }),
    versions: versions.map((filed) => versionIn(filed, deps)),
    comparedWith: before?.number ?? null,
    checks: checklistOf(seen, world, { copies: record.paper?.copies ?? 0, scans }, checks),
    remarks: remarks.filter((one) => isFor(seen, one)).map((one) => remarkIn(seen, one)),
    events: linesOf(seen, events),
    scans: scans.map((file) => scanOf(seen, file)),
    returnDue: returnDueOf(programme, now).day,
    recusal: programme.review.recusal !== 'off',
    copies: programme.print.copies,
    seal: programme.print.seal,
    project: project && { id: project.id, state: project.kept.state },
  }
}

function callOf({ programmeHash }: ApplicationRecord, { libraries }: ReadDeps): ApplicationView['call'] {
  const version = libraries.versionOf(programmeHash)
  return version && { number: version.number, inForce: libraries.amendmentOf(programmeHash) === null }
}

async function versionsOf({ draftId }: ApplicationRecord, { store }: ReadDeps): Promise<Filed[]> {
  const history = await store.submissions.history(draftId)
  const found = await Promise.all(
    history.map(async ({ number, recalledAt }) => ({
      submission: await store.submissions.find(number),
      recalledAt,
    })),
  )
  return found.filter((one): one is Filed => one.submission !== null)
}

/** What was taken back is nobody's to read, so there is no comparing with it either. */
function comparedWith(
  versions: readonly Filed[],
  current: SubmissionRecord,
  wanted: string | undefined,
): SubmissionRecord | null {
  const counting = versions
    .filter(({ recalledAt }) => recalledAt === null)
    .map(({ submission }) => submission)
  const earlier = counting.slice(
    0,
    counting.findIndex(({ id }) => id === current.id),
  )
  return (wanted === undefined ? earlier.at(-1) : earlier.find(({ number }) => number === wanted)) ?? null
}

function versionIn(
  { submission, recalledAt }: Filed,
  { sealer }: ReadDeps,
): ApplicationView['versions'][number] {
  const { number, checkCode, receivedAt } = submission
  return {
    ...{ number, checkCode },
    at: receivedAt.toISOString(),
    recalledAt: recalledAt?.toISOString() ?? null,
    href: recalledAt === null ? documentAddress(sealer, checkCode) : '',
  }
}

/** What was sent everybody may read; what is being written is for the own tier. */
const isFor = ({ tier }: Seen, remark: RemarkRecord): boolean =>
  remark.doneAt !== null || remark.tier === tier

function remarkIn(seen: Seen, { id, field, text, officerId, tier, at, version, doneAt }: RemarkRecord) {
  return {
    ...{ id, field, text, version },
    by: seen.names.get(officerId) ?? '',
    tier: partyName(seen, tier),
    at: at.toISOString(),
    sent: doneAt !== null,
    mine: tier === seen.tier,
  }
}
