/** What comes from Teams: stored first, then acknowledged; a card that waits for its answer gets it after the turn. */
import { createHash } from 'node:crypto'
import type { Reply } from '../../conversation/types.ts'
import type { Delivered, Store } from '../../ports/store.ts'
import type { PushConversations } from '../../service/push-conversations.ts'
import { type Consent, type Happening, read, type TeamsActivity } from './activity.ts'
import { answered, type CallAnswer, cardAfter, messageAnswer } from './answer-card.ts'
import type { CardWords } from './card.ts'
import { type CardPress, GONE, pressedIn } from './card-press.ts'
import { CHANNEL } from './channel-name.ts'
import { resumeCode } from './commands.ts'
import { type Connector, referenceOf, spokenText } from './connector.ts'
import { handOver, type OpenOffered } from './consent.ts'
import type { Inline } from './inline.ts'
import type { OpenDocument, OpenFile } from './sender.ts'

/** What a turn said, in the conversation's language after it. */
export interface Taken {
  locale: string
  replies: { id: string; reply: Reply }[]
}

export interface ReceiverDeps {
  house: PushConversations
  store: Pick<Store, 'replyTo'>
  connector: Connector
  inline: Inline
  openDocument: OpenDocument
  openFile: OpenFile
  /** hosts of Microsoft, as settings list them */
  hosts: readonly string[]
  deadlineMs: number
  /** a phrase of `channels.…` in this language */
  say: (key: string, language: string | undefined, params?: Record<string, string>) => string
  words: (locale: string) => CardWords
  /** what a command of the menu stands for, by its title */
  commandOf: (text: string) => string | undefined
  /** something was stored whose turn has to be taken */
  arrived: () => void
  /** takes the turn now; null when that takes longer than a caller may wait */
  take: (conversationId: string, dedupeKey: string) => Promise<Taken | null>
  /** hears of what went wrong; never of what was said */
  odd: (event: string) => void
}

/** The groups that have been told are told again after so long. */
const TELL_AGAIN_MS = 3_600_000

export class Receiver {
  private readonly deps: ReceiverDeps
  private readonly told = new Map<string, number>()

  constructor(deps: ReceiverDeps) {
    this.deps = deps
  }

  /**
   * Takes one activity whose sender has been checked; once this resolves it may be acknowledged.
   * @returns what a call is answered with; null for everything else
   * @throws when it could not be stored: it must come again
   */
  async hear(activity: TeamsActivity): Promise<CallAnswer | null> {
    const happening = read(activity, spokenText(activity))
    switch (happening.kind) {
      case 'nothing':
        return null
      case 'unknown-call':
        return { status: 501 }
      case 'in-group':
        return this.sayInGroup(activity)
      case 'executed':
        return this.deps.inline.answer(activity.conversation.id, () =>
          this.execute(activity, happening.press),
        )
      case 'consented':
        return this.consent(activity, happening.consent)
      case 'pressed':
        await this.press(activity, happening.press)
        break
      default:
        for (const delivered of this.deliveredBy(happening)) await this.accept(activity, delivered)
    }
    this.deps.arrived()
    return null
  }

  /** @returns the dedupe key */
  private async accept(activity: TeamsActivity, delivered: Delivered): Promise<string> {
    const dedupeKey = activity.id ?? digestOf(activity)
    await this.deps.house.accept({
      channel: CHANNEL,
      address: activity.conversation.id,
      dedupeKey,
      locale: activity.locale ?? undefined,
      reference: referenceOf(activity),
      activity: delivered,
    })
    return dedupeKey
  }

  private async press(activity: TeamsActivity, press: CardPress) {
    const reply = await this.replyOf(activity, press.reply)
    const delivered = pressedIn(press, reply)
    return { reply, delivered, dedupeKey: await this.accept(activity, delivered) }
  }

