/** Answers that officers write often. */
import { officerActor } from '../audit/entry.ts'
import type { CannedRecord, CannedStore } from '../ports/desk.ts'
import type { Clock } from '../ports/outside.ts'
import { actOf } from './acts-of.ts'
import { appendActs } from './append-acts.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'
import { isWhole } from './transaction.ts'

type Words = Pick<CannedRecord, 'title' | 'text' | 'locale'>

/** The canned answers of this database. */
export function cannedStore({ prisma }: Database, clock: Clock): CannedStore {
  return {
    all: (programmeId) =>
      prisma.cannedAnswer.findMany({ where: { programmeId }, orderBy: [{ title: 'asc' }, { id: 'asc' }] }),
    async save({ title, text, ...record }) {
      const data = { ...record, title: plain(title), text: plain(text) }
      await isWhole(prisma, async (db) => {
        const before = await db.cannedAnswer.findUnique({ where: { id: data.id } })
        if (before && isSame(before, data)) return
        await db.cannedAnswer.upsert({ where: { id: data.id }, create: data, update: data })
        const by = officerActor(data.changedBy)
        const details = { isNew: before === null }
        await appendActs(db, [actOf(clock.now(), by, 'saved', subjectOf(data.id), details, data.programmeId)])
      })
    },
    async remove(id, by) {
      if (!isUuid(id)) return
      await isWhole(prisma, async (db) => {
        const before = await db.cannedAnswer.findUnique({ where: { id } })
        const { count } = await db.cannedAnswer.deleteMany({ where: { id } })
        if (before === null || count === 0) return
        await appendActs(db, [actOf(clock.now(), by, 'removed', subjectOf(id), {}, before.programmeId)])
      })
    },
  }
}

const subjectOf = (id: string) => ({ kind: 'canned-answer', id }) as const

/** Saved again as it was: nothing was done. */
const isSame = (one: Words, other: Words): boolean =>
  one.title === other.title && one.text === other.text && one.locale === other.locale
