/** Live messages of a conversation, and live revisions of a draft, as server-sent events. */

import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { toEntry } from '../../channels/web/reply.ts'
import { draftQuerySchema } from '../../contract/draft.ts'
import { catchUp } from '../../service/catch-up.ts'
import type { AppDeps } from '../deps.ts'
import { authorise, idParams } from './conversations.ts'
import { openDraft } from './drafts.ts'

export function eventRoutes(app: FastifyInstance, deps: AppDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const config = { staysOpen: true }

  routes.get(
    '/api/conversations/:id/events',
    { config, schema: { params: idParams } },
    async (request, reply) => {
      const { id } = await authorise(request, deps)
      const last = String(request.headers['last-event-id'] ?? '')
      streamMessages(reply, id, /^\d{1,9}$/.test(last) ? Number(last) : 0, deps)
      return reply
    },
  )

  routes.get(
    '/api/drafts/:id/events',
    { config, schema: { params: idParams, querystring: draftQuerySchema } },
    async (request, reply) => {
      const { draft } = await openDraft(request, deps)
      streamRevisions(reply, draft.id, deps)
      return reply
    },
  )
}

/** Every message from `after` on, resumed by the last id; what other faces of the draft did is followed first. */
function streamMessages(reply: FastifyReply, conversationId: string, after: number, deps: AppDeps): void {
  let seq = after
  let draftId: string | null = null
  stream(
    reply,
    deps,
    (id) => id === conversationId || id === draftId,
    async (write, heard) => {
      if (draftId === null || heard !== conversationId)
        draftId = await catchUp(deps.store, deps.conversations, conversationId)
      for (const message of await deps.store.transcript(conversationId, seq)) {
        write(`id: ${message.seq}\ndata: ${JSON.stringify(toEntry(message))}\n\n`)
        seq = message.seq
      }
    },
  )
}

/** `{revision, status}` now and after every change, whoever made it. */
export function streamRevisions(reply: FastifyReply, draftId: string, deps: AppDeps): void {
  let told = ''
  stream(
    reply,
    deps,
    (id) => id === draftId,
    async (write) => {
      const found = await deps.store.drafts.find(draftId)
      if (!found) return
      const { revision } = found.draft
      const status = deps.drafts.standing(found)
      const standing = JSON.stringify({ revision, status })
      if (standing !== told) write(`id: ${revision}\ndata: ${standing}\n\n`)
      told = standing
    },
  )
}

/** Opens an event stream; `send` runs now and whenever something `concerns` it, one at a time. */
function stream(
  reply: FastifyReply,
  deps: AppDeps,
  concerns: (id: string) => boolean,
  send: (write: (event: string) => void, heard?: string) => Promise<void>,
): void {
  // a node that was killed between writing and telling has told nobody: each beat looks as well
  const raw = deps.streams.begin(reply, () => wake())
  let reading: Promise<void> = Promise.resolve()
  const wake = (heard?: string): void => {
    reading = reading
      .then(() => send((event) => void raw.write(event), heard))
      // The reader comes back with its last id; nothing is lost by ending here.
      .catch(() => void raw.destroy())
  }
  const stop = deps.store.changes.listen((id) => concerns(id) && wake(id), wake)
  raw.on('close', stop)
  wake()
}
