/** Clarifications and canned answers. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  cannedRequestSchema,
  cannedSchema,
  changedProposalSchema,
  clarificationSchema,
  decisionSchema,
  proposalSchema,
  type WireClarification,
} from '../../contract/clarifications.ts'
import { errorSchema } from '../../contract/error.ts'
import type { ClarificationRecord } from '../../ports/desk.ts'
import { wireClarifications } from '../../service/clarifications/wire-clarification.ts'
import { Failure } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { idParams } from '../routes/conversations.ts'
import { cleaned, demand, officerOf } from './guard.ts'

const querystring = z.strictObject({ programme: z.string().max(100) })
const refusals = {
  401: errorSchema,
  403: errorSchema,
  404: errorSchema,
  409: errorSchema,
  422: errorSchema,
}
const itemsOf = <Shape extends z.ZodType>(shape: Shape) => z.object({ items: z.array(shape) })

export function clarificationRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { clarifications } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const response = { 200: clarificationSchema, ...refusals }
  const wire = async (record: ClarificationRecord, request: FastifyRequest): Promise<WireClarification> => {
    const [wired] = await wireClarifications([record], officerOf(request), deps.store)
    if (!wired) throw new Failure('unknown-clarification')
    return wired
  }

  routes.get(
    '/api/desk/clarifications',
    { schema: { querystring, response: { 200: itemsOf(clarificationSchema), ...refusals } } },
    async (request) => {
      const { programme } = request.query
      demand(officerOf(request), 'read-report', programme, deps)
      const records = await clarifications.list(officerOf(request), programme)
      return { items: await wireClarifications(records, officerOf(request), deps.store) }
    },
  )

  routes.post(
    '/api/desk/clarifications',
    { schema: { body: proposalSchema, response: { 201: clarificationSchema, ...refusals } } },
    async (request, reply) => {
      const { programme, ...proposal } = request.body
      const proposed = await clarifications.propose(officerOf(request), programme, cleaned(proposal))
      return reply.code(201).send(await wire(proposed, request))
    },
  )

  routes.put(
    '/api/desk/clarifications/:id',
    { schema: { params: idParams, body: changedProposalSchema, response } },
    async (request) => {
      const { programme: _, version, ...proposal } = request.body
      const { id } = request.params
      return wire(await clarifications.edit(officerOf(request), id, version, cleaned(proposal)), request)
    },
  )

  routes.post(
    '/api/desk/clarifications/:id/decision',
    {
      schema: {
        summary: 'Publishes or declines somebody else’s proposal, or takes back what was published',
        params: idParams,
        body: decisionSchema,
        response,
      },
    },
    async (request) =>
      wire(await clarifications.decide(officerOf(request), request.params.id, request.body), request),
  )
}

export function cannedRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { canned } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/desk/canned',
    { schema: { querystring, response: { 200: itemsOf(cannedSchema), ...refusals } } },
    async (request) => {
      const { programme } = request.query
      demand(officerOf(request), 'read-report', programme, deps)
      return { items: await canned.list(programme) }
    },
  )

  routes.post(
    '/api/desk/canned',
    { schema: { body: cannedRequestSchema, response: { 201: cannedSchema, ...refusals } } },
    async (request, reply) => {
      return reply.code(201).send(await canned.save(officerOf(request), null, cleaned(request.body)))
    },
  )

  routes.put(
    '/api/desk/canned/:id',
    { schema: { params: idParams, body: cannedRequestSchema, response: { 200: cannedSchema, ...refusals } } },
    (request) => {
      return canned.save(officerOf(request), request.params.id, cleaned(request.body))
    },
  )

  routes.delete(
    '/api/desk/canned/:id',
    { schema: { params: idParams, response: { 204: z.null(), ...refusals } } },
    async (request, reply) => {
      await canned.remove(officerOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )
}
