/** Programme folders as they were when something was pinned to them. */
import type { ProgrammeStore } from '../ports/store.ts'
import type { Database } from './database.ts'

/** The programme versions of this database. */
export function programmeStore({ prisma }: Database): ProgrammeStore {
  return {
    async keep(version) {
      await prisma.programmeVersion.createMany({ data: [version], skipDuplicates: true })
    },
    async files(hash) {
      const row = await prisma.programmeVersion.findUnique({ where: { hash }, select: { files: true } })
      return row ? (row.files as Record<string, string>) : null
    },
  }
}
