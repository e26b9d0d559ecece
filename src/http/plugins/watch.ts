/** Counts requests by the pattern of their route, and gives each an id that logs and traces share. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Origin, Telemetry } from '../../ports/telemetry.ts'

/** Ids that proxies make; anything else could carry words. */
const REQUEST_ID = /^[0-9a-f-]{16,36}$/i
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** The id that a proxy gave the request, else a new one. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
}

/** Where a turn of this request comes from. */
export function originOf({ id, headers }: Pick<FastifyRequest, 'id' | 'headers'>): Origin {
  const { traceparent } = headers
  return {
    request: id,
    traceparent: typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traceparent : null,
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** requests that are being answered, streams included */
    busy(): number
  }
}

export function watchRequests(app: FastifyInstance, telemetry: Telemetry): void {
  let busy = 0
  app.decorate('busy', () => busy)
  app.addHook('onRequest', async (request, reply) => {
    busy++
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    busy--
    const route = request.routeOptions.url ?? 'none'
    const { statusCode: status, elapsedTime: ms } = reply
    // a stream is open for as long as somebody looks
    if (!isStream(reply.raw.getHeader('content-type'))) telemetry.request(request.method, route, status, ms)
    request.log.debug({ method: request.method, route, status, ms: Math.round(ms * 10) / 10 }, 'request')
  })
}

const isStream = (type: unknown): boolean => String(type).startsWith('text/event-stream')
