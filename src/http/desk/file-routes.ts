/** Files of a thread, from either side. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fileSchema } from '../../contract/desk.ts'
import { errorSchema } from '../../contract/error.ts'
import { mayAct } from '../../enquiry/policy.ts'
import { Failure } from '../../service/failure.ts'
import { judgeFile } from '../../service/keep-file.ts'
import { isId } from '../../service/officers/accounts.ts'
import type { AppDeps } from '../deps.ts'
import { idParams } from '../routes/conversations.ts'
import { readUpload } from '../routes/files.ts'
import { sendFile } from '../send-file.ts'
import { enquiryFor, officerOf } from './guard.ts'

export function deskFileRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { store, ids, clock } = deps
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const refusals = { 401: errorSchema, 403: errorSchema, 404: errorSchema }

  routes.post(
    '/api/desk/enquiries/:id/files',
    {
      schema: {
        summary: 'Keeps a file (multipart) for an answer or a note; nobody sees it before that is sent',
        params: idParams,
        response: { 201: fileSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const officer = officerOf(request)
      const enquiry = await enquiryFor(officer, request.params.id, deps)
      if (!mayAct(officer, 'note', enquiry)) throw new Failure('not-allowed')
      const upload = await readUpload(request)
      const file = await judgeFile(upload, ids)
      await store.enquiries.saveFile(enquiry.id, file, upload.content, clock.now())
      return reply.code(201).send(file)
    },
  )

  routes.get(
    '/api/desk/enquiries/:id/files/:file',
    { schema: { params: idParams.extend({ file: z.string().max(64) }) } },
    async (request, reply) => {
      const { id } = await enquiryFor(officerOf(request), request.params.id, deps)
      const { file } = request.params
      const found = isId(file) ? await store.enquiries.file(id, file) : null
      return sendFile(reply, found)
    },
  )
}
