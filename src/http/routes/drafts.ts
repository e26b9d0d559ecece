/** The whole form over HTTP: read it, change any of its fields, hand it in, take it back, move it to the amended call. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { clean } from '../../channels/web/activity.ts'
import {
  changedDraftSchema,
  draftActSchema,
  draftChangeSchema,
  draftQuerySchema,
  draftRefusalSchema,
  draftSchema,
  type WireAnswer,
} from '../../contract/draft.ts'
import { errorSchema } from '../../contract/error.ts'
import type { DraftRecord } from '../../ports/store.ts'
import { Failure } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { isOurOwn } from '../form/cookies.ts'
import { passOf } from '../form/pass.ts'
import { callerOf } from '../plugins/brakes.ts'
import { localeOf } from '../plugins/errors.ts'
import { idParams } from './conversations.ts'

const HELP =
  'The id is that of a draft, or of a conversation: then its draft, begun when it has none. ' +
  'Authorization: Bearer with the token of a conversation that holds the draft, or X-Resume-Code with its code. ' +
  'A browser that opened the form page has a cookie that does the same for its own pages.'
const refusals = { 401: errorSchema, 404: errorSchema, 409: draftRefusalSchema }

type Request = FastifyRequest<{ Params: { id: string }; Querystring: z.infer<typeof draftQuerySchema> }>

export function draftRoutes(app: FastifyInstance, deps: AppDeps): void {
  const { drafts } = deps
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const base = { params: idParams, querystring: draftQuerySchema, description: HELP }
  const schema = { ...base, response: { 200: changedDraftSchema, ...refusals } }

  routes.get(
    '/api/drafts/:id',
    { schema: { ...base, response: { 200: draftSchema, 401: errorSchema, 404: errorSchema } } },
    async (request) => {
      const found = await openDraft(request, deps)
      return drafts.describe(found, localeOf(request))
    },
  )

  routes.patch('/api/drafts/:id', { schema: { ...schema, body: draftChangeSchema } }, async (request) => {
    const found = await openDraft(request, deps)
    const { set, ...rest } = request.body
    return drafts.change(found, { ...rest, set: cleaned(set), locale: localeOf(request) })
  })

  for (const what of ['submit', 'recall', 'move', 'stay'] as const)
    routes.post(
      `/api/drafts/:id/${what}`,
      {
        schema: {
          ...schema,
          response: { ...schema.response, 422: draftRefusalSchema },
          body: draftActSchema.nullish(),
        },
      },
      async (request) => {
        const found = await openDraft(request, deps)
        return drafts.settle(found, { ...(request.body ?? {}), what, locale: localeOf(request) })
      },
    )
}

/** The draft in the path, for who has its key; from then on the language asked for is spoken. */
export async function openDraft(request: Request, { drafts }: AppDeps): Promise<DraftRecord> {
  const token = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
  const header = request.headers['x-resume-code']
  const code = typeof header === 'string' ? header.slice(0, 40) : undefined
  const pass = token || code ? null : passOf(request)
  if (pass && request.method !== 'GET' && !isOurOwn(request)) throw new Failure('not-ours')
  const found = await drafts.open(request.params.id, {
    token,
    code: code ?? pass?.code,
    caller: callerOf(request),
  })
  request.language = request.query.locale ?? found.locale ?? null
  return found
}

function cleaned(set: Record<string, WireAnswer>): Record<string, WireAnswer> {
  return JSON.parse(JSON.stringify(set), (_, value) => (typeof value === 'string' ? clean(value) : value))
}
