/** Applications and projects for the console: the lists, one in full, what is done with it, and the board. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  applicationActRequestSchema,
  bulkCaseRequestSchema,
  bulkCaseResponseSchema,
  projectActRequestSchema,
} from '../../contract/case-acts.ts'
import {
  applicationListSchema,
  applicationViewSchema,
  boardSchema,
  caseQuerySchema,
  projectListSchema,
  projectViewSchema,
} from '../../contract/cases.ts'
import { errorSchema } from '../../contract/error.ts'
import { readBoard } from '../../service/cases/board.ts'
import { listApplications, listProjects } from '../../service/cases/list-cases.ts'
import { readApplication } from '../../service/cases/read-application.ts'
import { readProject } from '../../service/cases/read-project.ts'
import { seenApplication, seenProject } from '../../service/cases/seen-case.ts'
import { documentAddress } from '../../service/document-address.ts'
import { isId } from '../../service/officers/accounts.ts'
import type { AppDeps } from '../deps.ts'
import { wordsOf } from '../plugins/errors.ts'
import { idParams } from '../routes/conversations.ts'
import { cleaned, officerOf } from './guard.ts'

const refusals = { 401: errorSchema, 403: errorSchema, 404: errorSchema }
const acting = { ...refusals, 409: errorSchema, 422: errorSchema }
const ofProgramme = z.strictObject({ programme: z.string().max(100) })
/** `compare`: number of the version to compare with */
const compareQuery = z.strictObject({ compare: z.string().max(60).optional() })

export function caseRoutes(api: FastifyInstance, deps: AppDeps): void {
  applicationRoutes(api, deps)
  projectRoutes(api, deps)
  api
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/desk/board',
      { schema: { querystring: ofProgramme, response: { 200: boardSchema, ...refusals } } },
      (request) => readBoard(officerOf(request), request.query.programme, deps),
    )
}

function applicationRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { cases } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/desk/applications',
    { schema: { querystring: caseQuerySchema, response: { 200: applicationListSchema, ...refusals } } },
    (request) => listApplications(officerOf(request), request.query, deps),
  )

  routes.get(
    '/api/desk/applications/:id',
    {
      schema: {
        params: idParams,
        querystring: compareQuery,
        response: { 200: applicationViewSchema, ...refusals },
      },
    },
    (request) => readApplication(officerOf(request), request.params.id, request.query.compare, deps),
  )

  routes.post(
    '/api/desk/applications/:id/acts',
    {
      schema: {
        summary: 'Returns, recommends, approves …; the same id again has no second effect',
        params: idParams,
        body: applicationActRequestSchema,
        response: { 200: applicationViewSchema, ...acting },
      },
    },
    async (request) => {
      const officer = officerOf(request)
      const { record } = await seenApplication(officer, request.params.id, deps)
      const { act, version, id: key } = request.body
      await cases.actOnApplication(officer, record.id, cleaned(act), { key, version })
      return readApplication(officer, record.id, undefined, deps)
    },
  )

  routes.post(
    '/api/desk/applications/acts',
    {
      schema: {
        summary: 'The same act on many applications; each either done or refused by a reason',
        body: bulkCaseRequestSchema,
        response: { 200: bulkCaseResponseSchema, 401: errorSchema, 403: errorSchema },
      },
    },
    async (request) => {
      const officer = officerOf(request)
      const { act, applications, id: key } = request.body
      const { done, refused, list } = await cases.bulk(officer, applications.filter(isId), cleaned(act), {
        key,
      })
      const phrases = deps.phrases(officer.locale)
      const inWords = refused.map(({ failure, ...one }) => ({
        ...one,
        message: wordsOf(failure, phrases).message,
      }))
      return { done, refused: inWords, list: list && documentAddress(deps.sealer, list) }
    },
  )
}

function projectRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { cases } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/desk/projects',
    { schema: { querystring: caseQuerySchema, response: { 200: projectListSchema, ...refusals } } },
    (request) => listProjects(officerOf(request), request.query, deps),
  )

  routes.get(
    '/api/desk/projects/:id',
    { schema: { params: idParams, response: { 200: projectViewSchema, ...refusals } } },
    (request) => readProject(officerOf(request), request.params.id, deps),
  )

  routes.post(
    '/api/desk/projects/:id/acts',
    {
      schema: {
        summary: 'Grants, evaluates, certifies …; the same id again has no second effect',
        params: idParams,
        body: projectActRequestSchema,
        response: { 200: projectViewSchema, ...acting },
      },
    },
    async (request) => {
      const officer = officerOf(request)
      const { record } = await seenProject(officer, request.params.id, deps)
      const { act, version, id: key } = request.body
      await cases.actOnProject(officer, record.id, cleaned(act), { key, version })
      return readProject(officer, record.id, deps)
    },
  )
}
