/** Coming in and going out: one-time links, the identity provider, sessions. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { enterRequestSchema, signedOutSchema, signInRequestSchema, waysSchema } from '../../contract/desk.ts'
import { errorSchema } from '../../contract/error.ts'
import { Failure } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { callerOf } from '../plugins/brakes.ts'
import { localeOf, STATUS, sayWhen, wordsOf } from '../plugins/errors.ts'
import { refusalPage } from './refusal-page.ts'
import { attemptOf, keepAttempt, keepSession, sessionOf } from './session-cookie.ts'

const CALLBACK = '/api/desk/oidc/callback'
const open = { open: true }

export function signInRoutes(api: FastifyInstance, deps: AppDeps): void {
  linkRoutes(api, deps)
  providerRoutes(api, deps)
}

function linkRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { signIn, provider } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get('/api/desk/sign-in', { config: open, schema: { response: { 200: waysSchema } } }, () => ({
    oidc: provider?.name ?? null,
    mail: signIn.mailsLinks,
  }))

  routes.post(
    '/api/desk/sign-in',
    {
      config: open,
      schema: {
        summary: 'Asks for a one-time link by mail; the answer does not tell whether the address is known',
        body: signInRequestSchema,
        response: { 202: z.object({ ok: z.literal(true) }), 429: errorSchema },
      },
    },
    async (request, reply) => {
      await signIn.ask(request.body.email, callerOf(request))
      return reply.code(202).send({ ok: true })
    },
  )

  routes.post(
    '/api/desk/enter',
    {
      config: open,
      schema: {
        summary: 'Uses a one-time link up and opens a session (cookie)',
        body: enterRequestSchema,
        response: { 200: z.object({ ok: z.literal(true) }), 401: errorSchema, 429: errorSchema },
      },
    },
    async (request, reply) => {
      const token = await signIn.enter(request.body.ticket, callerOf(request), sessionOf(request))
      keepSession(request, reply, token)
      return { ok: true as const }
    },
  )

  routes.post(
    '/api/desk/sign-out',
    { config: open, schema: { response: { 200: signedOutSchema } } },
    async (request, reply) => {
      const token = sessionOf(request)
      keepSession(request, reply, '')
      const door = token === null ? 'link' : await signIn.leave(token)
      // signed out here in any case, whether the provider answers or not
      const location =
        door === 'provider' ? await provider?.end(`${deps.publicUrl()}/desk`).catch(() => null) : null
      return { location: location ?? null }
    },
  )
}

function providerRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { signIn, provider } = deps.desk

  api.get('/api/desk/oidc', { config: open, schema: { hide: true } }, (request, reply) =>
    orSayWhy(request, reply, deps, async () => {
      if (!provider) throw new Failure('not-found')
      await signIn.slow(callerOf(request))
      const key = deps.ids.token()
      const address = await provider.begin(signIn.attempt(key, CALLBACK)).catch(() => {
        throw new Failure('provider-away')
      })
      keepAttempt(request, reply, key)
      return address
    }),
  )

  api.get(CALLBACK, { config: open, schema: { hide: true } }, (request, reply) =>
    orSayWhy(request, reply, deps, async () => {
      const key = attemptOf(request)
      keepAttempt(request, reply, '')
      if (!provider || key === null) throw new Failure('sign-in-broken')
      const address = `${deps.publicUrl()}${request.url}`
      const identity = await provider.finish(address, signIn.attempt(key, CALLBACK)).catch((error: Error) => {
        request.log.warn({ kind: error.name, code: (error as { code?: string }).code }, 'sign-in refused')
        throw new Failure('sign-in-broken')
      })
      keepSession(request, reply, await signIn.admit(identity, sessionOf(request)))
      return '/desk'
    }),
  )
}

/** Sends the browser on; people are told in a page why not, and what to do. */
async function orSayWhy(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: AppDeps,
  next: () => Promise<string>,
) {
  try {
    return reply.redirect(await next(), 303)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const phrases = deps.phrases(localeOf(request))
    sayWhen(reply, error)
    return reply
      .code(STATUS[error.code])
      .type('text/html; charset=utf-8')
      .send(refusalPage(phrases, wordsOf(error, phrases)))
  }
}
