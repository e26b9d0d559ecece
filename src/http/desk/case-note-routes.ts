/** What officers note at an application beside acts: remarks at fields, and the ticks of the checklist. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { applicationViewSchema, newRemarkSchema, setCheckSchema } from '../../contract/cases.ts'
import { errorSchema } from '../../contract/error.ts'
import { addRemark, removeRemark, setCheck } from '../../service/cases/note-on-application.ts'
import { readApplication } from '../../service/cases/read-application.ts'
import type { AppDeps } from '../deps.ts'
import { idParams } from '../routes/conversations.ts'
import { cleaned, officerOf } from './guard.ts'

const response = {
  200: applicationViewSchema,
  ...{ 400: errorSchema, 401: errorSchema, 403: errorSchema, 404: errorSchema, 422: errorSchema },
}

export function caseNoteRoutes(api: FastifyInstance, deps: AppDeps): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/desk/applications/:id/remarks',
    { schema: { params: idParams, body: newRemarkSchema, response } },
    async (request) => {
      const officer = officerOf(request)
      const { id } = request.params
      await addRemark(officer, id, cleaned(request.body), deps)
      return readApplication(officer, id, undefined, deps)
    },
  )

  routes.delete(
    '/api/desk/applications/:id/remarks/:remark',
    { schema: { params: idParams.extend({ remark: z.string().max(64) }), response } },
    async (request) => {
      const officer = officerOf(request)
      const { id, remark } = request.params
      await removeRemark(officer, id, remark, deps)
      return readApplication(officer, id, undefined, deps)
    },
  )

  routes.put(
    '/api/desk/applications/:id/checks/:item',
    { schema: { params: idParams.extend({ item: z.string().max(100) }), body: setCheckSchema, response } },
    async (request) => {
      const officer = officerOf(request)
      const { id, item } = request.params
      await setCheck(officer, id, item, cleaned(request.body), deps)
      return readApplication(officer, id, undefined, deps)
    },
  )
}
