/** Figures, as JSON and as a workbook, and what people could not find. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { reportQuerySchema, reportSchema, unansweredSchema } from '../../contract/desk.ts'
import { errorSchema } from '../../contract/error.ts'
import type { AppDeps } from '../deps.ts'
import { demand, officerOf } from './guard.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const refusals = { 401: errorSchema, 403: errorSchema, 404: errorSchema }

export function reportRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { reports } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/desk/report',
    { schema: { querystring: reportQuerySchema, response: { 200: reportSchema, ...refusals } } },
    (request) => {
      demand(officerOf(request), 'read-report', request.query.programme, deps)
      return reports.report(officerOf(request), request.query)
    },
  )

  routes.get(
    '/api/desk/report.xlsx',
    { schema: { summary: 'The same as a workbook, with every enquiry', querystring: reportQuerySchema } },
    async (request, reply) => {
      demand(officerOf(request), 'read-report', request.query.programme, deps)
      const { name, content } = await reports.workbook(officerOf(request), request.query)
      return reply
        .type(XLSX)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .send(content)
    },
  )

  routes.get(
    '/api/desk/unanswered',
    {
      schema: {
        querystring: z.strictObject({ programme: z.string().max(100) }),
        response: { 200: unansweredSchema, ...refusals },
      },
    },
    (request) => {
      demand(officerOf(request), 'read-unanswered', request.query.programme, deps)
      return reports.unanswered(officerOf(request), request.query.programme)
    },
  )
}
