/** What one act writes: enquiries, their threads, files, and who is told. */
import type { AuditAct } from '../audit/entry.ts'
import type { Enquiry } from '../enquiry/enquiry.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { gramsOf, haystackOf, numbersOf } from '../language/grams.ts'
import { changeOfEnquiry, type EnquiryChange } from '../ports/desk.ts'
import { actsOfThread, type SaltedEntry, salted } from './acts-of.ts'
import { plain, safe } from './json.ts'
import { receive, Stale, type Transaction } from './transaction.ts'

/** A file of the conversation, or of another one with the same draft. $1 enquiry, $2 conversation, $3 file. */
const KEEP_SENT = `
INSERT INTO enquiry_file (enquiry_id, id, name, bytes, media_type, content, at)
SELECT $1::uuid, a.id, a.name, a.bytes, a.media_type, a.content, a.at
FROM attachment a JOIN conversation of ON of.id = a.conversation_id
WHERE a.id = $3::uuid AND (of.id = $2::uuid
  OR of.draft_id = (SELECT draft_id FROM conversation WHERE id = $2::uuid))
ON CONFLICT (enquiry_id, id) DO NOTHING`

/** A file of another thread. $1 enquiry, $2 the other one, $3 file. */
const KEEP_SHARED = `
INSERT INTO enquiry_file (enquiry_id, id, name, bytes, media_type, content, at)
SELECT $1::uuid, id, name, bytes, media_type, content, at
FROM enquiry_file WHERE enquiry_id = $2::uuid AND id = $3::uuid
ON CONFLICT (enquiry_id, id) DO NOTHING`

/**
 * @returns what goes into the log, to be appended at the end of the transaction
 * @throws Stale when one of the enquiries has been changed since it was read
 */
export async function writeEnquiries(db: Transaction, change: EnquiryChange): Promise<AuditAct[]> {
  // always in the same order, so that two acts never wait for each other in a circle
  const inOrder = change.enquiries.toSorted((a, b) => (a.enquiry.id < b.enquiry.id ? -1 : 1))
  for (const { enquiry, isNew } of inOrder) await writeRow(db, enquiry, isNew)
  for (const { enquiry } of inOrder) if (enquiry.status === 'erased') await emptyThread(db, enquiry.id)
  const entries = change.entries.map(salted)
  await db.enquiryEntry.createMany({ data: entries.map(entryRow) })
  for (const { enquiry } of inOrder) await writeWords(db, enquiry)
  for (const one of change.keep) await keepFile(db, one)
  for (const activity of change.tell) await receive(db, activity)
  return actsOfThread(change, entries)
}

async function keepFile(
  db: Transaction,
  { enquiryId, from, file }: EnquiryChange['keep'][number],
): Promise<void> {
  if ('conversation' in from) await db.$executeRawUnsafe(KEEP_SENT, enquiryId, from.conversation, file.id)
  else await db.$executeRawUnsafe(KEEP_SHARED, enquiryId, from.enquiry, file.id)
}

/** What is announced after it: whoever shows one of these has to look again. */
export function toldOf({ enquiries, tell }: EnquiryChange): string[] {
  const ids = [
    ...enquiries.map(({ enquiry }) => changeOfEnquiry(enquiry.id)),
    ...tell.map(({ conversationId }) => conversationId),
  ]
  return [...new Set(ids)]
}

async function writeRow(db: Transaction, enquiry: Enquiry, isNew: boolean): Promise<void> {
  const data = enquiryRow(enquiry)
  if (isNew) {
    await db.enquiry.create({ data })
    return
  }
  const { id, version } = enquiry
  const { count } = await db.enquiry.updateMany({ where: { id, version: version - 1 }, data })
  if (count === 0) throw new Stale()
}

/** An erased enquiry keeps none of its words, whoever wrote it. */
function enquiryRow({ question, summary, transcript, ...rest }: Enquiry) {
  const isErased = rest.status === 'erased'
  return {
    ...rest,
    question: isErased ? '' : plain(question),
    summary: summary && !isErased ? safe(summary) : Prisma.DbNull,
    transcript: transcript && !isErased ? safe(transcript) : Prisma.DbNull,
  }
}

function entryRow({ text, data, ...rest }: SaltedEntry) {
  return { ...rest, text: plain(text), data: safe(data) }
}

/** Lines stay with who and when, and with what was promised; $1 enquiry. */
const EMPTY_LINES = `
UPDATE enquiry_entry SET text = '', salt = NULL, data = CASE
  WHEN data ? 'dueAt' THEN jsonb_build_object('dueAt', data->'dueAt') ELSE '{}' END
WHERE enquiry_id = $1::uuid`

async function emptyThread(db: Transaction, enquiryId: string): Promise<void> {
  await db.$executeRawUnsafe(EMPTY_LINES, enquiryId)
  await db.enquiryFile.deleteMany({ where: { enquiryId } })
}

async function writeWords(
  db: Transaction,
  { id: enquiryId, number, question, status }: Enquiry,
): Promise<void> {
  const said = await db.enquiryEntry.findMany({
    where: { enquiryId, text: { not: '' } },
    orderBy: { position: 'asc' },
    select: { text: true },
  })
  const texts = [number, plain(question), ...said.map(({ text }) => text)]
  const haystack = status === 'erased' ? '' : haystackOf([...new Set(texts)])
  const grams = numbersOf(gramsOf(haystack))
  await db.enquiryWords.upsert({
    where: { enquiryId },
    create: { enquiryId, haystack },
    update: { haystack },
  })
  await db.enquiryGrams.upsert({ where: { enquiryId }, create: { enquiryId, grams }, update: { grams } })
}
