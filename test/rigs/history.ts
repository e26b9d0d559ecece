/** What a client knows of its conversation, and whether the transcript says the same. */
import { isDeepStrictEqual } from 'node:util'
import type { Transcript, WireActivity, WireReply } from '../../src/contract/conversation.ts'

/** One activity as its client knows it; `replies` are null until they have been acknowledged. */
export interface Sent {
  activity: WireActivity
  /** what the transcript must show of it */
  said: string
  replies: WireReply[] | null
}

/** A conversation in the order of sending; only its last activity may be unacknowledged. */
export interface History {
  id: string
  locale: string
  greeting: WireReply[]
  sent: Sent[]
}

export interface Fault {
  kind: 'lost' | 'doubled' | 'reordered' | 'hole' | 'altered' | 'unheard' | 'run twice'
  conversation: string
  detail: string
}

type Entry = Transcript['entries'][number]
type Turn = Pick<Sent, 'replies'> & { said: string | null }

/** Faults of a transcript: every acknowledged activity once, in order, its replies behind it, nothing else. */
export function judgeTranscript(history: History, entries: Entry[]): Fault[] {
  const fault = (kind: Fault['kind'], detail: string): Fault => ({ kind, conversation: history.id, detail })
  const turns: Turn[] = [{ said: null, replies: history.greeting }, ...history.sent]
  const known = turns.filter(({ replies }) => replies !== null)
  const blocks = known.map((turn) => blockOf(turn, entries))
  return [
    ...entries.flatMap(({ seq }, at) =>
      seq === at + 1 ? [] : [fault('hole', `seq ${seq} is line ${at + 1}`)],
    ),
    ...blocks.flatMap(({ first }, at) => (first === null ? [fault('lost', labelOf(known[at]))] : [])),
    ...blocks.flatMap(({ first, whole }, at) =>
      first === null || whole ? [] : [fault('altered', labelOf(known[at]))],
    ),
    ...(ascending(blocks.flatMap(({ first }) => first ?? [])) ? [] : [fault('reordered', 'turns')]),
    ...unclaimed(entries, blocks, history).map((text) => fault('doubled', text)),
  ]
}

interface Block {
  /** index of its first line; null when it is not there */
  first: number | null
  lines: number
  whole: boolean
}

/** Where the lines of a turn are, found by its first reply. */
function blockOf({ said, replies }: Turn, entries: Entry[]): Block {
  const wanted = replies ?? []
  const own = said === null ? 0 : 1
  const lines = own + wanted.length
  const at = entries.findIndex(({ reply }) => reply && reply.id === wanted[0]?.id)
  if (at < 0) return { first: null, lines, whole: false }
  const first = at - own
  const found = entries.slice(at, at + wanted.length).map(({ reply }) => reply)
  const asked = own === 0 || (entries[first]?.from === 'you' && entries[first]?.text === said)
  return { first, lines, whole: asked && isDeepStrictEqual(found, wanted) }
}

/** Lines that belong to no acknowledged turn, nor to the one that is still on its way. */
function unclaimed(entries: Entry[], blocks: Block[], { sent }: History): string[] {
  const claimed = new Set(
    blocks.flatMap(({ first, lines }) =>
      first === null ? [] : Array.from({ length: lines }, (_, n) => first + n),
    ),
  )
  const rest = entries.flatMap((entry, at) => (claimed.has(at) ? [] : [{ entry, at }]))
  const pending = sent.at(-1)
  const onItsWay =
    pending?.replies === null &&
    rest[0]?.entry.text === pending.said &&
    rest[0].at === entries.length - rest.length &&
    rest.filter(({ entry }) => entry.from === 'you').length === 1
  return onItsWay ? [] : rest.map(({ entry }) => `line ${entry.seq}: ${entry.text}`)
}

const labelOf = (turn: Turn | undefined): string => turn?.said ?? 'the greeting'

export const ascending = (numbers: number[]): boolean =>
  numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0))
