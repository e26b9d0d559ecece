/** Open enquiries of those who are not there: found without reading all the others. */
import type pg from 'pg'
import type { Enquiry } from '../enquiry/enquiry.ts'
import type { Attendance } from '../enquiry/staff.ts'
import { COLUMNS } from './enquiry-lists.ts'

/** Says of all at once what decide-clock says of each. $1 programme, $2 able, $3 there, $4 steps of a deputy, $5 limit. */
const UNATTENDED = `
SELECT ${COLUMNS} FROM enquiry e
WHERE e.status = 'open' AND e.programme_id = $1::text AND e.holder_id IS NOT NULL AND CASE
  WHEN e.holder_id <> ALL($2::uuid[]) THEN true
  WHEN e.holder_id <> ALL($3::uuid[]) THEN e.deputy_id IS NULL OR e.deputy_id <> ALL($3::uuid[])
  ELSE e.deputy_id <> ALL($2::uuid[]) OR (e.deputy_id IS NOT NULL AND e.steps < coalesce($4::int, e.steps + 1))
END
ORDER BY e.id LIMIT $5::int`

export async function readUnattended(
  pool: pg.Pool,
  { programmeId, able, there, deputyFrom }: Attendance,
  limit: number,
): Promise<Enquiry[]> {
  return (await pool.query<Enquiry>(UNATTENDED, [programmeId, able, there, deputyFrom, limit])).rows
}