  private async execute(activity: TeamsActivity, press: CardPress | null): Promise<CallAnswer> {
    const { say, take, words, inline } = this.deps
    const { reply, delivered, dedupeKey } = press
      ? await this.press(activity, press)
      : { reply: null, delivered: GONE, dedupeKey: await this.accept(activity, GONE) }
    this.deps.arrived()
    const conversation = await this.deps.house.find(CHANNEL, activity.conversation.id)
    const taken = conversation && (await take(conversation, dedupeKey))
    if (!taken) return messageAnswer(say('teams.later', activity.locale ?? undefined))
    const { locale, replies } = taken
    const sayHere = (key: string, params?: Record<string, string>) => say(`teams.${key}`, locale, params)
    const asked = press && reply ? { id: press.reply, reply } : null
    const after = cardAfter({ reply: asked, delivered, replies, words: words(locale), say: sayHere })
    if (after.shows) inline.show(after.shows)
    return answered(after.card)
  }

  private async replyOf(activity: TeamsActivity, messageId: string): Promise<Reply | null> {
    const conversation = await this.deps.house.find(CHANNEL, activity.conversation.id)
    return conversation === null ? null : this.deps.store.replyTo(conversation, messageId)
  }

  private async consent(activity: TeamsActivity, consent: Consent): Promise<CallAnswer> {
    const { say, connector, odd } = this.deps
    const open = await this.offeredIn(activity, consent)
    if (!open) return { status: 200 }
    if (consent.action === 'accept' && consent.uploadInfo) {
      const done = await handOver(this.deps, referenceOf(activity), open, consent.uploadInfo)
      if (!done) odd('document not handed over')
      return { status: done ? 200 : 502 }
    }
    const text = say('teams.declined', activity.locale ?? undefined)
    await connector.send(referenceOf(activity), { type: 'message', text })
    return { status: 200 }
  }

  /** What the person was asked about, to be opened once it is wanted. */
  private async offeredIn(activity: TeamsActivity, { context }: Consent): Promise<OpenOffered | null> {
    const { house, openDocument, openFile } = this.deps
    const reply = await this.replyOf(activity, context.reply)
    const conversation = await house.find(CHANNEL, activity.conversation.id)
    const file = reply?.attachments?.find(({ id }) => id === context.file)
    if (file && conversation) return () => openFile(conversation, file.id)
    const document = context.file === undefined ? reply?.document : undefined
    return document ? () => openDocument(document.href) : null
  }

  /** Applications are nobody else's business: in a group there is only one thing to say, and not all the time. */
  private sayInGroup(activity: TeamsActivity): null {
    const now = performance.now()
    const { id } = activity.conversation
    if (now - (this.told.get(id) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return null
    this.told.set(id, now)
    const text = this.deps.say('in-private', activity.locale ?? undefined)
    void this.deps.connector.send(referenceOf(activity), { type: 'message', text })
    return null
  }

  private deliveredBy(happening: Happening): Delivered[] {
    switch (happening.kind) {
      case 'said':
        return [this.said(happening.text, happening.quoted)]
      case 'sent-files': {
        const { files, text } = happening
        return [{ kind: 'remote-files', files, ...(text ? { text } : {}), ...quotedBy(happening) }]
      }
      case 'unreadable':
        return [{ kind: 'event', event: { type: 'unreadable', why: happening.why } }]
      case 'joined':
        return [{ kind: 'start' }]
      default:
        return []
    }
  }

  private said(text: string, quoted: string | undefined): Delivered {
    if (quoted) return { kind: 'text', text, quoted }
    const code = resumeCode(text)
    if (code) return { kind: 'start', code }
    const value = this.deps.commandOf(text)
    return value ? { kind: 'choice', value, label: text } : { kind: 'text', text }
  }
}

const quotedBy = ({ quoted }: { quoted?: string }) => (quoted ? { quoted } : {})

/** The same for the same activity, where Teams gives it no id. */
const digestOf = (activity: TeamsActivity): string =>
  createHash('sha256').update(JSON.stringify(activity)).digest('hex')
