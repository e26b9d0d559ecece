/** Accounts, for those who look after them; colleagues and leave, for everybody. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { officerActor } from '../../audit/entry.ts'
import { errorSchema } from '../../contract/error.ts'
import {
  changeOfficerSchema,
  leaveRequestSchema,
  linkResponseSchema,
  newOfficerSchema,
  officerSchema,
} from '../../contract/officers.ts'
import { mayManageOfficers } from '../../enquiry/policy.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import { leaveOf } from '../../service/officers/describe-me.ts'
import { HANDED_MS } from '../../service/officers/sign-in.ts'
import type { AppDeps } from '../deps.ts'
import { idParams } from '../routes/conversations.ts'
import { demandAdmin, officerOf } from './guard.ts'

type WireOfficer = z.infer<typeof officerSchema>
const refusals = { 401: errorSchema, 403: errorSchema, 404: errorSchema }
const listSchema = z.object({ items: z.array(officerSchema) })

export function officerRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { accounts, signIn } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get('/api/desk/officers', { schema: { response: { 200: listSchema } } }, async (request) => {
    const viewer = officerOf(request)
    const { officers, enquiries } = deps.store
    const [all, open] = await Promise.all([officers.all(), enquiries.openByHolder()])
    const known = all.filter((officer) => mayKnow(viewer, officer, deps))
    return { items: known.map((officer) => describe(officer, viewer, open)) }
  })

  routes.post(
    '/api/desk/officers',
    {
      schema: {
        body: newOfficerSchema,
        response: {
          201: z.object({ officer: officerSchema, ...linkResponseSchema.shape }),
          ...refusals,
          409: errorSchema,
          422: errorSchema,
        },
      },
    },
    async (request, reply) => {
      const admin = officerOf(request)
      demandAdmin(admin)
      const by = officerActor(admin.id)
      const added = await accounts.add(request.body, by)
      const { link, expiresAt } = await signIn.issue(added.id, HANDED_MS, by)
      const officer = await described(added, admin, deps)
      return reply.code(201).send({ officer, link, expiresAt: expiresAt.toISOString() })
    },
  )

  routes.patch(
    '/api/desk/officers/:id',
    {
      schema: {
        params: idParams,
        body: changeOfficerSchema,
        response: { 200: officerSchema, ...refusals, 409: errorSchema, 422: errorSchema },
      },
    },
    async (request) => {
      const admin = officerOf(request)
      demandAdmin(admin)
      const changed = await accounts.change(request.params.id, request.body, officerActor(admin.id))
      return described(changed, admin, deps)
    },
  )

  routes.post(
    '/api/desk/officers/:id/link',
    { schema: { params: idParams, response: { 201: linkResponseSchema, ...refusals } } },
    async (request, reply) => {
      const admin = officerOf(request)
      demandAdmin(admin)
      const { id } = await accounts.find(request.params.id)
      const { link, expiresAt } = await signIn.issue(id, HANDED_MS, officerActor(admin.id))
      return reply.code(201).send({ link, expiresAt: expiresAt.toISOString() })
    },
  )

  routes.put(
    '/api/desk/officers/:id/leave',
    {
      schema: {
        summary: 'Days of leave, both included, and who stands in; null ends it',
        params: idParams,
        body: leaveRequestSchema,
        response: { 200: officerSchema, ...refusals, 422: errorSchema },
      },
    },
    async (request) => {
      const by = officerOf(request)
      return described(await accounts.setLeave(by, request.params.id, request.body), by, deps)
    },
  )
}

/** Admins know all; others the active ones of their programmes, and themselves. */
function mayKnow(viewer: OfficerRecord, officer: OfficerRecord, { desk }: AppDeps): boolean {
  if (viewer.id === officer.id || mayManageOfficers(viewer)) return true
  const own = desk.accounts.programmesOf(viewer)
  return officer.active && desk.accounts.programmesOf(officer).some((id) => own.includes(id))
}

/** One officer, as the list has it. */
async function described(
  officer: OfficerRecord,
  viewer: OfficerRecord,
  { store }: AppDeps,
): Promise<WireOfficer> {
  return describe(officer, viewer, await store.enquiries.openByHolder())
}

/** Rights are for admins to see; one's own for oneself. `open`: how many each officer holds. */
function describe(
  officer: OfficerRecord,
  viewer: OfficerRecord,
  open: ReadonlyMap<string, number>,
): WireOfficer {
  const { id, name, email, active, grants, leave, channels } = officer
  const isFull = viewer.id === id || mayManageOfficers(viewer)
  return {
    id,
    name,
    email,
    active,
    grants: isFull ? grants : [],
    leave: leaveOf(leave),
    channels: [...new Set(channels.map(({ channel }) => channel))],
    open: open.get(id) ?? 0,
  }
}
