/** What clarifications are made with. */
import type { Clock, Ids } from '../../ports/outside.ts'
import type { Store } from '../../ports/store.ts'
import type { Libraries } from '../libraries.ts'

export interface ClarificationDeps {
  store: Store
  libraries: Libraries
  clock: Clock
  ids: Ids
  /** this node's assistant takes up what has changed; when it resolves it answers with it */
  takeUp?: (programmeId: string) => Promise<void>
  /** activities were left for conversations */
  arrived?: () => void
}
