/** Files of applications and projects: what was attached, scans, evidence. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { projectViewSchema } from '../../contract/cases.ts'
import { errorSchema } from '../../contract/error.ts'
import { keepEvidence } from '../../service/cases/keep-evidence.ts'
import { readProject } from '../../service/cases/read-project.ts'
import { seenApplication, seenProject } from '../../service/cases/seen-case.ts'
import type { AppDeps } from '../deps.ts'
import { idParams } from '../routes/conversations.ts'
import { readUpload } from '../routes/files.ts'
import { sendFile } from '../send-file.ts'
import { officerOf } from './guard.ts'

const fileParams = idParams.extend({ file: z.string().max(64) })

export function caseFileRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { cases, submissions } = deps.store
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const refusals = { 401: errorSchema, 403: errorSchema, 404: errorSchema }

  routes.get(
    '/api/desk/applications/:id/files/:file',
    { schema: { summary: 'A file of an answer of any version, or a scan', params: fileParams } },
    async (request, reply) => {
      const { id, file } = request.params
      const { record: application } = await seenApplication(officerOf(request), id, deps)
      const found = (await cases.file(application.id, file)) ?? (await attached(application.draftId, file))
      return sendFile(reply, found)
    },
  )

  routes.get(
    '/api/desk/projects/:id/files/:file',
    { schema: { summary: 'A file of the evidence', params: fileParams } },
    async (request, reply) => {
      const { id, file } = request.params
      const { record: project } = await seenProject(officerOf(request), id, deps)
      return sendFile(reply, await cases.file(project.id, file))
    },
  )

  routes.post(
    '/api/desk/projects/:id/evidence',
    {
      schema: {
        summary: 'Keeps a file (multipart) with the project',
        params: idParams,
        response: { 201: projectViewSchema, ...refusals, 422: errorSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const officer = officerOf(request)
      const { record: project } = await seenProject(officer, id, deps)
      await keepEvidence(officer.id, project.id, await readUpload(request), deps)
      return reply.code(201).send(await readProject(officer, project.id, deps))
    },
  )

  /** Of any version: what was mended stays to be compared. */
  async function attached(draftId: string, file: string) {
    for (const { number } of (await submissions.history(draftId)).toReversed()) {
      const submission = await submissions.find(number)
      const found = submission && (await submissions.file(submission.id, file))
      if (found) return found
    }
    return null
  }
}
