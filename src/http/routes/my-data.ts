/** Everything that is kept of a person, for whoever was given the address in the person's own conversation. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { AppDeps } from '../deps.ts'

const params = z.object({ file: z.string().max(64) })
const querystring = z.object({
  key: z.string().max(64).default(''),
  until: z.coerce.number().int().min(0).max(8e15).default(0),
})

export function myDataRoutes(app: FastifyInstance, { persons }: AppDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()

  routes.get('/my-data/:file', { schema: { hide: true, params, querystring } }, async (request, reply) => {
    const { key, until } = request.query
    const { locale, name, content } = await persons.opened(
      request.params.file.replace(/\.zip$/, ''),
      until,
      key,
    )
    request.language = locale
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(content)
  })
}
