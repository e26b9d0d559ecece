/** Wires the channels that are sent to: what they receive goes into the inbox, what waits in the outbox goes out. */
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { mailChannel } from './channels/mail/mail.ts'
import type { Taken } from './channels/teams/receiver.ts'
import { teamsChannel } from './channels/teams/teams.ts'
import type { OpenDocument } from './channels/telegram/sender.ts'
import { telegramChannel } from './channels/telegram/telegram.ts'
import type { Config } from './config.ts'
import type { Phrases } from './language/phrases.ts'
import type { FileSource, Sender } from './ports/channel.ts'
import { Courier, type CourierOptions } from './queue/courier.ts'
import { Pump } from './queue/pump.ts'
import { type Timer, type Timers, untilStarted } from './queue/timers.ts'
import type { Conversations } from './service/conversations.ts'
import { MailHouse } from './service/desk/mail-house.ts'
import { type OpenedFile, openFile } from './service/desk/open-file.ts'
import { Notices } from './service/notices.ts'
import { PushConversations } from './service/push-conversations.ts'
import { Inbox } from './service/receive-activity.ts'
import type { TurnDeps, TurnRunner } from './service/run-turn.ts'

/** A channel as it is wired. */
export interface PushChannel {
  sender: Sender
  files: FileSource
  /** where its platform posts to, if it does */
  route: ((app: FastifyInstance) => void) | null
  /** the server listens: it may begin */
  start(): void
  close(): Promise<void>
}

export interface ChannelsOrder {
  config: Config
  /** of this installation */
  secret: string
  /** what else comes round again */
  timers: readonly Timer[]
  deps: TurnDeps
  turns: TurnRunner
  conversations: Conversations
  logger: Logger
  open: OpenDocument
  haste: Haste
}

/** Other times than real platforms want, for tests. */
export interface Haste {
  /** of a call to a platform */
  deadlineMs?: number
  courier?: CourierOptions
  /** sends as fast as it goes */
  unpaced?: boolean
  /** nobody is slowed down, however many of them come from one machine */
  unbraked?: boolean
}

/** Languages of the command menus; the first is everybody's who speaks no other of them. */
const LANGUAGES = ['zh-CN', 'en']
const SWEEP_MS = 1_000
/** Teams waits 15 s for the answer to a card. */
const CALL_MS = 8_000
const NOTICES_CRON = '*/5 * * * *'

export class Channels {
  readonly inbox: Inbox
  readonly routes: ((app: FastifyInstance) => void)[]
  private readonly order: ChannelsOrder
  private readonly push: PushConversations
  private readonly sweeps: Pump
  private readonly channels: PushChannel[] = []
  private readonly couriers: Courier[]
  private readonly notices: Notices
  private timers: Promise<Timers | null> | null = null
  private readonly stopping = new AbortController()

  constructor(order: ChannelsOrder) {
    this.order = order
    const { deps, turns, conversations, logger, haste } = order
    const { telemetry } = deps
    const files: FileSource[] = []
    this.inbox = new Inbox(deps, turns, {
      files,
      taken: () => this.taken(),
      failed: (what) => logger.error(what, 'turn not taken'),
    })
    deps.arrived = () => this.sweeps.wake()
    this.notices = new Notices(deps.store, deps.libraries, this.inbox, deps.clock)
    this.push = new PushConversations({ ...deps, conversations, inbox: this.inbox })
    for (const channel of [this.telegram(), this.teams(), this.mail()])
      if (channel) this.channels.push(channel)
    files.push(...this.channels.map((channel) => channel.files))
    this.routes = this.channels.flatMap(({ route }) => (route ? [route] : []))
    this.couriers = this.channels.map(
      ({ sender }) =>
        new Courier(
          deps.store.outbox,
          haste.unpaced ? { ...sender, pace: null } : sender,
          deps.clock,
          logger,
          { alone: !order.config.databaseUrl, ...(telemetry ? { telemetry } : {}), ...haste.courier },
        ),
    )
    // also with the web alone: answers of officers are turns that nobody there begins
    this.sweeps = new Pump(
      () => this.sweep(),
      SWEEP_MS,
      (error) => logger.error({ error: (error as Error).name }, 'inbox'),
    )
  }

  /** The server listens. What a stopped process left behind is taken and sent, too. */
  start(): void {
    for (const channel of this.channels) channel.start()
    this.sweeps.wake()
    for (const courier of this.couriers) courier.wake()
    const failed = (what: string) => this.order.logger.warn({ what }, 'timers')
    const notices = { name: 'notices', cron: NOTICES_CRON, run: () => this.giveNotices() }
    const { deps, timers } = this.order
    const all = [notices, ...timers]
    this.timers = untilStarted(deps.store.queue, all, failed, this.stopping.signal, deps.telemetry?.timer)
  }

