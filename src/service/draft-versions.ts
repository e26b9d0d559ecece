/** Which version of the call a draft goes by, and what moving it to the one in force would change. */
import { dateIn } from '../casework/window.ts'
import type { DraftForm } from '../contract/draft.ts'
import { linesOf, mustMove, prospectOf } from '../conversation/replies/amendment.ts'
import type { World } from '../conversation/world.ts'
import type { DraftRecord, Store } from '../ports/store.ts'
import type { Libraries } from './libraries.ts'

/** The channel that changes of the whole form are recorded under. */
export const FORM = 'form'

type Deps = { libraries: Libraries; store: Store }

/** As the wire has it; both are absent where nothing is known of versions. */
export async function versionsOf(
  world: World,
  { draft, programmeHash }: DraftRecord,
  deps: Deps,
): Promise<Pick<DraftForm, 'version' | 'newerVersion'>> {
  const own = deps.libraries.versionOf(programmeHash)
  const amendment = deps.libraries.amendmentOf(programmeHash)
  const mayMove = amendment && !draft.submission && !draft.case && !draft.form
  return {
    ...(own
      ? { version: { number: own.number, hash: own.hash, since: dateIn(world.programme, own.since) } }
      : {}),
    ...(mayMove
      ? {
          newerVersion: {
            number: amendment.number,
            hash: amendment.library.programme.hash,
            since: dateIn(world.programme, amendment.on),
            required: mustMove(amendment),
            stays: await isToStay(draft.id, amendment.library.programme.hash, deps),
            changes: linesOf(prospectOf(world, amendment)),
          },
        }
      : {}),
  }
}

/** True when the form was told so about this very amendment. */
async function isToStay(draftId: string, hash: string, { store }: Deps): Promise<boolean> {
  const form = await store.findByAddress(FORM, draftId)
  const told = form && (await store.load(form.id))?.state.memory.amendment
  return told?.hash === hash && told.stays === true
}
