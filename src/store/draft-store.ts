/** Drafts by their resume code, and their history. */
import type { Draft, DraftEvent, Entry } from '../conversation/types.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { DraftRecord, DraftStore } from '../ports/store.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'

const NEWEST = {
  where: { recalledAt: null },
  orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
  take: 1,
  select: { number: true, checkCode: true, receivedAt: true },
} satisfies Prisma.Draft$submissionsArgs

/** An empty draft for a conversation that has none; the version moves, so that no turn under way makes another. */
const BEGIN = `
WITH conv AS (
  UPDATE conversation SET draft_id = $2::uuid, version = version + 1, updated_at = $4::timestamptz
  WHERE id = $1::uuid AND draft_id IS NULL
  RETURNING programme_id, programme_hash
)
INSERT INTO draft (id, code, programme_id, programme_hash, revision, entries, created_at, updated_at)
SELECT $2::uuid, $3::text, programme_id, programme_hash, 0, '{}', $4::timestamptz, $4::timestamptz FROM conv
RETURNING id`

/** The drafts of this database; what is in them is written by turns only. `begun` hears of a conversation that now has one. */
export function draftStore({ prisma }: Database, begun: (conversationId: string) => void): DraftStore {
  async function findBy(where: { id: string } | { code: string }): Promise<DraftRecord | null> {
    const row = await prisma.draft.findUnique({ where, include: { submissions: NEWEST } })
    return row ? recordOf(row) : null
  }
  return {
    find: async (draftId) => (isUuid(draftId) ? findBy({ id: draftId }) : null),
    findByCode: (code) => findBy({ code: plain(code) }),
    async changedAt(draftId) {
      if (!isUuid(draftId)) return null
      const found = await prisma.draft.findUnique({ where: { id: draftId }, select: { updatedAt: true } })
      return found?.updatedAt ?? null
    },
    async begin(conversationId, { id, code, at }) {
      if (!isUuid(conversationId)) return null
      const [row] = await prisma.$queryRawUnsafe<{ id: string }[]>(BEGIN, conversationId, id, code, at)
      if (row) begun(conversationId)
      if (row) return row.id
      const where = { id: conversationId }
      return (await prisma.conversation.findUnique({ where, select: { draftId: true } }))?.draftId ?? null
    },
    async holders(draftId) {
      if (!isUuid(draftId)) return []
      return prisma.conversation.findMany({
        where: { draft: { OR: [{ id: draftId }, { parentId: draftId }] } },
        select: { id: true, channel: true },
        orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      })
    },
    async isHeldBy(draftId, tokenHash) {
      return isUuid(draftId) && (await prisma.conversation.count({ where: { draftId, tokenHash } })) > 0
    },
    async events(draftId) {
      if (!isUuid(draftId)) return []
      const rows = await prisma.draftEvent.findMany({ where: { draftId }, orderBy: { position: 'asc' } })
      return rows.map(({ field, old, new: after, revision, at, channel }) => {
        const event: DraftEvent = { field, old: old as Entry | null, new: after as Entry | null }
        return { ...event, revision, at, channel }
      })
    },
  }
}

type Row = Prisma.DraftGetPayload<{ include: { submissions: typeof NEWEST } }>

function recordOf({
  id,
  code,
  revision,
  entries,
  programmeId,
  programmeHash,
  submissions,
}: Row): DraftRecord {
  const draft: Draft = { id, code, revision, entries: entries as Draft['entries'] }
  const [last] = submissions
  if (last) {
    const { number, checkCode, receivedAt } = last
    draft.submission = { number, checkCode, at: receivedAt.toISOString() }
  }
  return { draft, code, programmeId, programmeHash }
}
