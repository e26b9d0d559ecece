/** Reminders and changes of status, for those who want to hear of them. */
import { isQuiet, noticeDue } from '../casework/notices.ts'
import type { ShellEvent } from '../conversation/types.ts'
import type { Clock } from '../ports/outside.ts'
import type { ConversationRecord, NoticeWish, Store } from '../ports/store.ts'
import type { Libraries } from './libraries.ts'
import type { Inbox } from './receive-activity.ts'

const BATCH = 200

export class Notices {
  private readonly store: Store
  private readonly libraries: Libraries
  private readonly inbox: Inbox
  private readonly clock: Clock

  constructor(store: Store, libraries: Libraries, inbox: Inbox, clock: Clock) {
    this.store = store
    this.libraries = libraries
    this.inbox = inbox
    this.clock = clock
  }

  /** Gives every notice that is due and was not given. It may run as often as one likes. @returns how many were given */
  async sweep(): Promise<number> {
    let given = 0
    let after: string | null = null
    for (;;) {
      const wishes: NoticeWish[] = await this.store.persons.wantingNotices(BATCH, after)
      for (const wish of wishes) if (await this.look(wish)) given++
      after = wishes.at(-1)?.conversationId ?? null
      if (after === null || wishes.length < BATCH) return given
    }
  }

  private async look({ conversationId, since }: NoticeWish): Promise<boolean> {
    const conversation = await this.store.load(conversationId)
    const due = conversation && (await this.due(conversation, since))
    if (!due || (await this.store.persons.hasReceived(conversationId, due.key))) return false
    return this.inbox.receive(conversationId, due.key, { kind: 'event', event: due.event })
  }

  private async due(
    { programmeHash, draft, state }: ConversationRecord,
    since: Date,
  ): Promise<{ key: string; event: ShellEvent } | null> {
    const { programme } = await this.libraries.pinned(programmeHash)
    const now = this.clock.now()
    if (isQuiet(programme.timezone, now)) return null
    const { seen } = state.memory
    const number = draft?.submission?.number ?? null
    // handed in or taken back on another channel
    if (draft && seen && seen.submission !== number)
      return { key: `draft:${draft.revision}:${number}`, event: { type: 'draft-changed' } }
    const changedAt = draft ? await this.store.drafts.changedAt(draft.id) : null
    const answered = draft && changedAt && Object.keys(draft.entries).length > 0
    const due = noticeDue({
      programme,
      now,
      since,
      submitted: number !== null,
      draft: answered ? { changedAt, revision: draft.revision } : null,
    })
    return due && { key: due.key, event: { type: 'notice', notice: due.notice } }
  }
}
