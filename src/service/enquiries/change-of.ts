/** Everything that decisions write, as one change. */
import type { Outcome } from '../../enquiry/outcome.ts'
import type { EnquiryChange, FilesOf } from '../../ports/desk.ts'
import type { Clock, Ids } from '../../ports/outside.ts'
import type { Decided } from './decider.ts'
import { askerTell, deskTells } from './desk-tells.ts'

export interface ChangeOptions {
  /** the first enquiry is new */
  isNew?: boolean
  /** the asker did the first of it, and hears from the turn itself what it came to */
  ownTurn?: boolean
  /** what has the files of the entries: they become files of every thread */
  filesOf?: FilesOf | null
}

export function changeOf(
  { outcomes, staff }: Decided,
  deps: { ids: Ids; clock: Clock },
  { isNew = false, ownTurn = false, filesOf = null }: ChangeOptions = {},
): EnquiryChange {
  return {
    type: 'enquiry',
    enquiries: outcomes.map(({ enquiry }, at) => ({ enquiry, isNew: isNew && at === 0 })),
    entries: outcomes.flatMap(({ entries }) => entries),
    keep: filesOf === null ? [] : outcomes.flatMap((outcome) => keptFiles(outcome, filesOf)),
    tell: outcomes.flatMap(({ enquiry, entries, asker, desks }, at) => {
      const key = entries[0]?.id ?? ''
      const told = asker && !(ownTurn && at === 0) ? [asker] : []
      return [
        ...told.map((news) => askerTell(enquiry.conversationId, key, news, deps)),
        ...deskTells(desks, key, staff, deps),
      ]
    }),
  }
}

const keptFiles = ({ enquiry, entries }: Outcome, from: FilesOf): EnquiryChange['keep'] =>
  entries.flatMap(({ data }) => (data.files ?? []).map((file) => ({ enquiryId: enquiry.id, from, file })))
