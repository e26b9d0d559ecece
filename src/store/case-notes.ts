/** What officers note at an application beside acts: remarks at fields, and ticks of the checklist. */
import type { AuditAct } from '../audit/entry.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { type CaseStore, changeOfCase } from '../ports/cases.ts'
import { actOfNote, detailsOfCheck, detailsOfRemark } from './acts-of-cases.ts'
import { appendActs } from './append-acts.ts'
import { isUuid, plain } from './json.ts'
import { isWhole, Stale, type Transaction } from './transaction.ts'
import { newSalt } from './write-cases.ts'

type Notes = Pick<CaseStore, 'remarks' | 'addRemark' | 'removeRemark' | 'checks' | 'setCheck'>

/** The notes of this database. `committed` hears of the application. */
export function caseNotes(prisma: PrismaClient, committed: (id: string) => void): Notes {
  /** `work` says what goes into the log. @returns false when it found nothing to do */
  async function noting(
    applicationId: string,
    work: (db: Transaction, programmeId: string) => Promise<AuditAct>,
  ): Promise<boolean> {
    const isWritten = await isWhole(prisma, async (db) => {
      const where = { id: applicationId }
      const found = await db.application.findUnique({ where, select: { programmeId: true } })
      if (!found) throw new Stale()
      await appendActs(db, [await work(db, found.programmeId)])
    })
    if (isWritten) committed(changeOfCase(applicationId))
    return isWritten
  }
  return {
    async remarks(applicationId) {
      if (!isUuid(applicationId)) return []
      const orderBy = [{ at: 'asc' as const }, { id: 'asc' as const }]
      return prisma.caseRemark.findMany({ where: { applicationId }, orderBy, omit: { salt: true } })
    },
    async addRemark(given) {
      const remark = { ...given, text: plain(given.text), field: plain(given.field) }
      await noting(remark.applicationId, async (db, programmeId) => {
        const salt = newSalt()
        await db.caseRemark.create({ data: { ...remark, salt } })
        return actOfNote(remark, 'remarked', programmeId, detailsOfRemark(remark, salt))
      })
    },
    removeRemark: async ({ id, tier, ...by }) =>
      isUuid(id) &&
      isUuid(by.applicationId) &&
      noting(by.applicationId, async (db, programmeId) => {
        const where = { id, tier, applicationId: by.applicationId, doneAt: null }
        const { count } = await db.caseRemark.deleteMany({ where })
        if (count === 0) throw new Stale()
        return actOfNote({ ...by, tier }, 'remark-removed', programmeId, { remark: id })
      }),
    async checks(applicationId) {
      if (!isUuid(applicationId)) return []
      const rows = await prisma.caseCheck.findMany({ where: { applicationId }, omit: { salt: true } })
      return rows.map((row) => ({ ...row, result: row.result as 'ok' | 'not-ok' }))
    },
    async setCheck(given) {
      const check = { ...given, item: plain(given.item), note: plain(given.note) }
      await noting(check.applicationId, async (db, programmeId) => {
        const salt = newSalt()
        const { applicationId, tier, item, result, ...rest } = check
        const where = { applicationId_tier_item: { applicationId, tier, item } }
        const data = { result: result ?? '', ...rest, salt }
        if (result === null) await db.caseCheck.deleteMany({ where: { applicationId, tier, item } })
        else await db.caseCheck.upsert({ where, create: { ...check, result, salt }, update: data })
        return actOfNote(check, 'checked', programmeId, detailsOfCheck(check, salt))
      })
    },
  }
}
