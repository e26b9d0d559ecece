/** The check page of a print or a paper: HTML for people; for programs JSON, where the Accept header asks for it. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { checkResponseSchema } from '../../contract/check.ts'
import { errorSchema } from '../../contract/error.ts'
import { showInstant } from '../../language/dates.ts'
import { describeCheck } from '../../service/describe-check.ts'
import { Failure } from '../../service/failure.ts'
import { type Checked, wholeCode } from '../../service/print-check.ts'
import type { AppDeps } from '../deps.ts'
import { checkPage } from '../pages/check-page.ts'
import { callerOf } from '../plugins/brakes.ts'
import { localeOf } from '../plugins/errors.ts'

/** What every page looks like, then what only this one has. */
const style = ['../../browser/shared/tokens.css', '../../browser/shared/base.css', '../pages/check.css']
  .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
  .join('\n')
const lang = z.string().max(20).optional()

export function checkRoutes(app: FastifyInstance, deps: AppDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()

  app.get('/check.css', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
  )
  routes.get(
    '/check',
    { schema: { hide: true, querystring: z.object({ lang, code: z.string().max(200).default('') }) } },
    (request, reply) => {
      const { code, lang } = request.query
      const whole = wholeCode(code)
      return whole
        ? reply.redirect(addressOf(whole, lang), 303)
        : sendPage(request, reply, deps, { typed: code, lang })
    },
  )
  // the QR code of a page leads here: which page it is says nothing of what the print is worth
  routes.get(
    '/check/:code/:place',
    { schema: { hide: true, params: z.object({ code: z.string().max(100), place: z.string().max(20) }) } },
    (request, reply) => reply.redirect(addressOf(request.params.code, undefined), 303),
  )
  routes.get(
    '/check/:code',
    {
      schema: {
        summary:
          'Whether a print is the current version, or a paper still holds (HTML unless Accept asks for JSON)',
        params: z.object({ code: z.string().max(100) }),
        querystring: z.object({ lang }),
        response: { 200: checkResponseSchema, 404: errorSchema },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      const caller = callerOf(request)
      deps.brakes.demand('code', caller)
      const found = await deps.prints.find(code)
      if (!found) await deps.brakes.note('code', caller)
      if (!wantsJson(request)) return sendPage(request, reply, deps, { typed: code, found, ...request.query })
      if (found) return reply.send(describeCheck(found, request.query.lang ?? localeOf(request)))
      throw new Failure('unknown-check-code')
    },
  )
}

interface Asked {
  typed: string
  found?: Checked | null
  lang?: string | undefined
}

/** The page in the language asked for, as far as the programme has it; 404 for a code that is unknown. */
function sendPage(request: FastifyRequest, reply: FastifyReply, deps: AppDeps, asked: Asked) {
  const { typed, found = null, lang } = asked
  const first = (found?.library ?? deps.libraries.find())?.programme
  const offered = first?.languages ?? []
  const wanted = lang ?? localeOf(request)
  const language = offered.find((one) => one === wanted) ?? offered[0] ?? wanted
  const phrases = deps.phrases(language)
  const now = showInstant(deps.clock.now(), language, first?.timezone ?? 'UTC')
  const page = checkPage({
    phrases,
    languages: offered.map((code) => ({
      code,
      name: deps.phrases(code).say('name'),
      href: addressOf(typed, code),
    })),
    banner: deps.demonstration ? phrases.say('page.demonstration', { now }) : null,
    typed,
    found: found && describeCheck(found, language),
  })
  return reply
    .code(found || typed === '' ? 200 : 404)
    .type('text/html; charset=utf-8')
    .header('content-language', language)
    .header('vary', 'accept, accept-language')
    .send(page)
}

function addressOf(code: string, lang: string | undefined): string {
  const path = code === '' ? '/check' : `/check/${encodeURIComponent(code)}`
  return lang ? `${path}?lang=${encodeURIComponent(lang)}` : path
}

const wantsJson = ({ headers: { accept = '' } }: FastifyRequest): boolean =>
  accept.includes('json') && !accept.includes('text/html')
