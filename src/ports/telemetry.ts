/** What the house tells whoever runs it: how much, how fast, how it ended. Never what was said, or who said it. */

import type { OutboxRow } from './outbox.ts'
import type { ConversationRecord, StoredActivity, TurnRecord } from './store.ts'

/** Where an activity came from, to find it again in logs and traces. */
export interface Origin {
  /** id of the HTTP request */
  request: string
  /** header of W3C Trace Context as it came, checked; null: none came */
  traceparent: string | null
}

/** Parts of a turn, in their order. */
export type Stage = 'receive' | 'load' | 'decide' | 'commit'

/** Follows one turn. Its time begins with the watch, at the stage `receive`. */
export interface TurnWatch {
  /** this stage begins, and the one before has ended; `load` again: somebody else was quicker */
  stage(stage: Stage): void
  /** it was written; `before` is what it was computed from */
  taken(before: ConversationRecord, turn: TurnRecord): void
  /** it had been taken before, and was answered as then */
  repeated(before: ConversationRecord): void
  /** `why`: code or kind of the failure, never its message */
  failed(why: string): void
}

export type SendEnd = 'sent' | 'retry' | 'unknown' | 'refused' | 'given-up'

export interface Telemetry {
  /** A turn begins. */
  turn(activity: StoredActivity & { origin?: Origin | undefined }): TurnWatch
  /** A reply is being sent; call what comes back when it has ended. */
  sending(row: OutboxRow): (end: SendEnd) => void
  /** Work that comes round has ended. */
  timer(name: string, isWell: boolean): void
  /** A request was answered; `route` is the pattern, such as `/api/drafts/:id`. */
  request(method: string, route: string, status: number, ms: number): void
}

const nothing = (): void => {}

/** Nobody looks. */
export const UNWATCHED: Telemetry = {
  turn: () => ({ stage: nothing, taken: nothing, repeated: nothing, failed: nothing }),
  sending: () => nothing,
  timer: nothing,
  request: nothing,
}
