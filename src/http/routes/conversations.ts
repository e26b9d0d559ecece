/** Conversations over HTTP: start, take a turn, read the transcript. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { toActivity } from '../../channels/web/activity.ts'
import { toEntry, toWire } from '../../channels/web/reply.ts'
import {
  activitySchema,
  startRequestSchema,
  startResponseSchema,
  transcriptSchema,
  turnResponseSchema,
} from '../../contract/conversation.ts'
import type { ConversationRecord } from '../../ports/store.ts'
import { Failure } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { callerOf } from '../plugins/brakes.ts'
import { originOf } from '../plugins/watch.ts'

/** Replies to a code that opens nothing. */
const WRONG_CODE: ReadonlySet<string> = new Set(['failures.unknown-code', 'link.no-such-code'])

export const idParams = z.object({ id: z.string() })

export function conversationRoutes(app: FastifyInstance, deps: AppDeps): void {
  const { conversations, store, brakes } = deps
  const routes = app.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/conversations',
    {
      config: { brake: 'start' },
      schema: { body: startRequestSchema.nullish(), response: { 201: startResponseSchema } },
    },
    async (request, reply) => {
      const { programme, locale, code } = request.body ?? {}
      const caller = callerOf(request)
      // also where wrong codes were said in a conversation: a new one must not be a new chance
      if (code) await brakes.take('code', caller)
      else brakes.demand('code', caller)
      const wish = {
        channel: 'web',
        ...(programme ? { programme } : {}),
        ...(locale ? { locale } : {}),
        ...(code ? { code } : {}),
      }
      const started = await conversations.start(wish, originOf(request))
      if (code) await brakes.forgive('code', caller)
      return reply.code(201).send({ ...started, replies: started.replies.map(toWire) })
    },
  )

  routes.post(
    '/api/conversations/:id/activities',
    { schema: { params: idParams, body: activitySchema, response: { 200: turnResponseSchema } } },
    async (request) => {
      const conversation = await authorise(request, deps)
      const { id } = conversation
      brakes.here('turn', id)
      const activity = await toActivity(request.body, (ids) => store.files.find(id, ids))
      const { locale, replies } = await conversations.take(
        id,
        request.body.id,
        activity,
        conversation,
        originOf(request),
      )
      if (replies.some(({ reply }) => WRONG_CODE.has(reply.key))) await brakes.note('code', callerOf(request))
      return { locale, replies: replies.map(toWire) }
    },
  )

  routes.get(
    '/api/conversations/:id',
    { schema: { params: idParams, response: { 200: transcriptSchema } } },
    async (request) => {
      const { id } = await authorise(request, deps)
      const { conversation, messages } = await conversations.read(id)
      const code = conversation.draftCode
      return {
        id: conversation.id,
        locale: conversation.state.locale,
        programme: conversation.programmeId,
        entries: messages.map(toEntry),
        ...(code ? { resume: { code, link: `${deps.publicUrl()}/?code=${code}` } } : {}),
      }
    },
  )
}

/** The conversation in the path, for the bearer of its token; from then on its language is spoken. */
export async function authorise(
  request: FastifyRequest<{ Params: { id: string } }>,
  deps: AppDeps,
): Promise<ConversationRecord> {
  const token = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (!token) throw new Failure('unauthorised')
  const conversation = await deps.conversations.authorise(request.params.id, token)
  request.language = conversation.state.locale
  return conversation
}
