/** What was answered once for everybody: a page for people, JSON for programs. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { publicClarificationsSchema } from '../../contract/clarifications.ts'
import { showInstant } from '../../language/dates.ts'
import { describePublic } from '../../service/clarifications/describe-public.ts'
import { publicPath } from '../../service/clarifications/public-path.ts'
import { Failure } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { clarificationsPage } from '../pages/clarifications-page.ts'
import { localeOf } from '../plugins/errors.ts'
import { idParams } from './conversations.ts'

const style = [
  '../../browser/shared/tokens.css',
  '../../browser/shared/base.css',
  '../pages/clarifications.css',
]
  .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
  .join('\n')
const querystring = z.object({ lang: z.string().max(20).optional() })

export function clarificationRoutes(app: FastifyInstance, deps: AppDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const tell = async (id: string, locale: string) => {
    const library = deps.libraries.find(id)
    if (!library) throw new Failure('unknown-programme', { id })
    const records = await deps.store.clarifications.all(id)
    return { library, told: describePublic(library, records, locale) }
  }

  app.get('/clarifications.css', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
  )
  routes.get(
    '/clarifications/:id',
    { schema: { hide: true, params: idParams, querystring } },
    async (request, reply) => {
      const { id } = request.params
      const { library, told } = await tell(id, request.query.lang ?? localeOf(request))
      const { programme, phrases } = library.speech(request.query.lang ?? localeOf(request))
      const now = showInstant(deps.clock.now(), phrases.language, programme.timezone)
      const languages = programme.languages.map((code) => ({
        code,
        name: deps.phrases(code).say('name'),
        href: publicPath(id, code),
      }))
      const banner = deps.demonstration ? phrases.say('page.demonstration', { now }) : null
      return reply
        .type('text/html; charset=utf-8')
        .header('content-language', phrases.language)
        .header('vary', 'accept-language')
        .send(clarificationsPage({ phrases, languages, banner, told }))
    },
  )
  routes.get(
    '/api/programmes/:id/clarifications',
    {
      schema: {
        summary: 'What was answered once for everybody; what was withdrawn stays listed',
        params: idParams,
        querystring,
        response: { 200: publicClarificationsSchema },
      },
    },
    async (request) => {
      const { told } = await tell(request.params.id, request.query.lang ?? localeOf(request))
      const items = told.items.map(({ withdrawn, date: _, quotes: __, ...item }) => ({
        ...item,
        ...(withdrawn ? { withdrawn: { on: withdrawn.on, reason: withdrawn.reason } } : {}),
      }))
      return { items }
    },
  )
}
