import { LOST } from './client.ts'
import type { Entry } from './types.ts'

export interface StreamOptions {
  url: string
  token: string
  /** the last transcript entry already shown */
  lastSeq: () => number
  onEntry: (entry: Entry) => void
  onState: (state: 'open' | 'broken' | 'lost') => void
}

// A stream that has been silent for this long may be dead without anybody having said so.
const SILENCE = 90_000
const PAUSES = [500, 1_000, 2_000, 5_000, 10_000, 20_000]

/** Follows a conversation by server-sent events over fetch, since EventSource cannot send the token. Returns how to stop. */
export function followEvents(options: StreamOptions): () => void {
  const stop = new AbortController()
  void run(options, stop.signal)
  return () => stop.abort()
}

async function run(options: StreamOptions, stop: AbortSignal): Promise<void> {
  for (let failures = 0; !stop.aborted; failures++) {
    const outcome = await connectOnce(options, stop)
    if (stop.aborted) return
    if (outcome === 'lost') return options.onState('lost')
    if (outcome === 'ended') failures = 0
    else options.onState('broken')
    await pause(PAUSES[Math.min(failures, PAUSES.length - 1)] ?? 0, stop)
  }
}

async function connectOnce(options: StreamOptions, stop: AbortSignal): Promise<'lost' | 'ended' | 'failed'> {
  const watch = new AbortController()
  const signal = AbortSignal.any([stop, watch.signal])
  let timer = setTimeout(() => watch.abort(), SILENCE)
  try {
    const response = await fetch(options.url, {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${options.token}`,
        'last-event-id': String(options.lastSeq()),
      },
      credentials: 'omit',
      cache: 'no-store',
      signal,
    })
    if (LOST.includes(response.status)) return 'lost'
    if (!response.ok || !response.body) return 'failed'
    options.onState('open')
    const read = createEventReader(options.onEntry)
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return 'ended'
      clearTimeout(timer)
      timer = setTimeout(() => watch.abort(), SILENCE)
      read(value)
    }
  } catch {
    return 'failed'
  } finally {
    clearTimeout(timer)
  }
}

/** Takes a stream in pieces of any size and hands over each complete entry. */
export function createEventReader(onEntry: (entry: Entry) => void): (piece: string) => void {
  let rest = ''
  return (piece) => {
    const blocks = (rest + piece).replace(/\r\n?/g, '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart())
        .join('\n')
      const entry = data ? readEntry(data) : null
      if (entry) onEntry(entry)
    }
  }
}

function readEntry(data: string): Entry | null {
  try {
    const entry = JSON.parse(data) as Entry
    return typeof entry.seq === 'number' && typeof entry.text === 'string' ? entry : null
  } catch {
    return null
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
    stop.addEventListener('abort', done, { once: true })
  })
}
