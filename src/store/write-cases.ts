/** What one act writes: applications and projects, their record, papers, files, and who is told. */
import { randomBytes } from 'node:crypto'
import type { AuditAct } from '../audit/entry.ts'
import { CLOCK } from '../audit/entry.ts'
import type { CaseRecord } from '../casework/case.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { type CaseChange, changeOfCase, type KeptCaseFile } from '../ports/cases.ts'
import { actOfWithdrawal, actorOf, actsOfCases } from './acts-of-cases.ts'
import { applicationRow, eventRow, issuedRow, projectRow } from './case-records.ts'
import { json, plain, safe } from './json.ts'
import { receive, Stale, type Transaction } from './transaction.ts'

/** Random, hex. */
export const newSalt = (): string => randomBytes(16).toString('hex')

/** $1 id, $2 code, $3 parent, $4 form, $5 entries, $6 at. */
const BEGIN_FORM = `
INSERT INTO draft (id, code, programme_id, programme_hash, revision, entries, created_at, updated_at, parent_id, form)
SELECT $1::uuid, $2::text, d.programme_id, d.programme_hash || '#' || $4::text, 0, $5::jsonb, $6::timestamptz,
  $6::timestamptz, d.id, $4::text
FROM draft d WHERE d.id = $3::uuid AND d.parent_id IS NULL
ON CONFLICT (parent_id, form) DO NOTHING`

/** Before the statement of a turn, which may go on with it; one that somebody else has begun meanwhile stays. */
export async function beginForm(db: Transaction, change: CaseChange, at = timeOf(change)): Promise<void> {
  const { form } = change
  if (!form) return
  const { draftId, code, parentId, form: name, entries } = form
  await db.$executeRawUnsafe(BEGIN_FORM, draftId, code, parentId, name, json(entries), at)
}

/**
 * @returns what goes into the log, to be appended at the end of the transaction
 * @throws Stale when one of the cases has been changed since it was read
 */
export async function writeCases(db: Transaction, change: CaseChange): Promise<AuditAct[]> {
  // always in the same order, so that two acts never wait for each other in a circle
  const inOrder = change.cases.toSorted((a, b) => (a.record.id < b.record.id ? -1 : 1))
  for (const { record, isNew } of inOrder) await (isNew ? create(db, record) : update(db, record))
  const events = change.events.map((event) => ({ event, salt: newSalt() }))
  await db.caseEvent.createMany({ data: events.map(({ event, salt }) => eventRow(event, salt)) })
  await db.issued.createMany({ data: change.issued.map(issuedRow) })
  await db.caseFile.createMany({ data: change.files.map(fileRow) })
  const withdrawn = await withdraw(db, change)
  await sendRemarks(db, change)
  for (const activity of change.tell) await receive(db, activity)
  return [...actsOfCases(change, events), ...withdrawn]
}

/** What is announced after it: whoever shows one of these has to look again. */
export function toldOfCases({ cases, tell }: CaseChange): string[] {
  const ids = [
    ...cases.flatMap(({ record }) => [changeOfCase(record.id), record.draftId]),
    ...tell.map(({ conversationId }) => conversationId),
  ]
  return [...new Set(ids)]
}

/** One that there is already was made by another turn meanwhile. */
async function create(db: Transaction, record: CaseRecord): Promise<void> {
  const { count } =
    record.kind === 'application'
      ? await db.application.createMany({ data: applicationRow(record), skipDuplicates: true })
      : await db.project.createMany({ data: projectRow(record), skipDuplicates: true })
  if (count === 0) throw new Stale()
}

async function update(db: Transaction, record: CaseRecord): Promise<void> {
  const where = { id: record.id, version: record.version - 1 }
  const { count } =
    record.kind === 'application'
      ? await db.application.updateMany({ where, data: applicationRow(record) })
      : await db.project.updateMany({ where, data: projectRow(record) })
  if (count === 0) throw new Stale()
}

function fileRow({ caseId, kind, file, content, hash, officerId, at, findings }: KeptCaseFile) {
  return {
    ...{ caseId, kind, hash, officerId, at },
    ...{ id: file.id, name: plain(file.name), bytes: file.bytes, mediaType: plain(file.mediaType) },
    content: new Uint8Array(content),
    findings: findings ? safe(findings) : Prisma.DbNull,
  }
}

/** When the change happened, for what has no time of its own. */
const timeOf = ({ events, issued, cases }: CaseChange): Date =>
  events[0]?.at ?? issued[0]?.issuedAt ?? cases[0]?.record.lastAt ?? new Date(0)

async function withdraw(db: Transaction, change: CaseChange): Promise<AuditAct[]> {
  if (change.withdrawn.length === 0) return []
  const where = { id: { in: change.withdrawn }, withdrawnAt: null }
  const papers = await db.issued.findMany({ where, select: { id: true, programmeId: true } })
  const at = timeOf(change)
  await db.issued.updateMany({ where, data: { withdrawnAt: at } })
  const [event] = change.events
  return papers.map((paper) => actOfWithdrawal(at, change.by ?? (event ? actorOf(event) : CLOCK), paper))
}

async function sendRemarks(db: Transaction, change: CaseChange): Promise<void> {
  const where = { id: { in: change.remarksSent }, doneAt: null }
  if (change.remarksSent.length > 0)
    await db.caseRemark.updateMany({ where, data: { doneAt: timeOf(change) } })
}
