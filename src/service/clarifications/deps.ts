/** What clarifications are made with. */
import type { Clock, Ids } from '../../ports/outside.ts'
import type { Store } from '../../ports/store.ts'
import type { Libraries } from '../libraries.ts'

export interface ClarificationDeps {
  store: Store
  libraries: Libraries
  clock: Clock
  ids: Ids
  /** working minutes between two instants by the programme's calendar; null: not known */
  workingMinutes: (programmeId: string, from: Date, until: Date) => number | null
  /** this node's assistant takes up what has changed; when it resolves it answers with it */
  takeUp?: (programmeId: string) => Promise<void>
  /** activities were left for conversations */
  arrived?: () => void
}
