/** What could not be answered, for the report of what the next notice should say. */
import type { UnansweredStore, UnansweredWording } from '../ports/store.ts'
import type { Database } from './database.ts'

/** One row a wording. $1 programme; $2 since, or null. */
const WORDINGS = `
SELECT text, (array_agg(to_jsonb(answers) ORDER BY position DESC))[1] AS answers, count(*)::int AS count,
  max(at) AS last
FROM unanswered
WHERE programme_id = $1::text AND ($2::timestamptz IS NULL OR at >= $2::timestamptz)
GROUP BY text
ORDER BY count DESC, last DESC, text`

/** The questions of this database that nobody could answer; they are written by turns only. */
export function unansweredStore({ pool }: Database): UnansweredStore {
  return {
    async wordings(programmeId, since) {
      return (await pool.query<UnansweredWording>(WORDINGS, [programmeId, since])).rows
    },
  }
}
