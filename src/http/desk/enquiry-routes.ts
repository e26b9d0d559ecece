/** Enquiries for the console: the list, a thread, what is done with it. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
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
import type { OfficerAct as Act } from '../../enquiry/officer-act.ts'
import type { Phrases } from '../../language/phrases.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { FileRef } from '../../programme/values.ts'
import type { BulkOutcome } from '../../service/enquiries/act-on-enquiry.ts'
import { listEnquiries } from '../../service/enquiries/list-enquiries.ts'
import { Failure } from '../../service/failure.ts'
import { isId } from '../../service/officers/accounts.ts'
import type { AppDeps } from '../deps.ts'
import { wordsOf } from '../plugins/errors.ts'
import { idParams } from '../routes/conversations.ts'
import { cleaned, enquiryFor, officerOf } from './guard.ts'

export function enquiryRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { enquiries, read } = deps.desk
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
      return read(officer, id)
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
      await enquiries.act(officer, id, await actFrom(act, id, officer, deps), { version, key })
      return read(officer, id)
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
      const officer = officerOf(request)
      const whole = await actFrom(act, null, officer, deps)
      const { done, refused } = await enquiries.bulk(officer, ids.filter(isId), whole, { key })
      const phrases = deps.phrases(officer.locale)
      return { done, refused: refused.map((one) => inWords(one, phrases)) }
    },
  )
}

const inWords = ({ id, number, failure }: BulkOutcome['refused'][number], phrases: Phrases) => ({
  id,
  number,
  message: wordsOf(failure, phrases).message,
})

/**
 * An act with its files, which have to be files of this thread; an act on many has none. @throws Failure unknown-file,
 * unknown-enquiry
 */
async function actFrom(
  act: OfficerAct,
  enquiryId: string | null,
  officer: OfficerRecord,
  deps: AppDeps,
): Promise<Act> {
  // nothing is merged into what the officer cannot see
  if (act.type === 'merge') await enquiryFor(officer, act.into, deps)
  const typed = cleaned(act)
  return 'files' in typed ? { ...typed, files: await filesOf(typed.files, enquiryId, deps) } : typed
}

async function filesOf(ids: string[], enquiryId: string | null, { store }: AppDeps): Promise<FileRef[]> {
  const files: FileRef[] = []
  for (const id of ids) {
    const found = enquiryId && isId(id) ? await store.enquiries.file(enquiryId, id) : null
    if (!found) throw new Failure('unknown-file')
    files.push(found.ref)
  }
  return files
}
