/** What channels delivered, as it is stored before and after its turn. */
import type { Activity } from '../conversation/types.ts'

export interface StoredActivity {
  id: string
  conversationId: string
  dedupeKey: string
  activity: Delivered
  receivedAt: Date
}

/** A file that is still where the platform keeps it; `source` is the channel's own way to get it. */
export interface RemoteFile {
  source: string
  name: string
  bytes: number | null
}

/** What a channel handed over: an activity, or files that have to be fetched before they are one. */
export type Delivered =
  | Activity
  | { kind: 'remote-files'; files: RemoteFile[]; text?: string; quoted?: string }
