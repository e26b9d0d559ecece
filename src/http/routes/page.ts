/** What the public page shows around the assistant; every word of it comes from the programme. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { noticeParams } from '../../conversation/replies/answer-question.ts'
import { showInstant } from '../../language/dates.ts'
import { Failure } from '../../service/failure.ts'
import { statelessWorld } from '../../service/public-api.ts'
import type { AppDeps } from '../deps.ts'
import { localeOf } from '../plugins/errors.ts'

export function pageRoutes(app: FastifyInstance, deps: AppDeps): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/page',
    {
      schema: {
        querystring: z.object({
          locale: z.string().max(20).optional(),
          programme: z.string().max(100).optional(),
        }),
      },
    },
    (request) => {
      const { locale, programme: id } = request.query
      const library = deps.libraries.find(id)
      if (!library) throw new Failure('unknown-programme', { id: id ?? '' })
      const now = deps.clock.now()
      const world = statelessWorld(library, locale ?? localeOf(request), now)
      const { programme, text, phrases } = world
      const fact = (key: string, value: string) => ({ label: phrases.say(`page.fact.${key}`), value })
      return {
        ...(deps.demonstration
          ? {
              banner: phrases.say('page.demonstration', {
                now: showInstant(now, phrases.language, programme.timezone),
              }),
            }
          : {}),
        programme: {
          id: programme.id,
          title: text.programme.title,
          issuer: text.programme.issuer,
          document: programme.document,
        },
        languages: programme.languages,
        facts: [
          ...(programme.window?.closes ? [fact('closes', noticeParams(world).closes ?? '')] : []),
          fact('copies', phrases.say('page.copies', { copies: programme.print.copies })),
          ...(programme.areas.length > 0
            ? [fact('areas', phrases.say('page.areas', { count: programme.areas.length }))]
            : []),
          fact('document', programme.document),
        ],
      }
    },
  )
}