  /** Gives every notice that is due now. @returns how many */
  async giveNotices(): Promise<void> {
    await this.notices.sweep()
    this.sweeps.wake()
  }

  /** Lets the timer of notices come round now. */
  async hurryNotices(): Promise<void> {
    await (await this.timers)?.hurry('notices')
  }

  async close(): Promise<void> {
    this.stopping.abort()
    const timers = await this.timers
    await timers?.close()
    await Promise.all(this.channels.map((channel) => channel.close()))
    await this.sweeps.close()
    await this.inbox.settled()
    await Promise.all(this.couriers.map((courier) => courier.close()))
  }

  /** Resolves when all that was received is taken and all that can be sent now is sent. */
  async idle(): Promise<void> {
    await this.inbox.sweep()
    await Promise.all(this.couriers.map((courier) => courier.drain()))
  }

  private async sweep(): Promise<void> {
    while (await this.inbox.round());
  }

  private taken(): void {
    this.sweeps.wake()
    for (const courier of this.couriers) courier.wake()
  }

  private phrases(language: string | undefined): Phrases {
    const library = this.order.deps.libraries.find()
    if (!library) throw new Error('No programme, and so no words')
    return library.speech(language ?? '').phrases
  }

  private telegram(): PushChannel | null {
    const { config, deps, logger, open, haste } = this.order
    if (!config.telegram) return null
    return telegramChannel(config.telegram, {
      house: this.push,
      store: deps.store,
      isProgramme: (id) => id !== '' && deps.libraries.find(id) !== null,
      say: (key, language) => this.phrases(language).say(`channels.${key}`),
      arrived: () => this.sweeps.wake(),
      odd: (event) => logger.warn({ channel: 'telegram' }, event),
      openDocument: open,
      openFile: (conversation, id) => openFile(deps.store, conversation, id),
      languages: LANGUAGES,
      alone: deps.store.alone,
      ...(haste.deadlineMs ? { deadlineMs: haste.deadlineMs } : {}),
    })
  }

  private teams(): PushChannel | null {
    const { config, deps, logger, open, haste } = this.order
    if (!config.teams) return null
    return teamsChannel(config.teams.credentials, {
      hosts: config.teams.hosts,
      house: this.push,
      store: deps.store,
      say: (key, language, params) => this.phrases(language).say(`channels.${key}`, params),
      arrived: () => this.sweeps.wake(),
      take: (conversation, key) => this.takeNow(conversation, key),
      odd: (event) => logger.warn({ channel: 'teams' }, event),
      openDocument: open,
      openFile: (conversation, id) => openFile(deps.store, conversation, id),
      publicUrl: config.publicUrl ?? null,
      languages: LANGUAGES,
      ...(haste.deadlineMs ? { deadlineMs: haste.deadlineMs } : {}),
    })
  }

  private mail(): PushChannel | null {
    const { config, secret, deps, conversations, logger, open, haste } = this.order
    if (!config.mail) return null
    const { store, clock, sealer } = deps
    const arrived = () => this.sweeps.wake()
    const house = {
      store,
      conversations,
      push: this.push,
      inbox: this.inbox,
      clock,
      hash: sealer.hash,
      brakes: deps.brakes,
      arrived,
    }
    return mailChannel(config.mail, {
      house: new MailHouse(house),
      store,
      secret,
      say: (key, language) => this.phrases(language).say(`channels.${key}`),
      arrived,
      alone: store.alone,
      odd: (event) => logger.warn({ channel: 'mail' }, event),
      openDocument: open,
      openFile: (conversationId, id) => this.openFile(conversationId, id),
      ...(haste.deadlineMs ? { deadlineMs: haste.deadlineMs } : {}),
    })
  }

  /** @throws Error when it is gone, or not for whoever speaks there */
  private async openFile(conversationId: string, id: string): Promise<OpenedFile> {
    const found = await openFile(this.order.deps.store, conversationId, id)
    if (!found) throw new Error('no such file')
    return found
  }

  /** Takes the turn of an activity that was stored, for a caller who waits; null when that takes too long. */
  private async takeNow(conversationId: string, dedupeKey: string): Promise<Taken | null> {
    const { store } = this.order.deps
    const end = performance.now() + CALL_MS
    for (;;) {
      await this.inbox.round()
      await this.inbox.turnOf(conversationId)
      const replies = await store.repliesOf(conversationId, dedupeKey)
      const conversation = replies && (await store.load(conversationId))
      if (conversation) return { locale: conversation.state.locale, replies }
      if (performance.now() > end) return null
      // its turn is taken elsewhere, or has to be tried again
      await pause(25)
    }
  }
}
