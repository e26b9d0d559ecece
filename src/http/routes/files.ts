/** Uploads, and the printed form. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { uploadResponseSchema } from '../../contract/conversation.ts'
import { draftQuerySchema, type FormFile } from '../../contract/draft.ts'
import { Failure } from '../../service/failure.ts'
import { keepFile, MOST_BYTES } from '../../service/keep-file.ts'
import type { AppDeps } from '../deps.ts'
import { sendFile } from '../send-file.ts'
import { authorise, idParams } from './conversations.ts'
import { openDraft } from './drafts.ts'

export function fileRoutes(app: FastifyInstance, deps: AppDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/conversations/:id/files',
    { schema: { params: idParams, response: { 201: uploadResponseSchema } } },
    async (request, reply) => {
      const { id } = await authorise(request, deps)
      await deps.brakes.take('upload', id)
      return reply.code(201).send(await takeUpload(request, id, deps))
    },
  )

  routes.post(
    '/api/drafts/:id/files',
    { schema: { params: idParams, querystring: draftQuerySchema, response: { 201: uploadResponseSchema } } },
    async (request, reply) => {
      const desk = await deps.drafts.desk(await openDraft(request, deps))
      await deps.brakes.take('upload', desk)
      return reply.code(201).send(await takeUpload(request, desk, deps))
    },
  )

  routes.get(
    '/api/drafts/:id/files/:file',
    { schema: { params: idParams.extend({ file: z.string() }), querystring: draftQuerySchema } },
    async (request, reply) => {
      const desk = await deps.drafts.desk(await openDraft(request, deps))
      const found = await deps.store.files.read(desk, request.params.file)
      return sendFile(reply, found)
    },
  )

  routes.get(
    '/documents/:file',
    {
      schema: {
        params: z.object({ file: z.string().max(64) }),
        querystring: z.object({ key: z.string().max(64).default('') }),
      },
    },
    async (request, reply) => {
      const code = /^(.+)\.pdf$/.exec(request.params.file)?.[1]
      if (!code) throw new Failure('unknown-document')
      const { number, pdf } = await deps.paper.open(code, request.query.key, deps.publicUrl())
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${number.replace(/[^\w-]/g, '_')}.pdf"`)
        .send(Buffer.from(pdf))
    },
  )
}

/** Keeps the one file of a request for a conversation and every other face of its draft. */
async function takeUpload(request: FastifyRequest, conversationId: string, deps: AppDeps): Promise<FormFile> {
  const { filename, content } = await readUpload(request)
  return keepFile({ filename, content, conversationId }, deps)
}

/** The one file of a request. @throws Failure when there is none or it breaks off */
export async function readUpload(request: FastifyRequest): Promise<{ filename: string; content: Buffer }> {
  try {
    const part = await request.file({ limits: { fileSize: MOST_BYTES } })
    if (!part) throw new Failure('missing-field', {}, 'file')
    return { filename: part.filename ?? '', content: await part.toBuffer() }
  } catch (error) {
    // the parser's own complaints about a broken body are plain errors
    const isNamed = error instanceof Failure || (error as { code?: string }).code?.startsWith('FST_')
    throw isNamed ? error : new Failure('upload-broken')
  }
}
