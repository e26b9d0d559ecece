/** Everything that is kept of a person, to be handed to that person: to be read, and to be read by programs. */
import type { ApplicationRecord } from '../../casework/case.ts'
import type { EntryKind } from '../../enquiry/enquiry.ts'
import type { Phrases } from '../../language/phrases.ts'
import type { BundleFile } from '../../ports/outside.ts'
import type { ConversationRecord, DraftRecord, Store, SubmissionRecord } from '../../ports/store.ts'
import { filesIn } from '../../programme/values.ts'
import { attachmentsOf, type BundleDeps, caseFilesOf, printOf } from '../cases/exports/bundle.ts'
import { distinct, partName } from '../cases/exports/names.ts'
import { draftSummary } from '../enquiries/draft-summary.ts'
import type { Libraries } from '../libraries.ts'

export interface ExportDeps extends Pick<BundleDeps, 'paper' | 'publicUrl'> {
  store: Store
  libraries: Libraries
}

interface Making {
  phrases: Phrases
  now: Date
}

/** The files, one at a time. Notes that officers wrote for each other, and who the officers are, are not the person's. */
export async function* filesOfPerson(
  conversations: readonly ConversationRecord[],
  making: Making,
  deps: ExportDeps,
): AsyncIterable<BundleFile> {
  const { phrases, now } = making
  const folder = (key: string) => partName(phrases.say(`keep.export.${key}`))
  yield { name: `${folder('read-me')}.txt`, content: readMe(conversations, making), at: now }
  const named = distinct()
  for (const one of conversations)
    yield* talkOf(one, `${folder('talk')}/${named(partName(one.channel))}`, making, deps)
  for (const record of await draftsOf(conversations, deps.store))
    yield* draftFiles(record, `${folder('drafts')}/${partName(record.code)}`, making, deps)
  const ids = conversations.map(({ id }) => id)
  for (const enquiry of await deps.store.enquiries.ofConversations(ids))
    yield* enquiryFiles(enquiry, `${folder('enquiries')}/${partName(enquiry.number)}`, making, deps)
}

function readMe(conversations: readonly ConversationRecord[], { phrases, now }: Making): string {
  return `${phrases.say('keep.export.about', { at: now.toISOString(), conversations: conversations.length })}\n`
}

async function* talkOf(
  { id, channel, programmeId, state }: ConversationRecord,
  name: string,
  { now }: Making,
  { store }: ExportDeps,
): AsyncIterable<BundleFile> {
  const lines = await store.transcript(id, 0)
  const said = lines.map(({ at, from, text }) => ({ at: at.toISOString(), from, text }))
  const text = said.map((line) => `${line.at} ${line.from === 'you' ? '>' : '<'} ${line.text}\n`).join('')
  yield { name: `${name}.txt`, content: text, at: now }
  const talk = { id, channel, programme: programmeId, language: state.locale, said }
  yield { name: `${name}.json`, content: pretty(talk), at: now }
}

/** Drafts held in these conversations, with the later forms of each. */
async function draftsOf(conversations: readonly ConversationRecord[], store: Store): Promise<DraftRecord[]> {
  const ids = new Set(conversations.flatMap(({ draft }) => draft?.id ?? []))
  const found: DraftRecord[] = []
  for (const id of ids) {
    const record = await store.drafts.find(id)
    if (!record) continue
    found.push(record)
    for (const { draftId } of await store.cases.forms(id)) {
      const form = ids.has(draftId) ? null : await store.drafts.find(draftId)
      if (form) found.push(form)
    }
  }
  return found
}

