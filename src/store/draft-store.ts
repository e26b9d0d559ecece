/** Drafts by their resume code, and their history. */
import type { Draft, DraftEvent, Entry } from '../conversation/types.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { DraftStore } from '../ports/store.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'

const NEWEST = {
  where: { recalledAt: null },
  orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
  take: 1,
  select: { number: true, checkCode: true, receivedAt: true },
} satisfies Prisma.Draft$submissionsArgs

/** The drafts of this database; they are written by turns only. */
export function draftStore({ prisma }: Database): DraftStore {
  return {
    async findByCode(code) {
      const row = await prisma.draft.findUnique({
        where: { code: plain(code) },
        include: { submissions: NEWEST },
      })
      if (!row) return null
      const draft: Draft = {
        id: row.id,
        code: row.code,
        revision: row.revision,
        entries: row.entries as Draft['entries'],
      }
      const [last] = row.submissions
      if (last) {
        draft.submission = {
          number: last.number,
          checkCode: last.checkCode,
          at: last.receivedAt.toISOString(),
        }
      }
      return { draft, code: row.code, programmeId: row.programmeId, programmeHash: row.programmeHash }
    },
    async events(draftId) {
      if (!isUuid(draftId)) return []
      const rows = await prisma.draftEvent.findMany({ where: { draftId }, orderBy: { position: 'asc' } })
      return rows.map(({ field, old, new: after, at, channel }) => {
        const event: DraftEvent = { field, old: old as Entry | null, new: after as Entry | null }
        return { ...event, at, channel }
      })
    },
  }
}
