/** Listens to the events of a conversation on some node, and on another one when that goes, from the last id heard. */
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Transcript } from '../../../src/contract/conversation.ts'
import type { Fault } from '../history.ts'

type Entry = Transcript['entries'][number]

/** longer than streams are silent */
const SILENCE_MS = 30_000
const AGAIN_MS = 200

export class Listener {
  readonly heard: Entry[] = []
  private readonly stop = new AbortController()
  private readonly running: Promise<void>
  private readonly conversation: { path: string; own: Record<string, string> }
  private readonly somewhere: () => string

  /** `somewhere`: the address of any node */
  constructor(conversation: { path: string; own: Record<string, string> }, somewhere: () => string) {
    this.conversation = conversation
    this.somewhere = somewhere
    this.running = this.run()
  }

  async close(): Promise<void> {
    this.stop.abort()
    await this.running
  }

  /** Each line of the transcript once and in its order, as it stands there, and nothing else. */
  faults(id: string, entries: Entry[]): Fault[] {
    const at = Math.max(entries.length, this.heard.length)
    const wrong = Array.from({ length: at }).findIndex(
      (_, line) => !isDeepStrictEqual(this.heard[line], entries[line]),
    )
    if (wrong < 0) return []
    const detail = `line ${wrong + 1} of ${entries.length}; heard ${this.heard.map(({ seq }) => seq).join(' ')}`
    return [{ kind: 'unheard', conversation: id, detail }]
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.listen().catch(() => {})
      await pause(AGAIN_MS, undefined, { signal: this.stop.signal }).catch(() => {})
    }
  }

  private async listen(): Promise<void> {
    const silent = new AbortController()
    let timer = setTimeout(() => silent.abort(), SILENCE_MS)
    try {
      const { path, own } = this.conversation
      const last = String(this.heard.at(-1)?.seq ?? 0)
      const response = await fetch(`${this.somewhere()}${path}/events`, {
        headers: { ...own, 'last-event-id': last },
        signal: AbortSignal.any([silent.signal, this.stop.signal]),
      })
      if (response.status !== 200 || !response.body) return
      const decoder = new TextDecoder()
      let rest = ''
      for await (const part of response.body) {
        clearTimeout(timer)
        timer = setTimeout(() => silent.abort(), SILENCE_MS)
        const events = (rest + decoder.decode(part, { stream: true })).split('\n\n')
        rest = events.pop() ?? ''
        for (const event of events) this.take(event)
      }
    } finally {
      clearTimeout(timer)
    }
  }

  private take(event: string): void {
    const data = /^data: (.*)$/m.exec(event)?.[1]
    if (data) this.heard.push(JSON.parse(data))
  }
}
