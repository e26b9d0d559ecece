/** Files that came with the answer to an enquiry, for whoever asked: the address carries the key. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { opensFile } from '../../service/document-address.ts'
import { Failure } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { sendFile } from '../send-file.ts'

const params = z.object({ number: z.string().max(60), file: z.string().max(64) })
const querystring = z.object({ key: z.string().max(64).default('') })

export function enquiryFileRoutes(app: FastifyInstance, deps: AppDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/enquiries/:number/files/:file',
    { schema: { params, querystring } },
    async (request, reply) => {
      const { number, file } = request.params
      if (!opensFile(deps.sealer, number, file, request.query.key)) throw new Failure('unknown-file')
      const enquiry = await deps.store.enquiries.findByNumber(number)
      const found = enquiry && (await deps.store.enquiries.file(enquiry.id, file))
      reply.header('cache-control', 'private, no-store')
      return sendFile(reply, found || null)
    },
  )
}
