/** Applications and projects: where they stand, their record, and what belongs to them. */
import type { CaseStore } from '../ports/cases.ts'
import { appendActs } from './append-acts.ts'
import { caseFiles } from './case-files.ts'
import { countCases, listCases, readCases, TABLES, tallyCases } from './case-lists.ts'
import { caseNotes } from './case-notes.ts'
import { applicationOf, eventOf, projectOf } from './case-records.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'
import { HISTORY, nextNumber } from './submission-store.ts'
import { isWhole } from './transaction.ts'
import { beginForm, toldOfCases, writeCases } from './write-cases.ts'

/** Drafts that were handed in and have no application. $1 limit. */
const WITHOUT_CASE = `
SELECT d.id FROM draft d
WHERE d.parent_id IS NULL AND EXISTS (SELECT FROM submission s WHERE s.draft_id = d.id AND s.recalled_at IS NULL)
  AND NOT EXISTS (SELECT FROM application a WHERE a.draft_id = d.id)
ORDER BY d.id LIMIT $1::int`

const seriesOf = (name: string): string => plain(`case:${name}`)

/** The cases of this database. `committed` hears of every case, draft and conversation that changed. */
export function caseStore({ prisma, pool }: Database, committed: (id: string) => void): CaseStore {
  const find = {
    application: async (where: { id: string } | { draftId: string } | { number: string }) => {
      const row = await prisma.application.findUnique({ where })
      if (!row) return null
      const { dueOn: _, ...rest } = row
      return applicationOf(rest)
    },
    project: async (where: { id: string } | { applicationId: string }) => {
      const row = await prisma.project.findUnique({ where })
      return row && projectOf(row)
    },
  }
  return {
    ...caseNotes(prisma, committed),
    ...caseFiles({ prisma }),
    application: async (id) => (isUuid(id) ? find.application({ id }) : null),
    project: async (id) => (isUuid(id) ? find.project({ id }) : null),
    applicationOf: async (draftId) => (isUuid(draftId) ? find.application({ draftId }) : null),
    async applicationByNumber(given) {
      const number = plain(given)
      const own = await find.application({ number })
      if (own) return own
      const version = await prisma.submission.findUnique({ where: { number }, select: { draftId: true } })
      return version && find.application(version)
    },
    projectOf: async (applicationId) => (isUuid(applicationId) ? find.project({ applicationId }) : null),
    async events(caseId) {
      if (!isUuid(caseId)) return []
      const rows = await prisma.caseEvent.findMany({ where: { caseId }, orderBy: { position: 'asc' } })
      return rows.map(eventOf)
    },
    applications: (scope, filter, page) => listCases(pool, TABLES.application, { scope, filter }, page),
    projects: (scope, filter, page) => listCases(pool, TABLES.project, { scope, filter }, page),
    counts: (kind, scope, filter) => countCases(pool, kind, { scope, filter }),
    board: (scope, programmeId) => tallyCases(pool, scope, programmeId),
    allApplications: (scope, filter) => readCases(pool, TABLES.application, { scope, filter }),
    allProjects: (scope, filter) => readCases(pool, TABLES.project, { scope, filter }),
    async due(now, limit, programmes) {
      const rows = await prisma.project.findMany({
        where: { nextAt: { lte: now }, programmeId: { in: [...programmes] } },
        orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
        take: limit,
      })
      return rows.map(projectOf)
    },
    withoutCase: async (limit) =>
      (await pool.query<{ id: string }>(WITHOUT_CASE, [limit])).rows.map(({ id }) => id),
    nextNumber: (series) => nextNumber(prisma, seriesOf(series)),
    async lastNumber(series) {
      const row = await prisma.counter.findUnique({ where: { name: seriesOf(series) } })
      return row?.value ?? 0
    },
    async write(change) {
      const isWritten = await isWhole(prisma, async (db) => {
        await beginForm(db, change)
        await appendActs(db, await writeCases(db, change))
      })
      if (isWritten) toldOfCases(change).forEach(committed)
      return isWritten
    },
    async forms(draftId) {
      if (!isUuid(draftId)) return []
      const rows = await prisma.draft.findMany({
        where: { parentId: draftId },
        orderBy: { id: 'asc' },
        select: { id: true, form: true, code: true, submissions: HISTORY },
      })
      return rows.map(({ id, form, code, submissions: history }) => ({
        ...{ draftId: id, form: form ?? '', code, history },
      }))
    },
  }
}
