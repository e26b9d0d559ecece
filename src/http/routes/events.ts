/** Live messages of a conversation as server-sent events, resumed by the last id. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { toEntry } from '../../channels/web/reply.ts'
import type { AppDeps } from '../deps.ts'
import { authorise, idParams } from './conversations.ts'

const HEARTBEAT_MS = 20_000

export function eventRoutes(app: FastifyInstance, deps: AppDeps): void {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get('/api/conversations/:id/events', { schema: { params: idParams } }, async (request, reply) => {
      const { id } = await authorise(request, deps)
      const last = String(request.headers['last-event-id'] ?? '')
      stream(reply, id, /^\d{1,9}$/.test(last) ? Number(last) : 0, deps)
      return reply
    })
}

/** Sends what is new now and whenever the conversation is announced; one read at a time. */
function stream(reply: FastifyReply, conversationId: string, after: number, deps: AppDeps): void {
  reply.hijack()
  const { raw } = reply
  // A hijacked reply sends nothing by itself, so what other plugins have set is handed on.
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write(': hello\n\n')
  let seq = after
  let reading: Promise<void> = Promise.resolve()
  const send = (): void => {
    reading = reading
      .then(async () => {
        for (const message of await deps.store.transcript(conversationId, seq)) {
          raw.write(`id: ${message.seq}\ndata: ${JSON.stringify(toEntry(message))}\n\n`)
          seq = message.seq
        }
      })
      // The reader comes back with its last id; nothing is lost by ending here.
      .catch(() => void raw.destroy())
  }
  const stop = deps.store.changes.listen((id) => id === conversationId && send(), send)
  const heartbeat = setInterval(() => raw.write(': beat\n\n'), HEARTBEAT_MS).unref()
  raw.on('close', () => {
    stop()
    clearInterval(heartbeat)
  })
  send()
}
