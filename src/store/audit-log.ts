/** Reads the log of acts, a batch at a time. */
import type { Actor, AuditEntry, SubjectKind } from '../audit/entry.ts'
import type { AuditLog, Link } from '../ports/audit.ts'
import type { Database } from './database.ts'

const BATCH = 1_000
const HEAD = 'SELECT position::float8 AS position, hash FROM audit_head WHERE id = 1'
const LAST = 'SELECT coalesce(max(position), 0)::float8 AS position FROM audit'
/** $1 first position, $2 limit. */
const ENTRIES = `
SELECT position::float8 AS position, at, programme_id AS "programmeId", actor, actor_id AS "actorId", act, subject,
  subject_id AS "subjectId", details, previous, hash
FROM audit WHERE position >= $1::bigint ORDER BY position LIMIT $2::int`

interface Row extends Pick<AuditEntry, 'position' | 'programmeId' | 'act' | 'details' | 'previous' | 'hash'> {
  at: Date
  actor: string
  actorId: string | null
  subject: string
  subjectId: string
}

/** The log of this database. */
export function auditLog({ pool }: Pick<Database, 'pool'>): AuditLog {
  return {
    head: async () => (await pool.query<Link>(HEAD)).rows[0] ?? null,
    last: async () => (await pool.query<{ position: number }>(LAST)).rows[0]?.position ?? 0,
    async *batches(from) {
      let next: number | null = from
      while (next !== null) {
        const { rows }: { rows: Row[] } = await pool.query<Row>(ENTRIES, [next, BATCH])
        const last = rows.at(-1)
        next = last && rows.length === BATCH ? last.position + 1 : null
        if (rows.length > 0) yield rows.map(entryOf)
      }
    },
  }
}

const entryOf = ({ at, actor, actorId, subject, subjectId, ...row }: Row): AuditEntry => ({
  ...row,
  at: at.toISOString(),
  actor: { kind: actor, id: actorId } as Actor,
  subject: { kind: subject as SubjectKind, id: subjectId },
})
