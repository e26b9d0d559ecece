/** What the public page shows around the assistant; every word of it comes from the programme. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { describePage } from '../../service/describe-page.ts'
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
      const world = statelessWorld(library, locale ?? localeOf(request), deps.clock.now())
      return describePage(world, deps.demonstration)
    },
  )
}
