/** Push channels: an activity is stored before it is acknowledged, and taken afterwards, in order. */
import type { Activity, FileRef } from '../conversation/types.ts'
import { FileOutOfReach, type FileSource } from '../ports/channel.ts'
import type { Delivered, RemoteFile, StoredActivity } from '../ports/store.ts'
import { Failure } from './failure.ts'
import { keepFile, MOST_BYTES } from './keep-file.ts'
import type { TurnDeps, TurnRunner } from './run-turn.ts'

/** Conversations taken at the same time. */
const AT_ONCE = 32
/** A turn that cannot be taken is tried this often; then the person is told, and the next message has its turn. */
const MOST_TRIES = 5
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5 * 60_000

export interface InboxOptions {
  /** where files of remote channels are fetched */
  files?: readonly FileSource[]
  /** a turn was taken: there may be something to send */
  taken?: () => void
  /** hears of turns that could not be taken; never of what was said */
  failed?: (what: { conversation: string; tries: number; error: string }) => void
}

interface Trouble {
  tries: number
  until: number
}

export class Inbox {
  private readonly deps: TurnDeps
  private readonly turns: TurnRunner
  private readonly options: InboxOptions
  private readonly underWay = new Map<string, Promise<void>>()
  private readonly troubles = new Map<string, Trouble>()

  constructor(deps: TurnDeps, turns: TurnRunner, options: InboxOptions = {}) {
    this.deps = deps
    this.turns = turns
    this.options = options
  }

  /** Stores the activity; false when it was known already and has no effect. */
  receive(conversationId: string, dedupeKey: string, activity: Delivered): Promise<boolean> {
    const { ids, clock, store } = this.deps
    return store.receive({ id: ids.next(), conversationId, dedupeKey, activity, receivedAt: clock.now() })
  }

  /** Begins every turn that waits, also those a stopped process left behind. @returns false when nothing was begun */
  async round(): Promise<boolean> {
    const free = AT_ONCE - this.underWay.size
    if (free <= 0) return false
    const waiting = await this.deps.store.pending(free, this.setAside())
    for (const activity of waiting) this.begin(activity)
    return waiting.length > 0
  }

  /** Takes all that waits and resolves when it has been taken, but for what has to be tried again later. */
  async sweep(): Promise<void> {
    do await this.settled()
    while (await this.round())
  }

  /** Resolves when the turn that is under way in this conversation has ended, at once when there is none. */
  async turnOf(conversationId: string): Promise<void> {
    await this.underWay.get(conversationId)
  }

  /** Resolves when no turn is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay.values())
  }

  private begin(activity: StoredActivity): void {
    const { conversationId } = activity
    const turn = this.take(activity)
      .then(() => {
        this.troubles.delete(conversationId)
        this.options.taken?.()
      })
      .catch((error: unknown) => this.note(conversationId, error))
      .finally(() => this.underWay.delete(conversationId))
    this.underWay.set(conversationId, turn)
  }

  private async take(stored: StoredActivity): Promise<void> {
    const tries = this.troubles.get(stored.conversationId)?.tries ?? 0
    const activity = tries < MOST_TRIES ? await this.resolved(stored) : TROUBLE
    await this.turns.run({ ...stored, activity })
  }

  /** Conversations whose next turn is under way or has to wait. */
  private setAside(): string[] {
    const now = this.deps.clock.now().getTime()
    const waiting = [...this.troubles].filter(([, { until }]) => until > now).map(([id]) => id)
    return [...this.underWay.keys(), ...waiting]
  }

  private note(conversationId: string, error: unknown): void {
    const tries = (this.troubles.get(conversationId)?.tries ?? 0) + 1
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS)
    const until = this.deps.clock.now().getTime() + pause
    this.troubles.set(conversationId, { tries, until })
    const name = error instanceof Failure ? error.code : error instanceof Error ? error.name : 'Error'
    this.options.failed?.({ conversation: conversationId, tries, error: name })
  }

  /** Files that cannot be had are told of; what came with them is taken all the same. */
  private async resolved({ conversationId, activity }: StoredActivity): Promise<Activity> {
    if (activity.kind !== 'remote-files') return activity
    const conversation = await this.deps.store.load(conversationId)
    const files: FileRef[] = []
    let lost: string | null = null
    for (const file of activity.files) {
      const fetched = await this.fetch(conversation?.channel ?? '', conversationId, file).catch(whyLost)
      if (typeof fetched === 'string') lost ??= fetched
      else files.push(fetched)
    }
    const { text, quoted } = activity
    if (lost && files.length === 0 && !text) return unreadable(lost)
    return {
      kind: 'file',
      files,
      ...(text ? { text } : {}),
      ...(quoted ? { quoted } : {}),
      ...(lost ? { lost } : {}),
    }
  }

  private async fetch(channel: string, conversationId: string, file: RemoteFile): Promise<FileRef> {
    const source = this.options.files?.find((one) => one.channel === channel)
    if (!source) throw new FileOutOfReach(channel)
    if (file.bytes !== null && file.bytes > MOST_BYTES) throw new Failure('too-large')
    const content = await source.fetch(file.source, MOST_BYTES)
    if (content.length > MOST_BYTES) throw new Failure('too-large')
    return keepFile({ filename: file.name, content, conversationId }, this.deps)
  }
}

/** What is wrong with the file itself; anything else is tried again. */
function whyLost(error: unknown): string {
  if (error instanceof FileOutOfReach) return 'file-out-of-reach'
  if (error instanceof Failure) return error.code
  throw error
}

const TROUBLE: Activity = { kind: 'event', event: { type: 'trouble' } }

const unreadable = (why: string): Activity => ({ kind: 'event', event: { type: 'unreadable', why } })
