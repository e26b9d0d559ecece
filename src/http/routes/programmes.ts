/** The stateless public API. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { dateIn } from '../../casework/window.ts'
import {
  askRequestSchema,
  askResponseSchema,
  eligibilityRequestSchema,
  eligibilityResponseSchema,
  programmeResponseSchema,
  topicsRequestSchema,
  topicsResponseSchema,
  traceQuerySchema,
} from '../../contract/programme.ts'
import { writtenIn } from '../../language/written-in.ts'
import type { Programme } from '../../programme/schema.ts'
import { Failure } from '../../service/failure.ts'
import {
  askOnce,
  describe,
  entriesFrom,
  judgeOnce,
  statelessWorld,
  topicsOnce,
} from '../../service/public-api.ts'
import type { AppDeps } from '../deps.ts'
import { localeOf } from '../plugins/errors.ts'
import { idParams } from './conversations.ts'

export function programmeRoutes(app: FastifyInstance, deps: AppDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const worldOf = (id: string, locale: string) => {
    const library = deps.libraries.find(id)
    if (!library) throw new Failure('unknown-programme', { id })
    return { library, world: statelessWorld(library, locale, deps.clock.now()) }
  }

  const versionIn = (programme: Programme) => {
    const version = deps.libraries.versionOf(programme.hash)
    if (!version) return {}
    const { number, hash, published } = version
    return { version: { number, hash, since: dateIn(programme, published) } }
  }

  routes.get(
    '/api/programmes/:id',
    { schema: { params: idParams, response: { 200: programmeResponseSchema } } },
    (request) => {
      const { world } = worldOf(request.params.id, localeOf(request))
      return { ...describe(world), ...versionIn(world.programme) }
    },
  )
  routes.post(
    '/api/programmes/:id/ask',
    {
      config: { brake: 'ask' },
      schema: { params: idParams, body: askRequestSchema, response: { 200: askResponseSchema } },
    },
    (request) => {
      const { id } = request.params
      const { text, locale } = request.body
      const { world } = worldOf(id, locale ?? localeOf(request))
      const asked = locale ?? writtenIn(text, world.programme.languages)
      return askOnce(asked ? worldOf(id, asked).world : world, text)
    },
  )
  routes.post(
    '/api/programmes/:id/topics',
    {
      config: { brake: 'ask' },
      schema: { params: idParams, body: topicsRequestSchema, response: { 200: topicsResponseSchema } },
    },
    (request) =>
      topicsOnce(
        worldOf(request.params.id, request.body.locale ?? localeOf(request)).world,
        request.body.text,
      ),
  )
  routes.get(
    '/api/programmes/:id/eligibility',
    {
      config: { brake: 'ask' },
      schema: {
        params: idParams,
        querystring: traceQuerySchema,
        response: { 200: eligibilityResponseSchema },
      },
    },
    async (request, reply) => {
      const { version, ...facts } = request.query
      const library = await deps.libraries.pinned(version).catch(() => null)
      if (library?.programme.id !== request.params.id)
        throw new Failure('unknown-programme', { id: request.params.id })
      reply.header('content-disposition', `attachment; filename="eligibility-${library.programme.id}.json"`)
      const world = statelessWorld(library, localeOf(request), deps.clock.now())
      return judgeOnce({ ...world, draft: { ...world.draft, entries: entriesFrom(world, facts) } })
    },
  )
  routes.post(
    '/api/programmes/:id/eligibility',
    {
      config: { brake: 'ask' },
      schema: {
        params: idParams,
        body: eligibilityRequestSchema,
        response: { 200: eligibilityResponseSchema },
      },
    },
    (request) => {
      const locale = request.body.locale ?? localeOf(request)
      const { library, world } = worldOf(request.params.id, locale)
      const entries = entriesFrom(world, request.body.facts)
      return judgeOnce(statelessWorld(library, locale, deps.clock.now(), entries))
    },
  )
}
