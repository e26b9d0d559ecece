/** A draft goes on with another version of its programme, and so do all conversations that hold it. */
import type { VersionChange } from '../ports/store.ts'
import { Stale, type Transaction } from './transaction.ts'

/** $1 draft. */
const LOCK = 'SELECT id FROM conversation WHERE draft_id = $1::uuid ORDER BY id FOR NO KEY UPDATE'

/** $1 draft, $2 from, $3 to. */
const MOVE = `
UPDATE draft d SET programme_hash = $3::text
WHERE d.id = $1::uuid AND d.programme_hash = $2::text AND d.parent_id IS NULL
  AND NOT EXISTS (SELECT FROM submission s WHERE s.draft_id = d.id)`

/** A turn under way elsewhere finds the version moved, and is taken again. $1 draft, $2 to, $3 own conversation. */
const FOLLOW = `
UPDATE conversation SET programme_hash = $2::text, version = version + CASE WHEN id = $3::uuid THEN 0 ELSE 1 END
WHERE draft_id = $1::uuid`

/** Every conversation of the draft, before the draft itself, as turns do: two moves at once never wait in a circle. */
export async function lockHolders(db: Transaction, { draftId }: VersionChange): Promise<void> {
  await db.$queryRawUnsafe(LOCK, draftId)
}

/** @throws Stale when somebody else has moved it, or handed it in */
export async function moveDraft(
  db: Transaction,
  own: string,
  { draftId, from, to }: VersionChange,
): Promise<void> {
  if ((await db.$executeRawUnsafe(MOVE, draftId, from, to)) === 0) throw new Stale()
  await db.$executeRawUnsafe(FOLLOW, draftId, to, own)
}
