/** Deletes what was said and held, and nothing that has to stay on record. */
import type { AuditAct } from '../audit/entry.ts'
import { initialState } from '../conversation/take-turn.ts'
import type { EraseChange } from '../ports/desk.ts'
import type { TurnRecord } from '../ports/store.ts'
import { actOfErasing } from './acts-of.ts'
import { safe } from './json.ts'
import { Stale, type Transaction } from './transaction.ts'
import { writeEnquiries } from './write-enquiries.ts'

/** Conversations of the change and those that hold its drafts. $1 conversations, $2 drafts. */
const LOCK = `
SELECT id FROM conversation WHERE id = ANY($1::uuid[]) OR draft_id = ANY($2::uuid[])
ORDER BY id FOR NO KEY UPDATE`
const LOCK_DRAFTS = 'SELECT id FROM draft WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE'

/**
 * Locks all that the erasure touches, conversations before drafts as turns do: a turn under way is waited for, and
 * one that comes later finds the version moved.
 * @throws Stale when a draft was handed in, is of an application that was, or got another holder, since the erasure was decided
 */
export async function lockErased(
  db: Transaction,
  own: string,
  { conversations, drafts }: EraseChange,
): Promise<void> {
  await db.$queryRawUnsafe(LOCK, [own, ...conversations], drafts)
  await db.$queryRawUnsafe(LOCK_DRAFTS, drafts)
  const stay = { OR: [{ submissions: { some: {} } }, { parentId: { not: null } }] }
  if ((await db.draft.count({ where: { id: { in: drafts }, ...stay } })) > 0) throw new Stale()
}

/** After the turn's own statement: what that wrote stays, and is the only thing left. @returns what goes into the log */
export async function eraseFor(db: Transaction, turn: TurnRecord, change: EraseChange): Promise<AuditAct[]> {
  const { conversations, drafts, enquiries } = change
  const gone = enquiries.enquiries.filter(({ enquiry }) => enquiry.status === 'erased')
  await deleteDesks(
    db,
    gone.map(({ enquiry }) => enquiry.number),
  )
  await deleteSaid(db, turn, conversations)
  await deleteFiles(db, conversations)
  await letGo(db, turn.conversationId, conversations, drafts)
  await db.draftEvent.deleteMany({ where: { draftId: { in: drafts } } })
  await db.draft.deleteMany({ where: { id: { in: drafts } } })
  return [actOfErasing(turn, change), ...(await writeEnquiries(db, enquiries))]
}

async function deleteSaid(db: Transaction, turn: TurnRecord, conversations: string[]): Promise<void> {
  const conversationId = { in: conversations }
  const lastWords = turn.replies.map(({ id }) => id)
  const taken = { conversationId: turn.conversationId, dedupeKey: turn.activity.dedupeKey }
  const [own] = await db.activity.findMany({ where: taken, select: { id: true } })
  await db.outbox.deleteMany({ where: { conversationId, messageId: { notIn: lastWords } } })
  await db.message.deleteMany({
    where: { conversationId, OR: [{ activityId: null }, { activityId: { not: own?.id ?? null } }] },
  })
  await db.activity.deleteMany({ where: { conversationId, NOT: taken } })
  await db.unanswered.deleteMany({ where: { conversationId } })
  await db.linkCode.deleteMany({ where: { conversationId } })
}

/** Files of a submission, and of a later form of an application, stay with it. $1 conversations. */
const UNUSED_FILES = `
DELETE FROM attachment a WHERE a.conversation_id = ANY($1::uuid[])
AND NOT EXISTS (SELECT FROM submission s WHERE strpos(s.entries::text, a.id::text) > 0)
AND NOT EXISTS (SELECT FROM draft d WHERE d.parent_id IS NOT NULL AND strpos(d.entries::text, a.id::text) > 0)`

async function deleteFiles(db: Transaction, conversations: string[]): Promise<void> {
  await db.$executeRawUnsafe(UNUSED_FILES, conversations)
}

/** Whoever held a draft that goes, or is emptied, begins afresh; a turn under way there is taken again. */
async function letGo(db: Transaction, own: string, conversations: string[], drafts: string[]): Promise<void> {
  const where = { OR: [{ id: { in: conversations } }, { draftId: { in: drafts } }] }
  const touched = await db.conversation.findMany({ where, select: { id: true, state: true } })
  for (const { id, state } of touched) {
    const { locale } = state as { locale: string }
    const afresh = id === own ? {} : { state: safe(initialState(locale)), version: { increment: 1 } }
    await db.conversation.update({ where: { id }, data: { draftId: null, ...afresh } })
  }
}

/**
 * Turns at officers' desks that speak of these enquiries: news with the question, and answers given there; deletes
 * them. $1 numbers.
 */
const DESK_TURNS = `
WITH spoke AS (
  SELECT DISTINCT a.conversation_id, a.dedupe_key, a.id, a.first_seq, a.last_seq
  FROM conversation desk JOIN activity a ON a.conversation_id = desk.id
  LEFT JOIN message m ON m.conversation_id = a.conversation_id AND m.seq BETWEEN a.first_seq AND a.last_seq
  WHERE desk.officer_id IS NOT NULL AND EXISTS (
    SELECT FROM unnest($1::text[]) AS number
    WHERE concat_ws(' ', a.activity::text, m.text, m.reply::text)
      ~ (regexp_replace(number, '([^[:alnum:]])', '\\\\\\1', 'g') || '(?![0-9])'))
), lines AS (
  DELETE FROM message m USING spoke
  WHERE m.conversation_id = spoke.conversation_id AND m.activity_id = spoke.id
  RETURNING m.conversation_id, m.id
), post AS (
  DELETE FROM outbox o USING lines WHERE o.conversation_id = lines.conversation_id AND o.message_id = lines.id
)
DELETE FROM activity a USING spoke
WHERE a.conversation_id = spoke.conversation_id AND a.dedupe_key = spoke.dedupe_key`

async function deleteDesks(db: Transaction, numbers: string[]): Promise<void> {
  if (numbers.length > 0) await db.$executeRawUnsafe(DESK_TURNS, numbers)
}
