/** What is kept of a person: found, handed over, deleted. */
import type { Readable } from 'node:stream'
import type { Phrases } from '../../language/phrases.ts'
import type { BundleFile, Sealer } from '../../ports/outside.ts'
import type { ConversationRecord, Store } from '../../ports/store.ts'
import { opensExport } from '../document-address.ts'
import { Failure } from '../failure.ts'
import { type EraseDeps, erasePerson } from './erase-person.ts'
import { type ExportDeps, filesOfPerson } from './export-person.ts'
import { around, findPerson } from './find-person.ts'

export interface PersonDeps extends ExportDeps, EraseDeps {
  store: Store
  sealer: Sealer
  phrases: (locale: string) => Phrases
  zip: (files: AsyncIterable<BundleFile>) => Readable
}

/** What is kept, in numbers and without a word of it. */
export interface Kept {
  conversations: { id: string; channel: string; programme: string; lines: number }[]
  /** resume codes */
  drafts: string[]
  /** numbers of applications that were handed in, which stay whatever is deleted */
  applications: string[]
  enquiries: string[]
}

export class PersonalData {
  private readonly deps: PersonDeps

  constructor(deps: PersonDeps) {
    this.deps = deps
  }

  /** @throws Failure unknown-person */
  find = async (key: string): Promise<ConversationRecord[]> => findPerson(key, this.deps.store)

  async kept(conversations: readonly ConversationRecord[]): Promise<Kept> {
    const { store } = this.deps
    const held = new Map(
      conversations.flatMap(({ draft, draftCode }) => (draft ? [[draft.id, draftCode]] : [])),
    )
    const handedIn = await Promise.all([...held.keys()].map((id) => store.submissions.history(id ?? '')))
    const enquiries = await store.enquiries.ofConversations(conversations.map(({ id }) => id))
    return {
      conversations: conversations.map(({ id, channel, programmeId, seq }) => {
        return { id, channel, programme: programmeId, lines: seq }
      }),
      drafts: [...held.values()].filter((code) => code !== null && code !== undefined),
      applications: handedIn.flat().map(({ number }) => number),
      enquiries: enquiries.map(({ number }) => number),
    }
  }

  /** All of it as a ZIP archive, made as it is read. */
  archive(conversations: readonly ConversationRecord[], locale: string): Readable {
    const { phrases, clock, zip } = this.deps
    return zip(filesOfPerson(conversations, { phrases: phrases(locale), now: clock.now() }, this.deps))
  }

  /**
   * What an address opens that was given out in a conversation.
   * @throws Failure unknown-export when it was not, or no longer is
   */
  async opened(
    conversation: string,
    until: number,
    key: string,
  ): Promise<{ locale: string; name: string; content: Readable }> {
    const { sealer, clock, store, phrases } = this.deps
    if (!opensExport(sealer, conversation, until, key) || until < clock.now().getTime())
      throw new Failure('unknown-export')
    const all = await around([conversation], store)
    const locale = all.find(({ id }) => id === conversation)?.state.locale
    if (locale === undefined) throw new Failure('unknown-export')
    const name = phrases(locale).say('keep.export.file')
    return { locale, name, content: this.archive(all, locale) }
  }

  /** @returns how many conversations were emptied */
  erase = (
    conversations: readonly ConversationRecord[],
    why: 'asked' | 'kept-long-enough',
  ): Promise<number> => erasePerson(conversations, why, this.deps)
}
