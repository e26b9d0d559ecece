/** Scans of the stamped form that officers upload for an application. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { applicationViewSchema } from '../../contract/cases.ts'
import { errorSchema } from '../../contract/error.ts'
import { readApplication } from '../../service/cases/read-application.ts'
import { seenApplication } from '../../service/cases/seen-case.ts'
import { Failure } from '../../service/failure.ts'
import { MOST_BYTES } from '../../service/keep-file.ts'
import type { ScanUpload } from '../../service/scans/scans.ts'
import type { AppDeps } from '../deps.ts'
import { idParams } from '../routes/conversations.ts'
import { officerOf } from './guard.ts'

/** Photos of one upload: three copies of a long form. */
const MOST_FILES = 100

export function scanRoutes(api: FastifyInstance, deps: AppDeps): void {
  api.withTypeProvider<ZodTypeProvider>().post(
    '/api/desk/applications/:id/scans',
    {
      schema: {
        summary: 'Matches a scan of the stamped form (multipart: a PDF, or photos) and keeps it as one PDF',
        params: idParams,
        response: {
          201: applicationViewSchema,
          401: errorSchema,
          403: errorSchema,
          404: errorSchema,
          422: errorSchema,
        },
      },
    },
    async (request, reply) => {
      const officer = officerOf(request)
      // looked at before anything is read in: what comes may be large
      const { id } = (await seenApplication(officer, request.params.id, deps)).record
      const uploads = await readUploads(request)
      await deps.desk.scans.byOfficer(officer.id, id, uploads)
      return reply.code(201).send(await readApplication(officer, id, undefined, deps))
    },
  )
}

/** Every file of a request. @throws Failure when it breaks off */
async function readUploads(request: FastifyRequest): Promise<ScanUpload[]> {
  const uploads: ScanUpload[] = []
  try {
    for await (const part of request.files({ limits: { files: MOST_FILES, fileSize: MOST_BYTES } }))
      uploads.push({ filename: part.filename ?? '', content: await part.toBuffer() })
    return uploads
  } catch (error) {
    // the parser's own complaints about a broken body are plain errors
    const isNamed = error instanceof Failure || (error as { code?: string }).code?.startsWith('FST_')
    throw isNamed ? error : new Failure('upload-broken')
  }
}
