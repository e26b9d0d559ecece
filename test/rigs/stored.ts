/** What the database holds of a conversation, and whether replaying its history through the core gives the same. */
import { isDeepStrictEqual } from 'node:util'
import { toActivity } from '../../src/channels/web/activity.ts'
import { initialState, takeTurn } from '../../src/conversation/take-turn.ts'
import type {
  Activity,
  ConversationState,
  Draft,
  DraftEvent,
  Reach,
  Reply,
} from '../../src/conversation/types.ts'
import type { Library } from '../../src/conversation/world.ts'
import type { Database } from '../../src/store/database.ts'
import type { Fault, History } from './history.ts'

export type Stored = NonNullable<Awaited<ReturnType<typeof readStored>>>

/** All rows of one conversation, in order; null when there is none. */
export async function readStored({ prisma }: Pick<Database, 'prisma'>, id: string) {
  const conversation = await prisma.conversation.findUnique({
    where: { id },
    include: {
      draft: {
        include: { events: { orderBy: { position: 'asc' } }, submissions: { orderBy: { id: 'asc' } } },
      },
      activities: { orderBy: [{ firstSeq: 'asc' }, { dedupeKey: 'asc' }] },
    },
  })
  if (!conversation) return null
  const { draft, activities, ...rest } = conversation
  const messages = await prisma.message.findMany({ where: { conversationId: id }, orderBy: { seq: 'asc' } })
  return { conversation: rest, draft, activities, messages }
}

/**
 * Faults of the rows of a conversation in which nothing is on its way any more. `staffed`: officers answer enquiries, which the
 * assistant then offers.
 */
export async function judgeStored(
  history: History,
  stored: Stored | null,
  library: Library,
  staffed = false,
): Promise<Fault[]> {
  const fault = (kind: Fault['kind'], detail: string): Fault => ({ kind, conversation: history.id, detail })
  if (!stored) return [fault('lost', 'the conversation')]
  const keys = [`start-${history.id}`, ...history.sent.map(({ activity }) => activity.id)]
  const faults = compareKeys(keys, stored).map(({ kind, detail }) => fault(kind, detail))
  // without the same activities a replay would only say the same again
  if (faults.length > 0) return faults
  const expected = await replayed(history, stored, library, staffed)
  const found = foundIn(stored)
  return (Object.keys(found) as (keyof Parts)[])
    .filter((part) => !isDeepStrictEqual(plain(found[part]), plain(expected[part])))
    .map((part) => fault('altered', `${part}: ${firstDifference(plain(found[part]), plain(expected[part]))}`))
}

/** Every key once, taken, in the order of sending, with the lines that follow those of the one before. */
function compareKeys(keys: string[], { activities, messages }: Stored): Pick<Fault, 'kind' | 'detail'>[] {
  const taken = activities.filter(({ takenAt }) => takenAt !== null)
  const found = taken.map(({ dedupeKey }) => dedupeKey)
  const faults: Pick<Fault, 'kind' | 'detail'>[] = [
    ...keys.filter((key) => !found.includes(key)).map((detail) => ({ kind: 'lost' as const, detail })),
    ...found
      .filter((key, at) => !keys.includes(key) || found.indexOf(key) !== at)
      .map((detail) => ({ kind: 'doubled' as const, detail })),
  ]
  if (faults.length === 0 && !isDeepStrictEqual(found, keys))
    faults.push({ kind: 'reordered', detail: 'activities' })
  const owners = taken.flatMap(({ id, firstSeq, lastSeq }) =>
    Array.from({ length: (lastSeq ?? 0) - (firstSeq ?? 0) + 1 }, (_, n) => [(firstSeq ?? 0) + n, id]),
  )
  const lines = messages.map(({ seq, activityId }) => [seq, activityId])
  if (!isDeepStrictEqual(lines, owners))
    faults.push({ kind: 'hole', detail: 'lines and activities do not fit' })
  return faults
}

/** What is compared, part by part. */
type Parts = Record<
  | 'version'
  | 'seq'
  | 'state'
  | 'revision'
  | 'entries'
  | 'events'
  | 'said'
  | 'submitted'
  | 'recalled'
  | 'turns',
  unknown
>

