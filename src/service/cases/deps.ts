/** What casework needs from outside. */
import type { Clock, Ids, Sealer } from '../../ports/outside.ts'
import type { Store } from '../../ports/store.ts'
import type { Libraries } from '../libraries.ts'

export interface CaseDeps {
  store: Store
  libraries: Libraries
  clock: Clock
  ids: Ids
  sealer: Sealer
  /** an activity was left for a conversation */
  arrived?: () => void
}
