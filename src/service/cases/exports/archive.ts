/**
 * The archive: of each application and its project everything on record, with the log's entries about them, and the SHA-256
 * of every file, so that whoever keeps it can tell later that it is whole.
 */
import { createHash } from 'node:crypto'
import type { AuditEntry } from '../../../audit/entry.ts'
import type { ApplicationRecord, CaseRecord, ProjectRecord } from '../../../casework/case.ts'
import type { IssuedRecord } from '../../../casework/issued.ts'
import type { Speech } from '../../../conversation/world.ts'
import type { BundleFile } from '../../../ports/outside.ts'
import type { Store } from '../../../ports/store.ts'
import type { Libraries } from '../../libraries.ts'
import { attachmentsOf, type BundleDeps, caseFilesOf, printOf } from './bundle.ts'
import { distinct, partName } from './names.ts'
import { areasIn, bodyIn, stateIn } from './sheets.ts'

export interface ArchiveDeps extends Pick<BundleDeps, 'paper' | 'publicUrl'> {
  store: Pick<Store, 'cases' | 'submissions' | 'audit' | 'officers'>
  libraries: Libraries
}

interface Making {
  locale: string
  now: Date
  programmeId: string
}

/** Every file of the archive; the hashes come last, in a form that `sha256sum --check` reads. */
export async function* archiveFiles(
  applications: AsyncIterable<ApplicationRecord[]>,
  making: Making,
  deps: ArchiveDeps,
): AsyncIterable<BundleFile> {
  const sums: string[] = []
  for await (const file of contentOf(applications, making, deps)) {
    sums.push(`${createHash('sha256').update(file.content).digest('hex')}  ${file.name}`)
    yield file
  }
  yield { name: 'SHA256SUMS', content: `${sums.join('\n')}\n`, at: making.now }
}

async function* contentOf(
  applications: AsyncIterable<ApplicationRecord[]>,
  making: Making,
  deps: ArchiveDeps,
): AsyncIterable<BundleFile> {
  const subjects = new Set<string>()
  const numbers = new Set<string>()
  for await (const batch of applications)
    for (const application of batch) {
      const project = await deps.store.cases.projectOf(application.id)
      subjects.add(application.id)
      if (project) subjects.add(project.id)
      numbers.add(application.number)
      yield* filesOf(application, project, making, deps)
    }
  const { now, programmeId } = making
  yield* listsOf(numbers, programmeId, deps)
  yield { name: 'log.jsonl', content: await logOf(subjects, deps), at: now }
  const head = await deps.store.audit.head()
  const about = { programme: programmeId, madeAt: now.toISOString(), applications: numbers.size, log: head }
  yield { name: 'manifest.json', content: pretty(about), at: now }
}

async function* filesOf(
  application: ApplicationRecord,
  project: ProjectRecord | null,
  { locale, now }: Making,
  deps: ArchiveDeps,
): AsyncIterable<BundleFile> {
  const folder = partName(application.number)
  const speech = (await deps.libraries.pinned(application.programmeHash)).speech(locale)
  const metadata = await metadataOf(application, project, speech, deps)
  yield { name: `${folder}/metadata.json`, content: pretty(metadata), at: now }
  yield {
    name: `${folder}/events.json`,
    content: pretty(await eventsOf([application, project], deps)),
    at: now,
  }
  yield* versionsOf(application.draftId, `${folder}/versions`, deps)
  for (const { draftId, form } of await deps.store.cases.forms(application.draftId))
    yield* versionsOf(draftId, `${folder}/forms/${partName(form)}`, deps)
  yield* caseFilesOf(application.id, 'scan', `${folder}/scans`, deps)
  if (!project) return
  yield* caseFilesOf(project.id, 'evidence', `${folder}/evidence`, deps)
  yield* papersIn(await deps.store.cases.issued(project.id), `${folder}/issued`, deps)
}

