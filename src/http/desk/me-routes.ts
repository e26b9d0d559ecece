/** The officer's own account: names for the screens, language, chats bound to it. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { officerActor } from '../../audit/entry.ts'
import { bindingCodeSchema, changeMeSchema, meSchema } from '../../contract/desk.ts'
import { Failure } from '../../service/failure.ts'
import { describeMe } from '../../service/officers/describe-me.ts'
import type { AppDeps } from '../deps.ts'
import { idParams } from '../routes/conversations.ts'
import { officerOf } from './guard.ts'

export function meRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { accounts, signIn, bindable } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const schema = { response: { 200: meSchema } }

  routes.get('/api/desk/me', { schema }, (request) => describeMe(officerOf(request), { ...deps, bindable }))

  routes.patch('/api/desk/me', { schema: { ...schema, body: changeMeSchema } }, async (request) => {
    const { locale } = request.body
    if (deps.phrases(locale).language !== locale) throw new Failure('bad-request', {}, 'locale')
    const { id } = officerOf(request)
    const officer = await accounts.change(id, { locale }, officerActor(id))
    return describeMe(officer, { ...deps, bindable })
  })

  routes.post(
    '/api/desk/me/codes',
    { schema: { response: { 201: bindingCodeSchema } } },
    async (request, reply) => {
      const { code, expiresAt, minutes } = await signIn.code(officerOf(request).id)
      return reply.code(201).send({ code, minutes, expiresAt: expiresAt.toISOString() })
    },
  )

  routes.delete('/api/desk/me/channels/:id', { schema: { params: idParams, ...schema } }, async (request) => {
    const officer = officerOf(request)
    const isOwn = officer.channels.some(({ conversationId }) => conversationId === request.params.id)
    if (!isOwn) throw new Failure('unknown-conversation')
    await deps.store.officers.unbind(request.params.id)
    return describeMe(await accounts.find(officer.id), { ...deps, bindable })
  })
}
