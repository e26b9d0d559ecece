/** Programme folders as they were when something was pinned to them: every content is kept, numbered, and never altered. */
import type { ProgrammeStore, ProgrammeVersion } from '../ports/programmes.ts'
import type { Database } from './database.ts'

/** Puts a version in force unless it is. $1 programme, $2 hash, $3 at. */
const PUBLISH = `
INSERT INTO programme_publication (programme_id, hash, at)
SELECT $1::text, $2::text, $3::timestamptz
WHERE $2::text IS DISTINCT FROM (
  SELECT hash FROM programme_publication WHERE programme_id = $1::text ORDER BY position DESC LIMIT 1)`

/** $1 programme, or null for all. */
const VERSIONS = `
SELECT v.programme_id AS "programmeId", v.hash, v.number, v.at AS since, p.at AS published,
  p.position = max(p.position) OVER (PARTITION BY v.programme_id) AS "inForce",
  (SELECT count(*)::int FROM draft d WHERE d.programme_hash = v.hash) AS drafts
FROM programme_version v JOIN LATERAL (
  SELECT at, position FROM programme_publication WHERE hash = v.hash ORDER BY position DESC LIMIT 1
) p ON true
WHERE $1::text IS NULL OR v.programme_id = $1::text
ORDER BY v.programme_id, v.number`

/** The programme versions of this database. */
export function programmeStore({ prisma, pool }: Database): ProgrammeStore {
  return {
    async publish({ hash, programmeId, files, at }) {
      await prisma.$transaction(async (db) => {
        // two nodes that start together must not both find that it is not in force
        await db.$executeRawUnsafe('SELECT pg_advisory_xact_lock(72707370, hashtext($1::text))', programmeId)
        await db.programmeVersion.createMany({
          data: [{ hash, programmeId, files, at }],
          skipDuplicates: true,
        })
        await db.$executeRawUnsafe(PUBLISH, programmeId, hash, at)
      })
    },
    async files(hash) {
      const row = await prisma.programmeVersion.findUnique({ where: { hash }, select: { files: true } })
      return row ? (row.files as Record<string, string>) : null
    },
    versions: async (programmeId) => (await pool.query<ProgrammeVersion>(VERSIONS, [programmeId])).rows,
  }
}
