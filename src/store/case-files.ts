/** Files of cases and issued papers, as they are read. */
import type { PaperFindings } from '../casework/paper.ts'
import type { CaseFile } from '../generated/prisma/client.ts'
import type { CaseFileRecord, CaseStore } from '../ports/cases.ts'
import { issuedOf } from './case-records.ts'
import type { Database } from './database.ts'
import { isUuid, plain } from './json.ts'

type Files = Pick<CaseStore, 'files' | 'file' | 'issued' | 'issuedByCode' | 'issuedLists'>

/** The files and papers of this database. */
export function caseFiles({ prisma }: Pick<Database, 'prisma'>): Files {
  return {
    async files(caseId) {
      if (!isUuid(caseId)) return []
      const orderBy = [{ at: 'asc' as const }, { id: 'asc' as const }]
      const rows = await prisma.caseFile.findMany({ where: { caseId }, orderBy, omit: { content: true } })
      return rows.map(fileOf)
    },
    async file(caseId, fileId) {
      if (!isUuid(caseId) || !isUuid(fileId)) return null
      const row = await prisma.caseFile.findFirst({ where: { id: fileId, caseId } })
      if (!row) return null
      const { content, ...ref } = row
      return { ref: fileOf(ref), content }
    },
    async issued(caseId) {
      if (!isUuid(caseId)) return []
      return (await prisma.issued.findMany({ where: { caseId }, orderBy: ISSUED })).map(issuedOf)
    },
    async issuedLists(programmeId) {
      const where = { caseId: null, programmeId: plain(programmeId) }
      return (await prisma.issued.findMany({ where, orderBy: ISSUED })).map(issuedOf)
    },
    async issuedByCode(checkCode) {
      const row = await prisma.issued.findUnique({ where: { checkCode: plain(checkCode) } })
      return row && issuedOf(row)
    },
  }
}

/** oldest first */
const ISSUED = [{ issuedAt: 'asc' as const }, { id: 'asc' as const }]

const fileOf = ({ kind, findings, ...row }: Omit<CaseFile, 'content'>): CaseFileRecord => ({
  ...row,
  kind: kind as CaseFileRecord['kind'],
  findings: findings as unknown as PaperFindings | null,
})
