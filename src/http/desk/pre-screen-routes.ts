/** A spreadsheet in, a verdict for every row out; the template to begin with. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { errorSchema } from '../../contract/error.ts'
import { preScreenSchema } from '../../contract/pre-screen.ts'
import { Failure } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { readUpload } from '../routes/files.ts'
import { officerOf } from './guard.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const programme = z.string().max(100)
const screenQuery = z.strictObject({ programme, format: z.enum(['json', 'xlsx']).default('json') })
const refusals = { 401: errorSchema, 403: errorSchema, 404: errorSchema, 413: errorSchema, 422: errorSchema }

export function preScreenRoutes(api: FastifyInstance, deps: AppDeps): void {
  const { preScreen } = deps.desk
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/desk/pre-screen',
    {
      schema: {
        summary: 'Judges every row of a spreadsheet (multipart, xlsx or csv); nothing of it is kept',
        querystring: screenQuery,
        // a workbook is sent as it is
        response: { 200: preScreenSchema.or(z.custom<NodeJS.ReadableStream>(() => true)), ...refusals },
      },
    },
    async (request, reply) => {
      demandPreScreen(request, request.query.programme, deps)
      const { content, filename } = await readUpload(request)
      const order = { programme: request.query.programme, content, locale: officerOf(request).locale }
      if (request.query.format === 'json') return preScreen.screen(order)
      const name = `${filename.replace(/\.\w+$/, '')}.pre-screen.xlsx`
      return sendWorkbook(reply, name, await preScreen.workbook(order))
    },
  )

  routes.get(
    '/api/desk/pre-screen/template.xlsx',
    { schema: { summary: 'An empty sheet with the columns', querystring: z.strictObject({ programme }) } },
    async (request, reply) => {
      demandPreScreen(request, request.query.programme, deps)
      const { programme: id } = request.query
      return sendWorkbook(reply, `${id}.xlsx`, await preScreen.template(id, officerOf(request).locale))
    },
  )
}

/** @throws Failure unknown-programme, not-allowed */
function demandPreScreen(request: FastifyRequest, id: string, { libraries, desk }: AppDeps): void {
  if (!libraries.find(id)) throw new Failure('unknown-programme', { id })
  if (!desk.preScreen.mayUse(officerOf(request), id)) throw new Failure('not-allowed')
}

const sendWorkbook = (reply: FastifyReply, name: string, content: NodeJS.ReadableStream) =>
  reply
    .type(XLSX)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content)
