/** Drafts by their resume code, and their history. */
import type { DraftEvent, Entry } from '../conversation/types.ts'
import type { DraftRecord, DraftStore } from '../ports/store.ts'
import type { Database } from './database.ts'
import { draftFrom, type KeptDraft } from './draft-record.ts'
import { BECAME, DRAFT } from './hot-path.ts'
import { isUuid, plain } from './json.ts'

/** A draft as `LOAD` reads that of a conversation. */
const FIND = `
SELECT d.id, d.code, d.programme_id AS "programmeId", d.programme_hash AS "programmeHash", ${DRAFT}
FROM draft d ${BECAME}
WHERE `

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

/**
 * The version moves everywhere, so that no turn under way is written with the old one. $1 conversation, $2 from, $3 to.
 * Conversations are locked before drafts, as turns do.
 */
const FOLLOW = `
WITH own AS (
  SELECT draft_id FROM conversation WHERE id = $1::uuid AND programme_hash = $2::text
), held AS MATERIALIZED (
  SELECT c.id FROM conversation c, own
  WHERE c.programme_hash = $2::text AND (c.id = $1::uuid OR c.draft_id = own.draft_id)
  ORDER BY c.id FOR NO KEY UPDATE OF c
), draft_of AS MATERIALIZED (
  SELECT d.id, d.entries = '{}'::jsonb AND NOT EXISTS (SELECT FROM submission s WHERE s.draft_id = d.id) AS empty
  FROM (SELECT count(*) FROM held) AS locked, own JOIN draft d ON d.id = own.draft_id
  FOR NO KEY UPDATE OF d
), moved AS (
  UPDATE draft d SET programme_hash = $3::text, revision = d.revision + 1 FROM draft_of
  WHERE d.id = draft_of.id AND draft_of.empty
)
UPDATE conversation c SET programme_hash = $3::text, version = c.version + 1
FROM held WHERE c.id = held.id AND NOT EXISTS (SELECT FROM draft_of WHERE NOT empty)`

/** The drafts of this database; what is in them is written by turns only. `begun` hears of a conversation that now has one. */
export function draftStore({ prisma, pool }: Database, begun: (conversationId: string) => void): DraftStore {
  async function findBy(where: string, value: string): Promise<DraftRecord | null> {
    const [row] = (await pool.query<Row>(`${FIND} ${where}`, [value])).rows
    if (!row) return null
    const { code, programmeId, programmeHash } = row
    return { draft: draftFrom(row), code, programmeId, programmeHash }
  }
  return {
    find: async (draftId) => (isUuid(draftId) ? findBy('d.id = $1::uuid', draftId) : null),
    findByCode: (code) => findBy('d.code = $1::text', plain(code)),
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
    async follow(conversationId, { from, to }) {
      await pool.query(FOLLOW, [conversationId, from, to])
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

type Row = KeptDraft & Pick<DraftRecord, 'code' | 'programmeId' | 'programmeHash'> & { id: string }
