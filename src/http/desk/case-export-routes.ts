/** Downloads of applications and projects, each of what the officer sees, with the query of the lists. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { caseQuerySchema } from '../../contract/cases.ts'
import type { Download } from '../../service/cases/exports/exports.ts'
import type { AppDeps } from '../deps.ts'
import { officerOf } from './guard.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const querystring = caseQuerySchema.omit({ limit: true, after: true })

export function caseExportRoutes(api: FastifyInstance, { desk: { exports } }: AppDeps): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const told = (summary: string) => ({ schema: { summary, querystring } })

  routes.get(
    '/api/desk/applications.zip',
    told('The forms, what was attached, the scans and the summary sheet (ZIP)'),
    async (request, reply) => send(reply, 'zip', await exports.bundle(officerOf(request), request.query)),
  )
  routes.get(
    '/api/desk/applications.xlsx',
    told('The summary sheet, its columns in the order of the folder'),
    async (request, reply) => send(reply, 'xlsx', await exports.summary(officerOf(request), request.query)),
  )
  routes.get('/api/desk/projects.xlsx', told('The register of projects'), async (request, reply) =>
    send(reply, 'xlsx', await exports.register(officerOf(request), request.query)),
  )
  routes.get(
    '/api/desk/national.xlsx',
    told('Projects that were put forward, with the reason'),
    async (request, reply) => send(reply, 'xlsx', await exports.national(officerOf(request), request.query)),
  )
  routes.get(
    '/api/desk/archive.zip',
    told('Everything on record with its hashes and the entries of the log (ZIP)'),
    async (request, reply) => send(reply, 'zip', await exports.archive(officerOf(request), request.query)),
  )
}

const send = (reply: FastifyReply, ending: 'zip' | 'xlsx', { name, content }: Download) =>
  reply
    .type(ending === 'zip' ? 'application/zip' : XLSX)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${ending}`)}`)
    .send(content)
