/** Enquiries for the console: the list, a thread, what is done with it. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { clean } from '../../channels/web/activity.ts'
import {
  actRequestSchema,
  bulkRequestSchema,
  bulkResponseSchema,
  enquiryListSchema,
  enquiryQuerySchema,
  enquiryViewSchema,
  type OfficerAct,
} from '../../contract/desk.ts'
import { errorSchema } from '../../contract/error.ts'
import type { Act } from '../../enquiry/enquiry.ts'
import type { FileRef } from '../../programme/values.ts'
import { listEnquiries } from '../../service/enquiries/list-enquiries.ts'
import { Failure } from '../../service/failure.ts'
import { isId } from '../../service/officers/accounts.ts'
import type { AppDeps } from '../deps.ts'
import { idParams } from '../routes/conversations.ts'
import { enquiryFor, officerOf } from './guard.ts'

export function enquiryRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { enquiries } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const refusals = { 401: errorSchema, 403: errorSchema, 404: errorSchema }

  routes.get(
    '/api/desk/enquiries',
    { schema: { querystring: enquiryQuerySchema, response: { 200: enquiryListSchema, 401: errorSchema } } },
    (request) => listEnquiries(officerOf(request), request.query, deps),
  )

  routes.get(
    '/api/desk/enquiries/:id',
    { schema: { params: idParams, response: { 200: enquiryViewSchema, ...refusals } } },
    async (request) => {
      const officer = officerOf(request)
      const { id } = await enquiryFor(officer, request.params.id, deps)
      return enquiries.read(officer, id)
    },
  )

  routes.post(
    '/api/desk/enquiries/:id/acts',
    {
      schema: {
        summary: 'Answers, notes, moves …; the same id again has no second effect',
        params: idParams,
        body: actRequestSchema,
        response: { 200: enquiryViewSchema, ...refusals, 409: errorSchema },
      },
    },
    async (request) => {
      const officer = officerOf(request)
      const { id } = await enquiryFor(officer, request.params.id, deps)
      const { act, version, id: key } = request.body
      await enquiries.act(officer, id, await actFrom(act, id, deps), { version, key })
      return enquiries.read(officer, id)
    },
  )

  routes.post(
    '/api/desk/acts',
    {
      schema: {
        summary: 'The same act on many enquiries; each either done or refused by a reason',
        body: bulkRequestSchema,
        response: { 200: bulkResponseSchema, 401: errorSchema },
      },
    },
    async (request) => {
      const { act, enquiries: ids, id: key } = request.body
      return enquiries.bulk(officerOf(request), ids.filter(isId), withFiles(act, filesOf(act).length), key)
    },
  )
}

const filesOf = (act: OfficerAct): string[] => ('files' in act ? act.files : [])

/** Files belong to one thread, so an act on many brings none. */
function withFiles(act: OfficerAct, count: number): Act {
  if (count > 0) throw new Failure('bad-request', {}, 'act.files')
  return { ...cleaned(act), ...('files' in act ? { files: [] } : {}) } as Act
}

/** An act with its files, which have to be files of this thread. @throws Failure unknown-file */
async function actFrom(act: OfficerAct, enquiryId: string, deps: AppDeps): Promise<Act> {
  const files: FileRef[] = []
  for (const id of filesOf(act)) {
    const found = isId(id) ? await deps.store.enquiries.file(enquiryId, id) : null
    if (!found) throw new Failure('unknown-file')
    files.push(found.ref)
  }
  return { ...cleaned(act), ...('files' in act ? { files } : {}) } as Act
}

const cleaned = (act: OfficerAct): OfficerAct =>
  JSON.parse(JSON.stringify(act), (_, value) => (typeof value === 'string' ? clean(value) : value))
