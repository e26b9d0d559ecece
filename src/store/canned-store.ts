/** Answers that officers write often. */
import type { CannedStore } from '../ports/desk.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'

/** The canned answers of this database. */
export function cannedStore({ prisma }: Database): CannedStore {
  return {
    all: (programmeId) =>
      prisma.cannedAnswer.findMany({ where: { programmeId }, orderBy: [{ title: 'asc' }, { id: 'asc' }] }),
    async save({ title, text, ...record }) {
      const data = { ...record, title: plain(title), text: plain(text) }
      await prisma.cannedAnswer.upsert({ where: { id: data.id }, create: data, update: data })
    },
    async remove(id) {
      if (isUuid(id)) await prisma.cannedAnswer.deleteMany({ where: { id } })
    },
  }
}
