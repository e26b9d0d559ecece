/** The bundle: of each application the form, what was attached and the scans, and the summary sheet of all. */

import type { Readable } from 'node:stream'
import { arrayBuffer } from 'node:stream/consumers'
import type { ApplicationRecord } from '../../../casework/case.ts'
import type { Phrases } from '../../../language/phrases.ts'
import type { BundleFile, Table } from '../../../ports/outside.ts'
import type { Store, SubmissionRecord } from '../../../ports/store.ts'
import { filesIn } from '../../../programme/values.ts'
import type { Paper } from '../../paper.ts'
import { distinct, partName } from './names.ts'

export interface BundleDeps {
  store: Pick<Store, 'cases' | 'submissions'>
  paper: Pick<Paper, 'print'>
  publicUrl: () => string
  writeTable: (table: Table) => Promise<Readable>
}

/** Reads as it is read: one file at a time is in memory. `sheet` comes last. */
export async function* bundleFiles(
  applications: AsyncIterable<ApplicationRecord[]>,
  sheet: Table,
  { phrases, now }: { phrases: Phrases; now: Date },
  deps: BundleDeps,
): AsyncIterable<BundleFile> {
  for await (const batch of applications)
    for (const record of batch) yield* filesOfApplication(record, phrases, deps)
  const content = new Uint8Array(await arrayBuffer(await deps.writeTable(sheet)))
  yield { name: `${partName(sheet.name)}.xlsx`, content, at: now }
}

async function* filesOfApplication(
  record: ApplicationRecord,
  phrases: Phrases,
  deps: BundleDeps,
): AsyncIterable<BundleFile> {
  const folder = partName(`${record.number} ${record.applicant}`)
  const submission = await deps.store.submissions.findById(record.submissionId)
  if (submission) {
    const form = partName(phrases.say('export.file.form', { number: submission.number }))
    yield { name: `${folder}/${form}.pdf`, ...(await printOf(submission, deps)) }
    yield* attachmentsOf(submission, `${folder}/${phrases.say('export.folder.attachments')}`, deps)
  }
  yield* caseFilesOf(record.id, 'scan', `${folder}/${phrases.say('export.folder.scans')}`, deps)
}

/** The print of a version, as a file. */
export async function printOf(
  { checkCode, receivedAt }: SubmissionRecord,
  { paper, publicUrl }: Pick<BundleDeps, 'paper' | 'publicUrl'>,
): Promise<Omit<BundleFile, 'name'>> {
  const { pdf } = await paper.print(checkCode, publicUrl())
  return { content: new Uint8Array(pdf), at: receivedAt }
}

/** What was attached to a version. */
export async function* attachmentsOf(
  { id, entries }: SubmissionRecord,
  folder: string,
  { store }: Pick<BundleDeps, 'store'>,
): AsyncIterable<BundleFile> {
  const named = distinct()
  for (const ref of filesIn(entries)) {
    const file = await store.submissions.file(id, ref.id)
    if (!file) continue
    const name = named(partName(file.ref.name))
    yield { name: `${folder}/${name}`, content: new Uint8Array(file.content), at: new Date(timeOf(ref.id)) }
  }
}

/** Scans or evidence of a case. */
export async function* caseFilesOf(
  caseId: string,
  kind: 'scan' | 'evidence',
  folder: string,
  { store }: { store: Pick<Store, 'cases'> },
): AsyncIterable<BundleFile> {
  const named = distinct()
  for (const { id, kind: is } of await store.cases.files(caseId)) {
    const file = is === kind ? await store.cases.file(caseId, id) : null
    if (!file) continue
    const name = named(partName(file.ref.name))
    yield { name: `${folder}/${name}`, content: new Uint8Array(file.content), at: file.ref.at }
  }
}

/** The instant that a UUIDv7 begins with, in milliseconds. */
const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
