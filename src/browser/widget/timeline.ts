import type { Entry, Item } from './types.ts'
import type { WireReply } from './wire.ts'

type Items = readonly Item[]

const unsent = (item: Item) => item.delivery === 'sending' || item.delivery === 'waiting'

/** Adds replies that came back with a response: once each, and before what still waits to be sent. */
export function addReplies(items: Items, replies: readonly WireReply[]): Items {
  const known = new Set(items.map((item) => item.reply?.id))
  const fresh = replies
    .filter((reply) => !known.has(reply.id))
    .map((reply): Item => ({ key: `r:${reply.id}`, from: 'bot', text: reply.text, reply }))
  if (fresh.length === 0) return items
  const at = items.findIndex(unsent)
  return at < 0 ? [...items, ...fresh] : [...items.slice(0, at), ...fresh, ...items.slice(at)]
}

/** Adds an entry of the server's transcript, or recognises it as something already shown. */
export function addEntry(items: Items, entry: Entry): Items {
  if (items.some((item) => item.seq === entry.seq)) return items
  const at = findShown(items, entry)
  if (at < 0) return inOrder([...items, itemOf(entry)])
  return inOrder(items.map((item, i) => (i === at ? { ...item, seq: entry.seq } : item)))
}

/** The items of a whole transcript, keeping those of ours that the server has not taken. */
export function fromTranscript(items: Items, entries: readonly Entry[]): Items {
  return entries.reduce((all, entry) => addEntry(all, entry), items)
}

/** Replaces one item by its key. */
export function change(items: Items, key: string, changes: Partial<Item>): Items {
  return items.map((item) => (item.key === key ? { ...item, ...changes } : item))
}

/** The highest place in the transcript seen so far; 0 when none. */
export function lastSeq(items: Items): number {
  return items.reduce((most, item) => Math.max(most, item.seq ?? 0), 0)
}

function itemOf(entry: Entry): Item {
  const reply = entry.reply ? { reply: entry.reply } : {}
  const key = entry.reply ? `r:${entry.reply.id}` : `s:${entry.seq}`
  return { key, from: entry.from, text: entry.text, seq: entry.seq, ...reply }
}

// An entry of ours carries no dedupe key, so it is known by its words, or else, since the server words
// buttons and cards in its own way, as the first of those not yet placed.
function findShown(items: Items, entry: Entry): number {
  if (entry.from === 'bot') return items.findIndex((item) => item.reply && item.reply.id === entry.reply?.id)
  const open = (item: Item) => item.activity && item.seq === undefined && item.delivery !== 'refused'
  const same = items.findIndex((item) => open(item) && item.text === entry.text)
  if (same >= 0) return same
  return items.findIndex((item) => open(item) && !item.activity?.text && item.delivery !== 'waiting')
}

// What has no place yet stays behind what it followed.
function inOrder(items: Items): Items {
  let place = 0
  return items
    .map((item) => {
      place = item.seq ?? (unsent(item) ? Number.MAX_SAFE_INTEGER : place)
      return { item, place }
    })
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