function foundIn({ conversation, draft, activities, messages }: Stored): Parts {
  const { version, seq, state } = conversation
  return {
    version,
    seq,
    state,
    revision: draft?.revision ?? 0,
    entries: draft?.entries ?? {},
    events: (draft?.events ?? []).map(({ revision, field, old, new: after }) => ({
      revision,
      field,
      old,
      new: after,
    })),
    said: messages.map(({ reply, text }) => reply ?? text),
    submitted: (draft?.submissions ?? []).map(({ draftRevision, entries }) => ({ draftRevision, entries })),
    recalled: (draft?.submissions ?? []).filter(({ recalledAt }) => recalledAt !== null).length,
    turns: activities.length,
  }
}

/** The same turns once more, by the pure core alone. */
async function replayed(
  history: History,
  stored: Stored,
  library: Library,
  staffed: boolean,
): Promise<Parts> {
  const replay = new Replay(history, stored, library, staffed)
  replay.take({ kind: 'start' }, stored.activities[0]?.receivedAt)
  for (const [at, { activity, said }] of history.sent.entries()) {
    replay.said.push(said)
    replay.take(await toActivity(activity, async () => []), stored.activities[at + 1]?.receivedAt)
  }
  return replay.result
}

class Replay {
  readonly said: (string | Reply)[] = []
  private state: ConversationState
  private draft: Draft
  private turns = 0
  private recalled = 0
  private readonly events: (DraftEvent & { revision: number })[] = []
  private readonly submitted: { draftRevision: number; entries: Draft['entries'] }[] = []
  private readonly stored: Stored
  private readonly library: Library
  private readonly reach: Reach

  constructor({ locale }: History, stored: Stored, library: Library, enquiries: boolean) {
    this.reach = { channel: 'web', canNotify: false, noticesHere: false, enquiries }
    this.stored = stored
    this.library = library
    this.state = initialState(locale)
    const { id, code } = stored.draft ?? { id: '', code: '' }
    this.draft = { id, code, revision: 0, entries: {} }
  }

  get result(): Parts {
    const { state, events, said, submitted, recalled, turns } = this
    const { revision, entries } = this.draft
    return {
      version: turns,
      seq: said.length,
      state,
      revision,
      entries,
      events,
      said,
      submitted,
      recalled,
      turns,
    }
  }

  take(activity: Activity, receivedAt = new Date(0)): void {
    if (activity.kind !== 'event') this.turns++
    const { state, draft, library } = this
    const turn = takeTurn({
      library,
      state,
      draft,
      activity,
      receivedAt,
      unprintable: () => [],
      documentAddress: (checkCode) => this.addressOf(checkCode),
      fileAddress: () => '',
      reach: this.reach,
    })
    this.state = asStored(turn.state)
    this.draft = asStored(turn.draft)
    this.events.push(...turn.draftEvents.map((event) => ({ ...event, revision: turn.draft.revision })))
    this.said.push(...turn.replies)
    for (const effect of turn.effects) {
      if (effect.type === 'recall') this.recalled++
      if (effect.type === 'submit') this.submit(receivedAt)
    }
  }

  /** Number, code and address are the shell's; all the rest must come out the same. */
  private submit(receivedAt: Date): void {
    const { number = '', checkCode = '' } = this.stored.draft?.submissions[this.submitted.length] ?? {}
    this.submitted.push({ draftRevision: this.draft.revision, entries: this.draft.entries })
    const event = {
      type: 'submitted' as const,
      number,
      checkCode,
      href: this.addressOf(checkCode),
      at: receivedAt.toISOString(),
    }
    this.take({ kind: 'event', event }, receivedAt)
  }

  /** The key in the address is the shell's as well. */
  private addressOf(checkCode: string): string {
    const addresses = this.stored.messages.flatMap(
      ({ reply }) => (reply as Reply | null)?.document?.href ?? [],
    )
    return addresses.find((address) => address.includes(checkCode)) ?? ''
  }
}

/** As jsonb gives it back: keys by length, then by bytes. The order of what a restart clears depends on it. */
function asStored<T>(value: T): T {
  if (Array.isArray(value)) return value.map(asStored) as T
  if (value === null || typeof value !== 'object') return value
  const sorted = Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([key, one]) => [key, asStored(one)])) as T
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

function firstDifference(found: unknown, expected: unknown): string {
  if (!Array.isArray(found) || !Array.isArray(expected))
    return `${short(found)} instead of ${short(expected)}`
  const at = Array.from({ length: Math.max(found.length, expected.length) }).findIndex(
    (_, n) => !isDeepStrictEqual(found[n], expected[n]),
  )
  return `[${at}] ${short(found[at])} instead of ${short(expected[at])}`
}

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300)
