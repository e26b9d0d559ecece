/** The HTTP application; builds without listening, so that tests use the same one. */
import type { IncomingHttpHeaders } from 'node:http'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { AppDeps } from './deps.ts'
import { deskRoutes } from './desk/desk-routes.ts'
import { brakeCallers, leaveUnbraked } from './plugins/brakes.ts'
import { answerErrors } from './plugins/errors.ts'
import { secureHeaders } from './plugins/headers.ts'
import { shedLoad } from './plugins/overload.ts'
import { requestIdOf, watchRequests } from './plugins/watch.ts'
import { checkRoutes } from './routes/check.ts'
import { clarificationRoutes } from './routes/clarifications.ts'
import { conversationRoutes } from './routes/conversations.ts'
import { draftRoutes } from './routes/drafts.ts'
import { enquiryFileRoutes } from './routes/enquiry-files.ts'
import { eventRoutes } from './routes/events.ts'
import { fileRoutes } from './routes/files.ts'
import { formRoutes } from './routes/form.ts'
import { myDataRoutes } from './routes/my-data.ts'
import { pageRoutes } from './routes/page.ts'
import { programmeRoutes } from './routes/programmes.ts'

/** Requests larger than this are refused before they are read; uploads have their own limit. */
const BODY_LIMIT = 512 * 1024
/** what Node reads of a head at most */
const LONGEST_HEAD = 16 * 1024

export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    // an id of any length is answered as one that is not there; the head of a request has a limit of its own
    routerOptions: { maxParamLength: LONGEST_HEAD },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: requestIdOf,
    trustProxy: deps.proxies,
    ...(deps.logger ? { loggerInstance: deps.logger } : { logger: false }),
  }) as unknown as FastifyInstance
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerErrors(app, deps)
  watchRequests(app, deps.telemetry)
  app.addHook('preClose', async () => deps.streams.stop())
  secureHeaders(app, deps)
  await app.register(swagger, {
    openapi: { info: { title: 'Shenbao', version: '0.1.0' } },
    transform: jsonSchemaTransform,
  })
  await app.register(cors, {
    origin: deps.origins,
    methods: ['GET', 'POST', 'PATCH'],
    exposedHeaders: ['retry-after'],
    maxAge: 86_400,
  })
  // after them, so that a page on another site can read that it is turned away, and when to come again
  brakeCallers(app, deps)
  shedLoad(app, deps.atOnce)
  await app.register(multipart, { limits: { files: 1, fields: 5 } })
  await app.register(async (api) => {
    conversationRoutes(api, deps)
    programmeRoutes(api, deps)
    eventRoutes(api, deps)
    fileRoutes(api, deps)
    enquiryFileRoutes(api, deps)
    draftRoutes(api, deps)
    myDataRoutes(api, deps)
    pageRoutes(api, deps)
    checkRoutes(api, deps)
    clarificationRoutes(api, deps)
  })
  await app.register(async (pages) => formRoutes(pages, deps))
  await app.register(async (desk) => deskRoutes(desk, deps))
  for (const webhook of deps.webhooks)
    await app.register(async (hooks) => {
      leaveUnbraked(hooks)
      webhook(hooks)
    })
  if (deps.publicDir)
    await app.register(fastifyStatic, { root: deps.publicDir, cacheControl: false, etag: true })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  app.get('/healthz', { schema: { hide: true } }, ({ headers, ip, socket }) => ({
    ok: true,
    forwarded: forwardedBy(headers),
    // a proxy that is not named is not believed where a call comes from
    believed: ip !== socket.remoteAddress,
  }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const trouble = await deps.unready()
    return reply.code(trouble ? 503 : 200).send(trouble ? { ok: false, trouble } : { ok: true })
  })
  return app
}

/** Which headers a proxy in front has set, by name: `shenbao doctor` asks. */
const forwardedBy = (headers: IncomingHttpHeaders): string[] =>
  ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'].filter((name) => name in headers)
