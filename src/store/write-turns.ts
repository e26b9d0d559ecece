/** Writes turns of different conversations together, and decides for each of them alone. */
import type pg from 'pg'
import type { TurnRecord } from '../ports/store.ts'
import { COMMIT, COMMIT_FREE, MOST_TURNS } from './commit.ts'
import { commitValue, draftOf } from './commit-values.ts'
import { DEADLINE_MS, statement } from './hot-path.ts'
import { isUnreachable } from './store-error.ts'
import { together } from './together.ts'

/** @returns a function that writes a turn: false when its version or revision moved on, or its activity was taken */
export function turnWriter(pool: pg.Pool, deadlineMs = DEADLINE_MS): (turn: TurnRecord) => Promise<boolean> {
  const write = async (sql: string, turns: TurnRecord[], within?: number) =>
    (await pool.query<{ id: string }>(statement(sql, [commitValue(turns)], within))).rows
  const patiently = async (turn: TurnRecord) => (await write(COMMIT, [turn])).length > 0

  /** Whose turn is not among the written is told apart by waiting, alone: somebody may only have stood in its way. */
  async function serve(turns: TurnRecord[]): Promise<(boolean | Promise<boolean>)[]> {
    const rows = await write(COMMIT_FREE, turns, deadlineMs).catch((error: unknown) => {
      // one that cannot be written must not keep the others from it
      if (turns.length === 1 || isUnreachable(error)) throw error
      return []
    })
    const written = new Set(rows.map(({ id }) => id))
    return turns.map((turn) => written.has(turn.conversationId) || patiently(turn))
  }

  return together<TurnRecord, boolean>({
    most: MOST_TURNS,
    atOnce: 1,
    apart: (turn) => [turn.conversationId, draftOf(turn) ?? turn.conversationId],
    serve,
  })
}