async function* draftFiles(
  { draft, code, programmeId, programmeHash }: DraftRecord,
  folder: string,
  making: Making,
  deps: ExportDeps,
): AsyncIterable<BundleFile> {
  const { store, libraries } = deps
  const { now } = making
  const answers = draftSummary(await libraries.pinned(programmeHash), draft, now) ?? []
  const changes = await store.drafts.events(draft.id)
  const about = {
    code,
    programme: programmeId,
    form: draft.form ?? null,
    answers,
    entries: draft.entries,
    changes,
  }
  yield { name: `${folder}/answers.json`, content: pretty(about), at: now }
  yield* uploads(draft, `${folder}/files`, making, store)
  for (const { number } of await store.submissions.history(draft.id)) {
    const submission = await store.submissions.find(number)
    if (submission) yield* submissionFiles(submission, `${folder}/${partName(number)}`, deps)
  }
  const known = draft.case && !draft.form ? await store.cases.applicationOf(draft.id) : null
  if (known) yield* caseFiles(known, folder, making, deps)
}

async function* submissionFiles(
  submission: SubmissionRecord,
  folder: string,
  deps: ExportDeps,
): AsyncIterable<BundleFile> {
  yield { name: `${folder}/form.pdf`, ...(await printOf(submission, deps)) }
  const { number, receivedAt, checkCode, entries } = submission
  yield {
    name: `${folder}/answers.json`,
    content: pretty({ number, receivedAt, checkCode, entries }),
    at: receivedAt,
  }
  yield* attachmentsOf(submission, `${folder}/files`, deps)
}

async function* uploads(
  draft: DraftRecord['draft'],
  folder: string,
  { now }: Making,
  store: Store,
): AsyncIterable<BundleFile> {
  const [holder] = await store.drafts.holders(draft.id)
  const named = distinct()
  for (const { id } of holder ? filesIn(draft.entries) : []) {
    const file = await store.files.read(holder?.id ?? '', id)
    if (file)
      yield {
        name: `${folder}/${named(partName(file.ref.name))}`,
        content: new Uint8Array(file.content),
        at: now,
      }
  }
}

/** Where it stands and stood; who of an office did it is not told. */
async function* caseFiles(
  { id, number, kept }: ApplicationRecord,
  folder: string,
  { now }: Making,
  { store }: ExportDeps,
): AsyncIterable<BundleFile> {
  const project = await store.cases.projectOf(id)
  const events = [
    ...(await store.cases.events(id)),
    ...(project ? await store.cases.events(project.id) : []),
  ].map(({ at, by, tier, act }) => ({ at, by, tier, act }))
  const standing = {
    number,
    state: kept.state,
    since: kept.since,
    project: project?.kept.state ?? null,
    events,
  }
  yield { name: `${folder}/${partName(number)}.json`, content: pretty(standing), at: now }
  yield* caseFilesOf(id, 'scan', `${folder}/scans`, { store })
}

/** What the asker was told or said; the rest is between officers. */
const SEEN: ReadonlySet<EntryKind> = new Set([
  'asked',
  'followed-up',
  'reopened',
  'answered',
  'closed',
  'rated',
  'clarified',
])

async function* enquiryFiles(
  enquiry: Awaited<ReturnType<Store['enquiries']['ofConversations']>>[number],
  folder: string,
  { now }: Making,
  { store }: ExportDeps,
): AsyncIterable<BundleFile> {
  const thread = (await store.enquiries.entries(enquiry.id)).filter(({ kind }) => SEEN.has(kind))
  const lines = thread.map(({ at, by, kind, text }) => ({ at, by, kind, text }))
  const { number, status, askedAt, closedAt, stars, summary, transcript } = enquiry
  const about = { number, status, askedAt, closedAt, stars, lines, sentAlong: { summary, transcript } }
  yield { name: `${folder}/thread.json`, content: pretty(about), at: now }
  const named = distinct()
  for (const { id } of thread.flatMap(({ data }) => data.files ?? [])) {
    const file = await store.enquiries.file(enquiry.id, id)
    if (file)
      yield {
        name: `${folder}/${named(partName(file.ref.name))}`,
        content: new Uint8Array(file.content),
        at: now,
      }
  }
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