/** Lists of what was approved that name nothing beside what is archived. */
async function* listsOf(
  numbers: ReadonlySet<string>,
  programmeId: string,
  deps: ArchiveDeps,
): AsyncIterable<BundleFile> {
  const lists = await deps.store.cases.issuedLists(programmeId)
  yield* papersIn(
    lists.filter(({ data }) => data.rows?.every(({ number }) => numbers.has(number))),
    'issued',
    deps,
  )
}

/** Every version of a draft: the print, the answers, what was attached. */
async function* versionsOf(draftId: string, folder: string, deps: ArchiveDeps): AsyncIterable<BundleFile> {
  for (const { number } of await deps.store.submissions.history(draftId)) {
    const submission = await deps.store.submissions.find(number)
    if (!submission) continue
    const own = `${folder}/${partName(number)}`
    yield { name: `${own}/form.pdf`, ...(await printOf(submission, deps)) }
    yield { name: `${own}/answers.json`, content: pretty(submission), at: submission.receivedAt }
    yield* attachmentsOf(submission, `${own}/attachments`, deps)
  }
}

async function* papersIn(
  papers: readonly IssuedRecord[],
  folder: string,
  deps: ArchiveDeps,
): AsyncIterable<BundleFile> {
  const named = distinct()
  for (const { kind, number, checkCode, issuedAt } of papers) {
    const { pdf } = await deps.paper.print(checkCode, deps.publicUrl())
    const name = named(partName(`${kind} ${number ?? checkCode}.pdf`))
    yield { name: `${folder}/${name}`, content: new Uint8Array(pdf), at: issuedAt }
  }
}

/** Who, what and when, in words as well: for people who find it in ten years without the programme. */
async function metadataOf(
  application: ApplicationRecord,
  project: ProjectRecord | null,
  speech: Speech,
  { store }: ArchiveDeps,
) {
  const { number, title, applicant, body, areas, document, programmeId, programmeHash, paper } = application
  const history = await store.submissions.history(application.draftId)
  return {
    number,
    title,
    applicant,
    programme: { id: programmeId, title: speech.text.programme.title, version: programmeHash },
    issuer: speech.text.programme.issuer,
    body: body && { id: body, name: bodyIn(speech, application) },
    areas: { ids: areas, names: areasIn(speech, application) },
    state: stateOf(application, speech),
    document,
    paper,
    versions: history,
    project: project && {
      approvedOn: project.approvedOn,
      endsOn: project.endsOn,
      state: stateOf(project, speech),
      certificate: project.certificate,
      issued: (await store.cases.issued(project.id)).map(({ data: _, ...one }) => one),
    },
    files: (await filesListed([application, project], store)).map(({ findings: _, ...one }) => one),
  }
}

const stateOf = (record: CaseRecord, speech: Speech) => ({
  id: record.kept.state,
  name: stateIn(speech, record),
  since: record.kept.since,
})

const filesListed = async (records: (CaseRecord | null)[], store: ArchiveDeps['store']) =>
  (await Promise.all(records.flatMap((one) => (one ? [store.cases.files(one.id)] : [])))).flat()

/** The record of both, in order, with the names of the officers. */
async function eventsOf(records: (CaseRecord | null)[], { store }: ArchiveDeps) {
  const names = new Map((await store.officers.all()).map(({ id, name }) => [id, name]))
  const events = await Promise.all(records.flatMap((one) => (one ? [store.cases.events(one.id)] : [])))
  return events
    .flat()
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((event) => ({ ...event, officer: event.officerId && (names.get(event.officerId) ?? null) }))
}

/** Entries of the log about these, one a line, as they are chained. */
async function logOf(subjects: ReadonlySet<string>, { store }: ArchiveDeps): Promise<string> {
  const lines: string[] = []
  const isOurs = ({ subject }: AuditEntry) => subjects.has(subject.id)
  for await (const batch of store.audit.batches(1))
    for (const entry of batch.filter(isOurs)) lines.push(JSON.stringify(entry))
  return lines.map((line) => `${line}\n`).join('')
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
