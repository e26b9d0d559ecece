/** Server-sent event streams: opened in one way, counted, and ended together when the server stops. */
import type { FastifyReply } from 'fastify'

const HEARTBEAT_MS = 20_000
/** Readers of a stream that was ended come back after this, to whichever node is there. */
const RETRY_MS = 1_000

type Raw = FastifyReply['raw']

export class Streams {
  private readonly open = new Set<Raw>()
  private stopped = false

  get count(): number {
    return this.open.size
  }

  /** Makes a stream of this reply; `beat` is called between events, every 20 s, until the reader has gone. */
  begin(reply: FastifyReply, beat: () => void = () => {}): Raw {
    reply.hijack()
    const { raw } = reply
    // a hijacked reply sends nothing by itself, so what other plugins have set is handed on
    raw.setHeader('content-type', 'text/event-stream')
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write(': hello\n\n')
    const heartbeat = setInterval(() => {
      // so that nobody on the way thinks it dead
      raw.write(': beat\n\n')
      beat()
    }, HEARTBEAT_MS).unref()
    this.open.add(raw)
    raw.on('close', () => {
      clearInterval(heartbeat)
      this.open.delete(raw)
    })
    // whatever is written after an end is late, not wrong
    raw.on('error', () => {})
    if (this.stopped) leave(raw)
    return raw
  }

  /** Ends them all; those that are still on their way here, too. */
  stop(): void {
    this.stopped = true
    for (const raw of this.open) leave(raw)
  }
}

const leave = (raw: Raw): void => void raw.end(`retry: ${RETRY_MS}\n\n`)
