/** Conversations and their turns: the hot path of the store. */

import type { Draft, Reply } from '../conversation/types.ts'
import type {
  CommitOutcome,
  ConversationRecord,
  StoredActivity,
  TurnRecord,
  TurnStore,
} from '../ports/store.ts'
import { MOST_TURNS } from './commit.ts'
import { commitBeyond, toldBeyond } from './commit-beyond.ts'
import type { Database } from './database.ts'
import { draftFrom, type KeptDraft } from './draft-record.ts'
import { DEADLINE_MS, LOAD, PENDING, RECEIVE, REPLIES, statement } from './hot-path.ts'
import { isUuid, json, plain, safe } from './json.ts'
import { isDangling } from './store-error.ts'
import { together } from './together.ts'
import { turnWriter } from './write-turns.ts'

interface LoadedRow extends Omit<ConversationRecord, 'draft'>, KeptDraft {
  draftId: string | null
}
type StoredReply = { id: string; reply: Reply }

/** The turns of this database. `committed` hears of every conversation and every draft that changed. */
export function turnStore({ prisma, pool }: Database, committed: (id: string) => void): TurnStore {
  // past Prisma, through the same pool: what it adds to a statement costs as much as the statement
  const query = async <Row extends object>(sql: string, ...values: unknown[]) =>
    (await pool.query<Row>(statement(sql, values))).rows

  const write = turnWriter(pool)
  const read = together<string, ConversationRecord | null>({
    most: MOST_TURNS,
    atOnce: 1,
    apart: (id) => [id],
    async serve(ids) {
      const { rows } = await pool.query<LoadedRow>(statement(LOAD, [ids], DEADLINE_MS))
      const found = new Map(rows.map((row) => [row.id, row]))
      return ids.map((id) => {
        const row = found.get(id.toLowerCase())
        return row ? recordOf(row) : null
      })
    },
  })

  async function repliesOf(conversationId: string, dedupeKey: string): Promise<StoredReply[] | null> {
    const rows = await query<{ id: string | null; reply: Reply }>(REPLIES, conversationId, plain(dedupeKey))
    return rows.length === 0 ? null : rows.filter((row): row is StoredReply => row.id !== null)
  }

  async function isWritten(turn: TurnRecord): Promise<boolean> {
    const { beyond, adopted } = turn
    const written = beyond ? commitBeyond(prisma, turn, beyond) : write(turn)
    return written.catch((error: unknown) => {
      // the draft to go on with was erased meanwhile: taken again, the turn finds none
      if ((adopted || beyond?.type === 'link') && isDangling(error)) return false
      throw error
    })
  }

  async function refusal(turn: TurnRecord): Promise<CommitOutcome> {
    // asked in a statement of its own: a turn that was waited for is invisible to the one that waited
    const replies = await repliesOf(turn.conversationId, turn.activity.dedupeKey)
    return replies ? { type: 'duplicate', replies } : { type: 'conflict' }
  }

  return {
    async create(conversation) {
      const { at, state, ...rest } = conversation
      await prisma.conversation.create({
        data: { ...rest, state: safe(state), createdAt: at, updatedAt: at },
      })
    },
    load: async (conversationId) => (isUuid(conversationId) ? read(conversationId) : null),
    async findByAddress(channel, address) {
      const where = { channel_address: { channel, address: plain(address) } }
      return prisma.conversation.findUnique({ where, select: { id: true, version: true } })
    },
    async refer(conversationId, reference) {
      const data = { reference: safe(reference) }
      await prisma.conversation.updateMany({ where: { id: conversationId }, data })
    },
    async replyTo(conversationId, messageId) {
      if (!isUuid(messageId)) return null
      const found = await prisma.message.findFirst({ where: { conversationId, id: messageId } })
      return (found?.reply ?? null) as Reply | null
    },
    async commit(turn) {
      const { beyond } = turn
      if (!(await isWritten(turn))) return refusal(turn)
      committed(turn.conversationId)
      if (turn.touched) committed(turn.touched)
      if (beyond) toldBeyond(beyond).forEach(committed)
      return { type: 'committed' }
    },
    async receive({ id, conversationId, dedupeKey, activity, receivedAt }) {
      const values = [id, conversationId, plain(dedupeKey), json(activity), receivedAt]
      return (await query(RECEIVE, ...values)).length === 1
    },
    pending: (limit, except = []) => query<StoredActivity>(PENDING, limit, except),
    repliesOf: async (conversationId, dedupeKey) =>
      isUuid(conversationId) ? repliesOf(conversationId, dedupeKey) : null,
    async transcript(conversationId, after) {
      if (!isUuid(conversationId)) return []
      const rows = await prisma.message.findMany({
        where: { conversationId, seq: { gt: after } },
        orderBy: { seq: 'asc' },
        omit: { conversationId: true },
      })
      return rows.map((row) => ({
        ...row,
        from: row.from as 'you' | 'bot',
        reply: row.reply as Reply | null,
      }))
    },
  }
}

function recordOf(row: LoadedRow): ConversationRecord {
  const { id, channel, address, programmeId, programmeHash, tokenHash, state, version, seq, draftCode } = row
  const { personId, noticesHere, officerId } = row
  const known = {
    id,
    channel,
    address,
    programmeId,
    programmeHash,
    tokenHash,
    state,
    version,
    seq,
    draftCode,
    personId,
    noticesHere,
    officerId,
  }
  return { ...known, draft: draftOf(row) }
}

function draftOf(row: LoadedRow): Draft | null {
  const { draftId: id, draftCode: code } = row
  return id === null ? null : draftFrom({ ...row, id, code: code ?? '' })
}
