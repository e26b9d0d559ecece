/** Takes traces by OTLP over HTTP, as a collector does. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface SeenSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: Record<string, string | number>
  links: { traceId: string; spanId: string }[]
  status: { code?: number; message?: string }
  /** ms since 1970 */
  from: number
  to: number
}

type Value = { stringValue?: string; intValue?: string | number; doubleValue?: number }
type WireSpan = Omit<SeenSpan, 'attributes' | 'links' | 'from' | 'to'> & {
  attributes?: { key: string; value: Value }[]
  links?: { traceId: string; spanId: string }[]
  startTimeUnixNano: string
  endTimeUnixNano: string
}
type Body = { resourceSpans: { scopeSpans: { spans: WireSpan[] }[] }[] }

export class OtlpReceiver {
  readonly address: string
  readonly bodies: string[] = []
  private readonly server: http.Server

  private constructor(server: http.Server) {
    this.server = server
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async start(): Promise<OtlpReceiver> {
    const bodies: string[] = []
    const server = http.createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      if (request.url === '/v1/traces') bodies.push(Buffer.concat(parts).toString())
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const receiver = new OtlpReceiver(server)
    Object.assign(receiver, { bodies })
    return receiver
  }

  get spans(): SeenSpan[] {
    return this.bodies
      .flatMap((body) => (JSON.parse(body) as Body).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(seen)))
  }

  /** The first span that fits, so far or to come. @throws when none comes in time */
  async until(fits: (span: SeenSpan) => boolean, ms = 20_000): Promise<SeenSpan> {
    for (const end = Date.now() + ms; ; await pause(50)) {
      const found = this.spans.find(fits)
      if (found) return found
      if (Date.now() > end) throw new Error(`No such span among ${this.spans.map(({ name }) => name)}`)
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

function seen({
  attributes = [],
  links = [],
  startTimeUnixNano,
  endTimeUnixNano,
  ...span
}: WireSpan): SeenSpan {
  const plain = ({ stringValue, intValue, doubleValue }: Value) =>
    stringValue ?? Number(intValue ?? doubleValue)
  return {
    ...span,
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)])),
    links,
    from: Number(startTimeUnixNano) / 1e6,
    to: Number(endTimeUnixNano) / 1e6,
  }
}
